import MessageSquarePlus from "lucide-react/icons/message-square-plus";
import { formatDateTime } from "~/platform/format";
import type { Refusal } from "~/platform/refusal";
import { useReader, useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { ConfirmButton } from "~/ui/ConfirmButton";
import { Form } from "~/ui/Form";
import { TextArea } from "~/ui/TextArea";
import type { DebriefPage } from "../../debrief.server";
import { reviewMessages } from "../../messages.review";

/** What supervisors wrote beside a line. */
export function Written({ comments }: { comments: DebriefPage["comments"] }) {
  if (comments.length === 0) return null;
  return (
    <div className="grid gap-2">
      {comments.map((comment) => (
        <OneComment key={comment.id} comment={comment} />
      ))}
    </div>
  );
}

function OneComment({ comment }: { comment: DebriefPage["comments"][number] }) {
  const t = useT(reviewMessages);
  const { locale, zone } = useReader();
  return (
    <div className="rounded-box bg-accent-soft px-3 py-2 text-sm">
      <p className="break-words whitespace-pre-line">{comment.text}</p>
      <div className="mt-0.5 flex flex-wrap items-center justify-between gap-x-3">
        <span className="text-xs text-muted">{t("comment.by", { name: comment.by, when: formatDateTime(comment.at, locale, zone) })}</span>
        {comment.isOwn && (
          <Form preventScrollReset>
            <input type="hidden" name="intent" value="uncomment" />
            <input type="hidden" name="commentId" value={comment.id} />
            <ConfirmButton variant="quiet" size="sm" question={t("comment.take_back_question")} consequence={t("comment.take_back_body")}>
              {t("comment.take_back")}
            </ConfirmButton>
          </Form>
        )}
      </div>
    </div>
  );
}

type WriteProps = { runId: string; customer: string; line: number; refusals: readonly Refusal[] | null };

/** For supervisors: the way to write beside a line. */
export function Write({ runId, customer, line, refusals }: WriteProps) {
  const t = useT(reviewMessages);
  return (
    <details open={refusals !== null || undefined} className="min-w-0 open:basis-full">
      <summary
        aria-label={t("comment.add_to", { n: line + 1 })}
        className="inline-flex min-h-control-sm cursor-pointer list-none items-center gap-1.5 rounded-box px-1 text-sm text-muted hover:text-ink [&::-webkit-details-marker]:hidden"
      >
        <MessageSquarePlus aria-hidden className="size-4" />
        {t("comment.add")}
      </summary>
      <Form
        preventScrollReset
        messages={reviewMessages}
        refusals={refusals}
        draftKey={`comment:${runId}:${customer}:${line}`}
        className="mt-1 grid gap-2"
      >
        <input type="hidden" name="intent" value="comment" />
        <input type="hidden" name="customer" value={customer} />
        <input type="hidden" name="line" value={line} />
        <TextArea name="text" label={t("comment.text")} labelHidden rows={2} maxLength={1000} id={`comment-${customer}-${line}`} />
        <Button type="submit" size="sm" className="justify-self-start">
          {t("comment.send")}
        </Button>
      </Form>
    </details>
  );
}
