import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireCan } from "~/people/guard.server";
import { clock } from "~/platform/clock.server";
import { db } from "~/platform/database.server";
import { plainDateIn } from "~/platform/dates";
import { idParam, problem } from "~/platform/http.server";
import { useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { LinkButton } from "~/ui/LinkButton";
import { PageHeader } from "~/ui/PageHeader";
import { monthOfAddress } from "../address";
import { quotaMessages } from "../quota/messages";
import { quotaOfPerson } from "../quota/page.server";
import { QuotaMonths } from "../ui/QuotaMonths";
import { QuotaReviewed } from "../ui/QuotaReviewed";

export const meta: MetaFunction = () => [{ title: "定额 · Quota — 上岗 Deskready" }];

/** How somebody stands against the quota, and what reviews came to. */
export async function loader(args: LoaderFunctionArgs) {
  const personId = idParam(args.params.personId);
  const actor = await requireCan(args, "kpi:statement", { personId });
  const quota = await quotaOfPerson(db(), personId, monthOfAddress(null, plainDateIn(actor.zone, clock.now())));
  if (!quota) throw problem(404, "not_found");
  return { quota, isOwn: actor.personId === personId };
}

export default function QuotaOf() {
  const { quota, isOwn } = useLoaderData<typeof loader>();
  const t = useT(quotaMessages);
  const { personId, name, current, months } = quota;
  return (
    <div className="mx-auto max-w-4xl">
      <PageHeader
        title={isOwn ? t("own_title") : t("title_of", { name })}
        detail={t("detail")}
        back={{ to: "/kpi", label: t("list.back") }}
        action={<LinkButton to={`/kpi/statements/${personId}`}>{t("to_statement")}</LinkButton>}
      />
      <div className="grid gap-5">
        {current && (
          <Card title={t("current")} flush>
            <QuotaMonths caption={t("current")} months={[current]} isOpen />
          </Card>
        )}
        <Card title={t("months")} flush>
          {months.length > 0 ? (
            <QuotaMonths caption={t("months")} months={months} />
          ) : (
            <p className="px-4 pb-4 text-ui text-muted sm:px-5">{t("months.none")}</p>
          )}
        </Card>
        <QuotaReviewed reviews={quota.reviews} />
      </div>
    </div>
  );
}
