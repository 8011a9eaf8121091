import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireCan } from "~/people/guard.server";
import { db } from "~/platform/database.server";
import { formatDateTime } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Card } from "~/ui/Card";
import { PageHeader } from "~/ui/PageHeader";
import { RowLink } from "~/ui/RowLink";
import { activationMessages } from "../messages";
import { policyMessages } from "../messages.policy";
import { gatePolicyList } from "../policy-pages.server";

export const meta: MetaFunction = () => [{ title: "关卡要求 · Gates — 上岗 Deskready" }];

/** What each gate asks for, of the shop and of every team. */
export async function loader(args: LoaderFunctionArgs) {
  await requireCan(args, "gate:policy");
  return { gates: await gatePolicyList(db()) };
}

export default function GatePoliciesPage() {
  const { gates } = useLoaderData<typeof loader>();
  const t = useT(policyMessages);
  const name = useT(activationMessages);
  const { locale, zone } = useReader();
  return (
    <>
      <PageHeader title={t("title")} detail={t("detail")} back={{ to: "/settings", label: t("back") }} />
      <div className="grid max-w-3xl gap-5">
        {gates.map(({ gate, rows }) => (
          <Card key={gate} title={name(`gate.${gate}`)} flush>
            <ul className="divide-y divide-line">
              {rows.map((row) => (
                <li key={row.teamId ?? "shop"}>
                  <RowLink
                    to={`/settings/gates/${gate}/${row.teamId ?? "shop"}`}
                    title={row.teamId === null ? t("list.shop") : row.name}
                    state={
                      <>
                        <Badge tone={row.follows ? "neutral" : "accent"}>
                          {t(`${row.follows ? "follows" : "own"}.${row.teamId === null ? "shop" : "team"}`)}
                        </Badge>
                        {row.fresh > 0 && <Badge tone="waiting">{t("list.new", { count: row.fresh })}</Badge>}
                      </>
                    }
                  >
                    {(row.teamId === null || !row.follows) && (
                      <span className="mt-0.5 block text-sm text-muted">
                        {t("list.version", { version: row.version })}
                        {" · "}
                        {t("list.asks", { count: row.requirements.length })}
                        {" · "}
                        {t("list.since", { when: formatDateTime(row.publishedAt, locale, zone), by: row.by ?? t("list.house") })}
                      </span>
                    )}
                  </RowLink>
                </li>
              ))}
            </ul>
          </Card>
        ))}
      </div>
    </>
  );
}
