import { Link } from "@remix-run/react";
import Star from "lucide-react/icons/star";
import { useReader, useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { classes } from "~/ui/classes";
import { EmptyState } from "~/ui/EmptyState";
import { LinkButton } from "~/ui/LinkButton";
import { Pieces } from "~/ui/Pieces";
import { type Asked, EVERY_STORE, scriptsAddress } from "../address";
import { scriptMessages } from "../messages";
import { deskMessages } from "../messages.desk";
import type { ScriptList, ScriptRow } from "../page.server";
import { Parts } from "./Parts";

type ListProps = { list: ScriptList; asked: Asked; slug: string | null };

/** The scripts that were asked for: title, what has happened, how it begins. */
export function List({ list, asked, slug }: ListProps) {
  const t = useT(scriptMessages);
  if (list.rows.length === 0) return <Nothing list={list} asked={asked} slug={slug} />;
  return (
    <Card flush>
      <ol aria-label={t("results")} className="divide-y divide-line">
        {list.rows.map((row) => (
          <li key={row.slug}>
            <Row row={row} asked={asked} current={row.slug === slug} />
          </li>
        ))}
      </ol>
    </Card>
  );
}

function Row({ row, asked, current }: { row: ScriptRow; asked: Asked; current: boolean }) {
  const t = useT(scriptMessages);
  const desk = useT(deskMessages);
  const { locale } = useReader();
  return (
    <Link
      to={scriptsAddress(asked, row.slug)}
      prefetch="intent"
      data-result
      aria-current={current ? "page" : undefined}
      className={classes(
        "block px-4 py-3 focus-visible:-outline-offset-2",
        current ? "bg-accent-soft shadow-[inset_3px_0_0_var(--accent)]" : "hover:bg-hover",
      )}
    >
      <span className="flex items-start gap-2">
        <span className="min-w-0 flex-1 text-ui font-medium">
          <Pieces pieces={row.title} />
        </span>
        {row.favourite && (
          <span className="mt-0.5 shrink-0 text-accent-ink">
            <Star aria-hidden className="size-4 fill-current" />
            <span className="sr-only">{t("favourite")}</span>
          </span>
        )}
      </span>
      <span lang={row.aboutLang ?? undefined} className="mt-0.5 line-clamp-2 text-sm text-pretty text-muted">
        <Pieces pieces={row.about} />
      </span>
      <span lang={asked.text ?? locale} className="mt-1.5 line-clamp-1 border-s-2 border-line-strong ps-2 text-sm">
        <Parts parts={row.line} />
      </span>
      {asked.branch === null && <span className="mt-1 block text-xs text-muted">{t(`branch.${row.branch}`)}</span>}
      {row.stores && (
        <span className="mt-1 block text-xs text-muted">{desk("store.only", { stores: row.stores.join(desk("store.join")) })}</span>
      )}
    </Link>
  );
}

const WIDE = { search: "", branch: null, platform: null, page: 1 };

function Nothing({ list, asked, slug }: ListProps) {
  const t = useT(scriptMessages);
  const isInStore = asked.store !== null && asked.store !== EVERY_STORE;
  const isNarrowed = asked.search !== "" || asked.branch !== null || asked.platform !== null || isInStore || asked.page > 1;
  if (!isNarrowed)
    return (
      <Card flush>
        <EmptyState title={t("empty.title")}>{t("empty.text")}</EmptyState>
      </Card>
    );
  return (
    <Card flush>
      <EmptyState
        title={t("none.title")}
        action={
          <LinkButton to={scriptsAddress(asked, slug, { ...WIDE, store: asked.store && EVERY_STORE })} size="sm">
            {t("filter.clear")}
          </LinkButton>
        }
      >
        {list.meant.length > 0 && (
          <span className="mb-2 block text-ui text-ink">
            {t("meant")}{" "}
            {list.meant.map((words) => (
              <Link key={words} to={scriptsAddress(asked, slug, { search: words, page: 1 })} data-result className="link me-3 font-medium">
                {words}
              </Link>
            ))}
          </span>
        )}
        {asked.search !== "" ? t("none.words") : t("none.filtered")}
      </EmptyState>
    </Card>
  );
}
