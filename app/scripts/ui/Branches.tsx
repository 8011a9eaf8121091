import { Link } from "@remix-run/react";
import { useT } from "~/platform/use-locale";
import { classes } from "~/ui/classes";
import { Fold } from "~/ui/Fold";
import { type Asked, scriptsAddress } from "../address";
import { scriptMessages } from "../messages";
import type { ScriptList } from "../page.server";

type BranchesProps = { list: ScriptList; asked: Asked; slug: string | null };

/** The scenario tree with what stands on each branch: beside the list where there is room, folded under the chosen one elsewhere. */
export function Branches(props: BranchesProps) {
  const t = useT(scriptMessages);
  const chosen = props.list.branches.find(({ branch }) => branch === props.asked.branch);
  return (
    <>
      <nav aria-label={t("branches")} className="max-lg:hidden">
        <Items {...props} />
      </nav>
      <Fold
        // Chosen and gone there: folded again.
        key={chosen?.branch}
        boxed
        className="lg:hidden"
        summary={
          <span className="text-sm font-medium">
            {t("branches.chosen", { branch: chosen ? t(`branch.${chosen.branch}`) : t("branches.all") })}
          </span>
        }
      >
        <nav aria-label={t("branches")} className="px-2 pb-2">
          <Items {...props} columns />
        </nav>
      </Fold>
    </>
  );
}

function Items({ list, asked, slug, columns }: BranchesProps & { columns?: boolean }) {
  const t = useT(scriptMessages);
  return (
    <ul className={classes(columns && "grid grid-cols-2 gap-x-2")}>
      <Item
        to={scriptsAddress(asked, slug, { branch: null, page: 1 })}
        label={t("branches.all")}
        count={list.total}
        current={asked.branch === null}
      />
      {list.branches.map(({ branch, count }) => (
        <Item
          key={branch}
          to={scriptsAddress(asked, slug, { branch, page: 1 })}
          label={t(`branch.${branch}`)}
          count={count}
          current={asked.branch === branch}
        />
      ))}
    </ul>
  );
}

function Item({ to, label, count, current }: { to: string; label: string; count: number; current: boolean }) {
  return (
    <li>
      <Link
        to={to}
        prefetch="intent"
        preventScrollReset
        aria-current={current ? "page" : undefined}
        className={classes(
          "flex min-h-control-sm items-center justify-between gap-2 rounded-box px-3 text-sm",
          current ? "bg-accent-soft font-medium text-accent-ink" : "text-muted hover:bg-hover hover:text-ink",
        )}
      >
        <span className="min-w-0">{label}</span>
        <span className="text-xs tabular-nums">{count}</span>
      </Link>
    </li>
  );
}
