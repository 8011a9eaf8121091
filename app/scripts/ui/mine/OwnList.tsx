import { Link } from "@remix-run/react";
import { formatDateTime } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { EmptyState } from "~/ui/EmptyState";
import { Pagination } from "~/ui/Pagination";
import { Tabs } from "~/ui/Tabs";
import { type DraftState, draftStates } from "../../draft-rules";
import type { DraftLine } from "../../drafts.server";
import { draftMessages } from "../../messages.drafts";
import { scriptMessages } from "../../messages";
import { StateBadge } from "../StateBadge";

type OwnListProps = {
  counts: Partial<Record<DraftState, number>>;
  total: number;
  rows: readonly DraftLine[];
  pages: number;
  state: DraftState | null;
  page: number;
};

function address(state: DraftState | null, page = 1): string {
  const query = new URLSearchParams({ ...(state && { state }), ...(page > 1 && { page: String(page) }) }).toString();
  return `/scripts/mine${query && `?${query}`}`;
}

/** Everything else that one wrote, newest first, by what has become of it. */
export function OwnList({ counts, total, rows, pages, state, page }: OwnListProps) {
  const t = useT(draftMessages);
  const tabs = [
    { to: address(null), label: t("list.all"), current: state === null, count: total },
    ...draftStates
      .filter((one) => counts[one] || one === state)
      .map((one) => ({ to: address(one), label: t(`state.${one}`), current: one === state, count: counts[one] ?? 0 })),
  ];
  return (
    <section aria-labelledby="own-list">
      <h2 id="own-list" className="mb-2 text-base font-semibold">
        {t("list.title")}
      </h2>
      {total > 0 && <Tabs label={t("list.states")} items={tabs} className="mb-3" />}
      <Card flush>
        {rows.length > 0 ? (
          <ol aria-label={t("list.label")} className="divide-y divide-line">
            {rows.map((line) => (
              <li key={line.id}>
                <Line line={line} />
              </li>
            ))}
          </ol>
        ) : (
          <EmptyState level={3} title={t(total > 0 ? "list.none" : "list.empty")}>
            {t(total > 0 ? "list.none_text" : "list.empty_text")}
          </EmptyState>
        )}
      </Card>
      <Pagination
        page={page}
        pages={pages}
        previous={page > 1 ? address(state, page - 1) : null}
        next={page < pages ? address(state, page + 1) : null}
      />
    </section>
  );
}

function Line({ line }: { line: DraftLine }) {
  const t = useT(draftMessages);
  const say = useT<string>(scriptMessages);
  const { locale, zone } = useReader();
  return (
    <Link
      to={`/scripts/drafts/${line.id}`}
      prefetch="intent"
      className="block px-4 py-3 hover:bg-hover focus-visible:-outline-offset-2 sm:px-5"
    >
      <span className="flex items-start justify-between gap-3">
        <span className="min-w-0 text-ui font-medium break-words">{line.title || t("list.untitled")}</span>
        <StateBadge state={line.state} />
      </span>
      {line.line && <span className="mt-0.5 line-clamp-1 text-sm text-muted">{line.line}</span>}
      <span className="mt-1 block text-xs text-muted">
        {say(`branch.${line.branch}`)} · {t("list.changed", { when: formatDateTime(line.updatedAt, locale, zone) })}
      </span>
    </Link>
  );
}
