import type { Refusal } from "~/platform/refusal";
import { useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import type { DebriefPage } from "../../debrief.server";
import type { CustomerView, LineView } from "../../debrief-view";
import { debriefMessages } from "../../messages.debrief";
import { pointsText } from "../../points";
import { lineId } from "../../shown";
import { Choice, FoldedChoice } from "../review/Choice";
import { Write, Written } from "../review/Comments";
import type { OpenMessage } from "../review/GradeForm";
import { Bubble } from "./Bubble";
import { Missed } from "./Missed";
import { Notes } from "./Notes";
import { Turn, WholeModel } from "./Turn";

type ChatProps = {
  page: DebriefPage;
  customer: CustomerView;
  /** Somebody says what lines count as; `current`: the message that the keys are for. */
  grading: boolean;
  current: OpenMessage | null;
  mayComment: boolean;
  /** What was refused of a comment, and beside which line. */
  refused: { place: string; refusals: readonly Refusal[] } | null;
};

/** The chat with one customer again, with all that is said about it beside the very line. */
export function Chat({ page, customer, grading, current, mayComment, refused }: ChatProps) {
  const t = useT(debriefMessages);
  const { chatLocale, recorded } = page;
  return (
    <section aria-labelledby={`customer-${customer.slug}`} className="rounded-box border border-line bg-surface px-4 pt-4 pb-5 sm:px-5">
      <header className="mb-4 flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <div className="min-w-0">
          <h2 id={`customer-${customer.slug}`} className="text-base font-semibold">
            {customer.name}
          </h2>
          <p className="text-sm text-muted">
            {customer.mood} · {t("customer.goal", { goal: customer.goal })}
          </p>
        </div>
        <Badge icon={null}>{t("customer.total", { total: pointsText(customer.total) })}</Badge>
      </header>
      <ol aria-label={t("customer.chat", { name: customer.name })} className="grid gap-x-6 gap-y-4">
        {customer.lines.map((line) => (
          <li
            key={line.n}
            id={lineId(customer.slug, line.n)}
            className="grid scroll-mt-24 items-start gap-x-6 gap-y-2 rounded-box target:bg-accent-soft lg:grid-cols-[minmax(0,1fr)_20rem]"
          >
            <Bubble who={line.who} at={line.at} pieces={line.pieces} lang={chatLocale} />
            <Margin {...{ page, customer, line, grading, current, mayComment, refused }} />
          </li>
        ))}
      </ol>
      <div className="mt-5 grid gap-4 border-t border-line pt-4">
        <Missed customer={customer} />
        <WholeModel model={customer.model} lang={chatLocale} recorded={recorded} />
      </div>
    </section>
  );
}

function Margin({ page, customer, line, grading, current, mayComment, refused }: ChatProps & { line: LineView }) {
  const { runId, isOwn, recorded, comments, chatLocale } = page;
  const isCurrent = current?.customer === customer.slug && current.line === line.n;
  return (
    <div className="grid min-w-0 gap-2 max-lg:ms-3 max-lg:border-s max-lg:border-line max-lg:ps-3 max-lg:empty:hidden lg:pt-4">
      <Notes notes={line.notes} theirs={!isOwn} recorded={recorded} />
      {grading && line.reading === "open" && customer.unread.length > 0 && (
        <Choice customer={customer.slug} line={line} points={customer.unread} isCurrent={isCurrent} />
      )}
      {grading && line.reading === "folded" && customer.unread.length > 0 && (
        <FoldedChoice customer={customer.slug} line={line} points={customer.unread} />
      )}
      <Written comments={comments.filter((comment) => comment.customer === customer.slug && comment.line === line.n)} />
      {(line.turn || mayComment) && (
        <div className="flex flex-wrap items-start gap-x-4 gap-y-1">
          {line.turn && <Turn turn={line.turn} lang={chatLocale} recorded={recorded} mayTryAgain={isOwn} />}
          {mayComment && (
            <Write
              key={comments.length}
              runId={runId}
              customer={customer.slug}
              line={line.n}
              refusals={refused?.place === lineId(customer.slug, line.n) ? refused.refusals : null}
            />
          )}
        </div>
      )}
    </div>
  );
}
