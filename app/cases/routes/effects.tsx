import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useLoaderData, useSubmit } from "@remix-run/react";
import TrendingUp from "lucide-react/icons/trending-up";
import { requireCan } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { clock } from "~/platform/clock.server";
import { db } from "~/platform/database.server";
import { addDays } from "~/platform/dates";
import { useT } from "~/platform/use-locale";
import { ApplyButton } from "~/ui/ApplyButton";
import { Badge } from "~/ui/Badge";
import { Card } from "~/ui/Card";
import { EmptyState } from "~/ui/EmptyState";
import { Fold } from "~/ui/Fold";
import { LinkButton } from "~/ui/LinkButton";
import { PageHeader } from "~/ui/PageHeader";
import { SelectField } from "~/ui/SelectField";
import { effectFilterIn, effectsAddress } from "../address";
import { productChoices } from "../choices.server";
import { effectsPage } from "../effects-page.server";
import { LOOKED_AT } from "../effect-view";
import { effectMessages } from "../messages.effects";
import { reachOf } from "../reach";
import { verdicts, verdictTones } from "../ui/effect-words";
import { ReasonCard } from "../ui/ReasonCard";

export const meta: MetaFunction = () => [{ title: "有没有用 · Did it help? — 上岗 Deskready" }];

/** What actions did to the lost orders of a team, reason by reason. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "cases:effects");
  const filter = effectFilterIn(new URL(args.request.url).searchParams);
  const [page, products] = await Promise.all([
    effectsPage(db(), reachOf(actor), filter, clock.now()),
    productChoices(db(), await requestLocale(args)),
  ]);
  return { ...page, products, product: filter.product };
}

export default function Effects() {
  const { teams, teamId, product, products, to, isNewest, reasons } = useLoaderData<typeof loader>();
  const t = useT(effectMessages);
  const submit = useSubmit();
  const all = reasons.flatMap(({ actions }) => actions);
  const counts = verdicts.map((verdict) => ({ verdict, count: all.filter(({ effect }) => effect.verdict === verdict).length }));
  const tried = reasons.filter(({ actions }) => actions.length > 0);
  const untried = reasons.filter(({ actions }) => actions.length === 0);
  const kept = { teamId, product };
  return (
    <div className="mx-auto max-w-4xl">
      <PageHeader
        title={t("title")}
        detail={<span className="measure block">{t("lead")}</span>}
        back={{ to: "/cases", label: t("back") }}
      />
      <Form
        action="/cases/effects"
        aria-label={t("filter")}
        className="mb-4 grid grid-cols-1 items-end gap-3 sm:grid-cols-3"
        onChange={(event) => submit(event.currentTarget, { replace: true, preventScrollReset: true })}
      >
        {teams.length > 1 && <SelectField name="team" label={t("team")} defaultValue={teamId ?? ""} options={teams} />}
        <SelectField name="product" label={t("product")} placeholder={t("all_products")} defaultValue={product ?? ""} options={products} />
        <ApplyButton>{t("apply")}</ApplyButton>
      </Form>
      {all.length > 0 && (
        <p className="mb-4 flex flex-wrap gap-2">
          {counts.map(
            ({ verdict, count }) =>
              count > 0 && (
                <Badge key={verdict} tone={verdictTones[verdict]}>
                  {t(`sum.${verdict}`, { count })}
                </Badge>
              ),
          )}
        </p>
      )}
      {reasons.length === 0 ? (
        <Card>
          <EmptyState icon={<TrendingUp />} title={t("empty")}>
            {t(teamId ? "empty_detail" : "no_team")}
          </EmptyState>
        </Card>
      ) : (
        <div className="grid gap-4">
          {tried.map((one) => (
            <ReasonCard key={one.reason} effects={one} />
          ))}
          {untried.length > 0 && (
            <Fold boxed open={tried.length === 0} summary={t("untried", { count: untried.length })}>
              <div className="grid gap-4 border-t border-line bg-sunken p-3 sm:grid-cols-2">
                {untried.map((one) => (
                  <ReasonCard key={one.reason} effects={one} />
                ))}
              </div>
            </Fold>
          )}
        </div>
      )}
      {to && (
        <nav aria-label={t("filter")} className="mt-4 flex flex-wrap justify-between gap-2">
          <LinkButton size="sm" to={effectsAddress({ ...kept, to: addDays(to, -7 * LOOKED_AT) })}>
            {t("earlier")}
          </LinkButton>
          {!isNewest && (
            <LinkButton size="sm" to={effectsAddress(kept)}>
              {t("newer")}
            </LinkButton>
          )}
        </nav>
      )}
    </div>
  );
}
