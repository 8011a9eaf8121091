import { useFetcher } from "@remix-run/react";
import { formatDateTime } from "~/platform/format";
import type { Refusal } from "~/platform/refusal";
import { useReader, useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Button } from "~/ui/Button";
import { classes } from "~/ui/classes";
import { Fold } from "~/ui/Fold";
import { Form } from "~/ui/Form";
import { TextArea } from "~/ui/TextArea";
import type { Thread } from "../comments.server";
import { NOTE_LENGTH } from "../draft-rules";
import { reviewMessages } from "../messages.review";

type ThreadsProps = {
  draftId: string;
  threads: readonly Thread[];
  /** The address that a plain form comes back to. */
  returnTo: string;
  /** Where nothing may be said any more they are only read. */
  open: boolean;
  onShow?: (thread: Thread) => void;
};

/** What was said of places in a script, each with its answers, settled or not. */
export function Threads({ threads, ...rest }: ThreadsProps) {
  const t = useT(reviewMessages);
  if (threads.length === 0) return <p className="text-sm text-muted">{t("comments.none")}</p>;
  return (
    <ol className="divide-y divide-line">
      {threads.map((thread) => (
        <li key={thread.id} className="py-3 first:pt-0 last:pb-0">
          <One thread={thread} {...rest} />
        </li>
      ))}
    </ol>
  );
}

function One({ thread, draftId, returnTo, open, onShow }: Omit<ThreadsProps, "threads"> & { thread: Thread }) {
  const t = useT(reviewMessages);
  const { locale, zone } = useReader();
  const when = (at: Date) => formatDateTime(at, locale, zone);
  const { id, quote, place, author, text, at, resolved, replies, number } = thread;
  return (
    <article className={classes("text-sm", resolved && "text-muted")}>
      <p className="text-muted">
        {t("comments.on")}{" "}
        <q lang={thread.locale} className={classes("break-all", place && "text-ink", !place && "line-through")}>
          {quote}
        </q>
      </p>
      {!place && <p className="text-xs text-muted">{t("comments.gone")}</p>}
      <Said by={author} at={when(at)} text={text} more={t("comments.version", { number })} />
      {replies.map((reply) => (
        <div key={reply.id} className="ms-4 border-s-2 border-line ps-3">
          <Said by={reply.author} at={when(reply.at)} text={reply.text} />
        </div>
      ))}
      <div className="mt-2 flex flex-wrap items-center gap-2">
        {resolved && <Badge tone="cleared">{t("comments.resolved", { name: resolved.by })}</Badge>}
        {place && onShow && (
          <Button size="sm" variant="quiet" onClick={() => onShow(thread)}>
            {t("comments.show")}
          </Button>
        )}
        {open && <Settle draftId={draftId} id={id} resolved={resolved !== null} returnTo={returnTo} />}
      </div>
      {open && !resolved && <Answer draftId={draftId} thread={thread} returnTo={returnTo} />}
    </article>
  );
}

function Said({ by, at, text, more }: { by: string; at: string; text: string; more?: string }) {
  return (
    <div className="mt-1.5">
      <p className="flex flex-wrap gap-x-2 text-xs text-muted">
        <span className="font-medium text-ink">{by}</span>
        <span className="tabular-nums">{at}</span>
        {more && <span>{more}</span>}
      </p>
      <p className="break-words whitespace-pre-line">{text}</p>
    </div>
  );
}

function Settle({ draftId, id, resolved, returnTo }: { draftId: string; id: string; resolved: boolean; returnTo: string }) {
  const t = useT(reviewMessages);
  const fetcher = useFetcher<{ refusals?: Refusal[] }>();
  return (
    <Form action={`/scripts/drafts/${draftId}/comments`} fetcher={fetcher} refusals={fetcher.data?.refusals} messages={reviewMessages}>
      <input type="hidden" name="comment" value={id} />
      <input type="hidden" name="returnTo" value={returnTo} />
      <Button type="submit" name="do" value={resolved ? "reopen" : "resolve"} size="sm">
        {t(resolved ? "comments.reopen" : "comments.resolve")}
      </Button>
    </Form>
  );
}

function Answer({ draftId, thread, returnTo }: { draftId: string; thread: Thread; returnTo: string }) {
  const t = useT(reviewMessages);
  const fetcher = useFetcher<{ refusals?: Refusal[] }>();
  return (
    <Fold summary={<span className="text-sm text-muted">{t("comments.reply")}</span>} className="mt-1">
      <Form
        // What was sent leaves an empty form behind.
        key={thread.replies.length}
        action={`/scripts/drafts/${draftId}/comments`}
        fetcher={fetcher}
        refusals={fetcher.data?.refusals}
        messages={reviewMessages}
        draftKey={`script-reply:${thread.id}`}
        className="grid gap-2 pb-2"
      >
        <input type="hidden" name="do" value="reply" />
        <input type="hidden" name="comment" value={thread.id} />
        <input type="hidden" name="returnTo" value={returnTo} />
        <TextArea name="text" label={t("comments.reply_label", { name: thread.author })} labelHidden rows={2} maxLength={NOTE_LENGTH} />
        <div>
          <Button type="submit" size="sm">
            {t("comments.reply")}
          </Button>
        </div>
      </Form>
    </Fold>
  );
}
