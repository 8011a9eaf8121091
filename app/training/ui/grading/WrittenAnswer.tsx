import { Link } from "@remix-run/react";
import { ChatLines } from "~/drill/types/ChatLines";
import { ReplyReview } from "~/drill/types/free_reply/ReplyReview";
import { QuestionPlayer } from "~/drill/types/players";
import type { ReplyKey } from "~/drill/types/free_reply/reply";
import type { Answer, QuestionView, Verdict } from "~/drill/types/registry";
import { formatDateTime } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import { Avatar } from "~/ui/Avatar";
import { Badge } from "~/ui/Badge";
import { Card } from "~/ui/Card";
import type { ShownAnswer } from "../../grading-page.server";
import { gradingMessages } from "../../messages.grading";

/** What somebody wrote, with the chat that it answers and all that the machine found in it. */
export function WrittenAnswer({ answer }: { answer: ShownAnswer }) {
  const t = useT(gradingMessages);
  const { locale, zone } = useReader();
  const { personId, name, context, at } = answer;
  return (
    <Card raised>
      <p className="mb-4 flex flex-wrap items-center gap-x-3 gap-y-2 text-sm text-muted">
        {name !== null && <Avatar name={name} size="sm" />}
        {personId === null ? (
          <span>{t("blind.name")}</span>
        ) : (
          <Link to={`/training/${personId}`} className="font-medium text-ink hover:underline">
            {name}
          </Link>
        )}
        <span>{formatDateTime(at, locale, zone)}</span>
        {context === "sitting" && <Badge tone="waiting">{t("in_sitting")}</Badge>}
      </p>
      <Written view={answer.view} answer={answer.answer} verdict={answer.verdict} />
    </Card>
  );
}

/** The same without whose it is; written replies in the third person, any other type as its own review shows it. */
export function Written({ view, answer, verdict }: { view: QuestionView; answer: Answer | null; verdict: Verdict }) {
  const t = useT(gradingMessages);
  if (view.type !== "free_reply" && view.type !== "rewrite") return <QuestionPlayer view={view} answer={answer} verdict={verdict} />;
  const text = answer && "text" in answer ? answer.text : null;
  return (
    <div className="grid gap-5">
      <ChatLines lines={view.chat} />
      {view.type === "rewrite" && (
        <figure>
          <figcaption className="text-sm text-muted">{t("poor")}</figcaption>
          <blockquote className="mt-1 rounded-box bg-blocked-soft px-4 py-3 text-base break-words whitespace-pre-line text-blocked-ink">
            {view.poor}
          </blockquote>
        </figure>
      )}
      <ReplyReview text={text} verdict={{ undecided: false, key: verdict.key as ReplyKey }} theirs />
    </div>
  );
}
