import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { requireCan } from "~/people/guard.server";
import { may } from "~/people/permissions";
import { clock } from "~/platform/clock.server";
import { db } from "~/platform/database.server";
import { plainDateIn } from "~/platform/dates";
import { problem } from "~/platform/http.server";
import { PageHeader } from "~/ui/PageHeader";
import { contentRulesFor } from "../rule-sets.server";
import { RuleView } from "../ui/RuleView";
import { useRuleWords } from "../ui/rule-words";

export const meta: MetaFunction = () => [{ title: "自带规则 · Shipped rules — 上岗 Deskready" }];

/** The rules that come with the content. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "kpi:view");
  const shipped = await contentRulesFor(db(), `${plainDateIn(actor.zone, clock.now()).slice(0, 7)}-01`);
  if (!shipped) throw problem(404, "not_found");
  return { rules: shipped.rules, mayRead: may("library:view", actor, null) };
}

export default function ShippedRules() {
  const { rules, mayRead } = useLoaderData<typeof loader>();
  const { t } = useRuleWords();
  return (
    <div className="mx-auto max-w-4xl">
      <PageHeader
        title={t("content.title")}
        detail={
          <>
            {t("content.detail")}{" "}
            {mayRead && (
              <Link to={`/library/kpi_rules/${rules.slug}`} className="link">
                {t("content.library")}
              </Link>
            )}
          </>
        }
        back={{ to: "/kpi/rules", label: t("back_list") }}
      />
      <div className="grid gap-5">
        <RuleView rules={rules} />
      </div>
    </div>
  );
}
