import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import PackageX from "lucide-react/icons/package-x";
import { requireCan, writeContext } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { clock } from "~/platform/clock.server";
import { db } from "~/platform/database.server";
import { plainDateIn } from "~/platform/dates";
import { problem, readForm, textOf } from "~/platform/http.server";
import { isId } from "~/platform/ids";
import { useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { EmptyState } from "~/ui/EmptyState";
import { LinkButton } from "~/ui/LinkButton";
import { PageHeader } from "~/ui/PageHeader";
import { makeCase } from "../actions.server";
import { caseAddress, lostAddress, lostFilterIn } from "../address";
import { agentChoices, productChoices } from "../choices.server";
import { exposuresOf, lostInquiries, periodOf } from "../lost.server";
import { caseMessages } from "../messages";
import { lostMessages } from "../messages.lost";
import { reachOf } from "../reach";
import { yuanOf } from "../rules";
import { LostFilters } from "../ui/LostFilters";
import { LostList } from "../ui/LostList";
import { Refused } from "../ui/Refused";

export const meta: MetaFunction = () => [{ title: "流失询单 · Lost inquiries — 上岗 Deskready" }];

/** The inquiries of a period that were not paid: of the teams that somebody leads, or their own. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "cases:make");
  const reach = reachOf(actor);
  const filter = lostFilterIn(new URL(args.request.url).searchParams);
  const now = clock.now();
  const period = periodOf(filter, plainDateIn(actor.zone, now));
  const [list, exposures, people, products] = await Promise.all([
    lostInquiries(db(), reach, filter, period),
    exposuresOf(db(), reach, period),
    agentChoices(db(), reach, now),
    productChoices(db(), await requestLocale(args)),
  ]);
  return { ...list, exposures, people, products, filter, period };
}

/** Make a case of one of them, and open it to be filled in. */
export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "cases:make");
  if (args.request.method !== "POST") throw problem(405, "method");
  const form = await readForm(args.request);
  const chatId = textOf(form, "chat");
  if (!isId(chatId)) throw problem(400, "bad_request");
  const reach = reachOf(actor);
  const isLead = reach.leads === "all" || reach.leads.length > 0;
  const outcome = await makeCase(writeContext(args, actor, form), reach, { chatId, source: isLead ? "list" : "own", kind: "lost" });
  if (!outcome.ok) return data({ refusals: outcome.refusals }, { status: 422 });
  const { number, isNew } = outcome.value;
  throw redirect(isNew ? `${caseAddress(number)}/edit` : caseAddress(number));
}

export default function Lost() {
  const { rows, count, worthFen, next, exposures, people, products, filter, period } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useT(lostMessages);
  const words = useT(caseMessages);
  const names = Object.fromEntries(products.map(({ value, label }) => [value, label]));
  const asked = { ...filter, ...period };
  return (
    <div className="mx-auto max-w-6xl">
      <PageHeader
        title={t("lost.title")}
        detail={<span className="measure block">{t("lost.lead")}</span>}
        back={{ to: "/cases", label: words("back.list") }}
      />
      <div className="mb-4 empty:hidden">
        <Refused refusals={refused?.refusals} messages={caseMessages} />
      </div>
      <Card flush title={t("lost.sum", { count, yuan: yuanOf(worthFen) })}>
        <LostFilters {...{ filter, period, products, people, exposures }} />
        {rows.length === 0 ? (
          <EmptyState icon={<PackageX />} title={t("lost.empty")}>
            {t("lost.empty_detail")}
          </EmptyState>
        ) : (
          <LostList rows={rows} products={names} address={lostAddress(asked)} />
        )}
        {(next || filter.before) && (
          <nav aria-label={t("lost.title")} className="flex flex-wrap justify-end gap-2 border-t border-line px-4 py-3 sm:px-5">
            {filter.before && (
              <LinkButton size="sm" to={lostAddress({ ...asked, before: null })}>
                {words("list.newer")}
              </LinkButton>
            )}
            {next && (
              <LinkButton size="sm" to={lostAddress({ ...asked, before: next })} rel="next">
                {words("list.older")}
              </LinkButton>
            )}
          </nav>
        )}
      </Card>
    </div>
  );
}
