import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireCan } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { db } from "~/platform/database.server";
import { translate } from "~/platform/messages";
import { useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { EmptyState } from "~/ui/EmptyState";
import { PageHeader } from "~/ui/PageHeader";
import { ENOUGH } from "../agreement-rules";
import { agreementPage } from "../agreement.server";
import { secondMessages } from "../messages.second";
import { AgreementTable } from "../ui/AgreementTable";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data ? `${data.title} · Deskready` : "Deskready" }];

/** How far graders agree, to a manager. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "probation:agreement");
  const locale = await requestLocale(args);
  const page = await agreementPage(db(), actor.roles, locale);
  return { title: translate(secondMessages, locale)("agreement.title"), page };
}

export default function AgreementRoute() {
  const { page } = useLoaderData<typeof loader>();
  const t = useT(secondMessages);
  return (
    <>
      <PageHeader
        title={t("agreement.title")}
        detail={page.sheets > 0 ? t("agreement.detail", { count: page.sheets }) : t("agreement.detail_none")}
        back={{ to: "/team", label: t("agreement.back") }}
      />
      {page.sheets === 0 ? (
        <Card>
          <EmptyState title={t("agreement.empty")} level={2}>
            {t("agreement.empty_detail")}
          </EmptyState>
        </Card>
      ) : (
        <div className="grid gap-5">
          <p className="measure text-sm text-muted">{t("agreement.explain", { enough: ENOUGH })}</p>
          <AgreementTable
            title={t("agreement.pairs")}
            name={t("agreement.pair")}
            rows={page.pairs.map((pair) => ({ ...pair, key: `${pair.first} ${pair.second}`, title: t("agreement.pair_names", pair) }))}
            withSheets
          />
          <AgreementTable
            title={t("agreement.items")}
            name={t("agreement.item")}
            rows={page.items.map((item) => ({ ...item, key: item.slug }))}
          />
          <p className="measure text-sm text-muted">{t("agreement.use")}</p>
        </div>
      )}
    </>
  );
}
