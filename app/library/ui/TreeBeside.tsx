import { Link } from "@remix-run/react";
import { useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import type { TreeBranch, TreeGroup, TreeLeaf } from "../branches.server";
import { libraryMessages } from "../messages";
import { choiceMessages } from "../messages.choices";
import { searchMessages } from "../messages.search";
import { branchKey, type BranchName } from "../tree";
import { Branch, Load, Marks } from "./TreeBranch";

type BesideProps = { branches: readonly TreeBranch[]; standing: readonly string[] };

const under = "border-s border-line ps-3 sm:ms-2 sm:ps-4";

/** What stands in no plan, folded: scripts by scenario, words by sort, checklists with their areas, forms, products by family, the rules. */
export function Beside({ branches, standing }: BesideProps) {
  const t = useT(searchMessages);
  return (
    <Card>
      <h2 className="text-base font-semibold">{t("beside")}</h2>
      <p className="mt-0.5 mb-1 text-sm text-muted">{t("beside_lead")}</p>
      <ul>
        {branches.map((one) => {
          const key = branchKey(one.branch);
          return (
            <li key={one.branch}>
              <Branch
                nodeKey={key}
                open={one.groups !== null}
                loaded={one.groups !== null}
                summary={
                  <>
                    <span className="text-ui">{t(`beside.${one.branch}`)}</span>
                    <span className="text-xs text-faint tabular-nums">{one.count}</span>
                  </>
                }
              >
                <div className={under}>
                  {one.groups ? (
                    one.groups.map((group) => <Group key={group.key ?? ""} branch={one.branch} group={group} standing={standing} />)
                  ) : (
                    <Load nodeKey={key} standing={standing} label={t("load_group")} />
                  )}
                </div>
              </Branch>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}

function Group({ branch, group, standing }: { branch: BranchName; group: TreeGroup; standing: readonly string[] }) {
  const t = useT(searchMessages);
  const choice = useT<string>(choiceMessages);
  const { key, leaves, count } = group;
  if (key === null) return <Leaves leaves={leaves ?? []} withKind={branch === "rules"} />;
  const fixed = `choice.${group.group}`;
  const name = group.name ?? (branch !== "product" && fixed in choiceMessages.texts.en ? choice(fixed) : group.group);
  return (
    <Branch
      nodeKey={key}
      open={leaves !== null}
      loaded={leaves !== null}
      summary={
        <>
          <span className="min-w-0 text-sm">{name}</span>
          <span className="text-xs text-faint tabular-nums">{count}</span>
        </>
      }
    >
      <div className={under}>
        {leaves ? <Leaves leaves={leaves} /> : <Load nodeKey={key} standing={standing} label={t("load_group")} />}
        {leaves && count > leaves.length && (
          <Link
            to={branch === "product" ? `/library/products?${new URLSearchParams({ family: group.group })}` : `/library?kind=${branch}`}
            className="link inline-flex min-h-control items-center text-sm"
          >
            {t("all_of_group", { count })}
          </Link>
        )}
      </div>
    </Branch>
  );
}

function Leaves({ leaves, withKind = false }: { leaves: readonly TreeLeaf[]; withKind?: boolean }) {
  const t = useT(libraryMessages);
  const tSearch = useT(searchMessages);
  return (
    <ul className="mb-2 text-sm">
      {leaves.map((leaf) => (
        <li key={`${leaf.kind} ${leaf.slug}`} className="py-1">
          <div className="flex min-h-9 flex-wrap items-center gap-x-3">
            {withKind && <span className="shrink-0 text-muted sm:w-24">{t(`one.${leaf.kind}`)}</span>}
            <span className="min-w-0">
              <Link to={`/library/${leaf.kind}/${leaf.slug}`} prefetch="intent" className="link">
                {leaf.title}
              </Link>{" "}
              <Marks draft={leaf.draft} />
            </span>
          </div>
          {leaf.areas.length > 0 && (
            <ul className={under}>
              {leaf.areas.map((area, i) => (
                <li key={i} className="flex flex-wrap gap-x-3 py-1">
                  <span className="min-w-0">{area.title}</span>
                  <span className="text-muted tabular-nums">
                    {t("weight", { weight: area.weight })} · {tSearch("checklist_items", { count: area.items })}
                  </span>
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ul>
  );
}
