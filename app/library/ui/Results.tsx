import { Link } from "@remix-run/react";
import { useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Card } from "~/ui/Card";
import { EmptyState } from "~/ui/EmptyState";
import { LinkButton } from "~/ui/LinkButton";
import type { ListPage, ListRow } from "../list.server";
import { libraryMessages } from "../messages";
import { saidMessages } from "../messages.said";
import { searchMessages } from "../messages.search";
import { statisticsMessages } from "../messages.statistics";
import { Pieces } from "~/ui/Pieces";
import { Marks } from "./TreeBranch";

export type ResultsProps = {
  page: ListPage;
  search: string;
  /** All rows are of one kind: it need not be said at each. */
  oneKind: boolean;
  filtered: boolean;
  /** The address of the same search for other words. */
  searchFor: (words: string) => string;
  state: "current" | "draft" | "archived";
};

/** What was found: kind, title, and the place of the hit. */
export function Results({ page, search, oneKind, filtered, searchFor, state }: ResultsProps) {
  const t = useT(searchMessages);
  const packs = new Map(page.packs.map((p) => [p.value, p.label]));
  if (page.rows.length === 0) {
    const why = search ? "none.words" : state !== "current" ? (`none.${state}` as const) : "none.filtered";
    return (
      <Card flush>
        <EmptyState
          title={t("none.title")}
          action={
            (search !== "" || filtered) && (
              <LinkButton to="/library" size="sm">
                {t("filter.clear")}
              </LinkButton>
            )
          }
        >
          {page.meant.length > 0 && (
            <span className="mb-2 block text-ui text-ink">
              {t("meant")}{" "}
              {page.meant.map((words) => (
                <Link key={words} to={searchFor(words)} data-result className="link me-3 font-medium">
                  {words}
                </Link>
              ))}
            </span>
          )}
          {t(why)}
        </EmptyState>
      </Card>
    );
  }
  return (
    <Card flush>
      <ol aria-label={t("results")} className="divide-y divide-line">
        {page.rows.map((row) => (
          <li key={`${row.kind} ${row.slug}`} className="px-4 py-3 sm:px-5">
            <Result row={row} oneKind={oneKind} pack={page.packs.length > 2 ? packs.get(row.pack) : undefined} />
          </li>
        ))}
      </ol>
    </Card>
  );
}

function Result({ row, oneKind, pack }: { row: ListRow; oneKind: boolean; pack?: string }) {
  const t = useT(libraryMessages);
  const tSaid = useT(saidMessages);
  const tStatistics = useT(statisticsMessages);
  return (
    <>
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <Link
          to={`/library/${row.kind}/${row.slug}${row.version === null ? "/edit" : ""}`}
          prefetch="intent"
          data-result
          className="min-w-0 font-medium text-accent-ink hover:underline"
        >
          <Pieces pieces={row.title} />
        </Link>
        {row.critical &&
          (row.kind === "term" ? <Badge tone="blocked">{tSaid("severity.block")}</Badge> : <Badge tone="waiting">{t("critical")}</Badge>)}
        {row.flag && <Badge tone="waiting">{tStatistics(`flag.${row.flag}`)}</Badge>}
        <Marks draft={row.draft} archived={row.archived} isNew={row.version === null} />
      </p>
      <p lang={row.aboutLang ?? undefined} className="mt-0.5 line-clamp-3 text-sm text-pretty text-muted sm:line-clamp-2">
        <Pieces pieces={row.about} />
      </p>
      <p className="mt-1 text-xs text-faint">
        {!oneKind && <>{t(`one.${row.kind}`)} · </>}
        {pack && <>{pack} · </>}
        {row.version === null ? row.slug : t("version", { version: row.version })}
      </p>
    </>
  );
}
