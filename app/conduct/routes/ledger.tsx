import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import ListChecks from "lucide-react/icons/list-checks";
import { canDo, requireCan, writeContext } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { clock } from "~/platform/clock.server";
import { toast } from "~/platform/cookies.server";
import { db } from "~/platform/database.server";
import { idParam, problem, readForm, textOf } from "~/platform/http.server";
import { isId } from "~/platform/ids";
import { translate } from "~/platform/messages";
import { useReader, useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { EmptyState } from "~/ui/EmptyState";
import { LinkButton } from "~/ui/LinkButton";
import { Notice } from "~/ui/Notice";
import { PageHeader } from "~/ui/PageHeader";
import { Tabs } from "~/ui/Tabs";
import { ledgerPage } from "../ledger-page.server";
import { conductMessages } from "../messages";
import { monthIn, monthName, sayMonth } from "../months";
import { settleThreshold } from "../thresholds.server";
import { BalanceLine } from "../ui/BalanceLine";
import { EntryTable } from "../ui/EntryTable";
import { Thresholds } from "../ui/Thresholds";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data ? `${data.title} · Deskready` : "Deskready" }];

/** A month of somebody's ledger: to themselves and to who leads them. */
export async function loader(args: LoaderFunctionArgs) {
  const personId = idParam(args.params.personId);
  const actor = await requireCan(args, "conduct:view", { personId });
  const [locale, mayEnter, maySettle] = await Promise.all([
    requestLocale(args),
    canDo(args, actor, "conduct:enter", { personId }),
    canDo(args, actor, "conduct:settle", { personId }),
  ]);
  const month = monthIn(new URL(args.request.url).searchParams.get("month"));
  const page = await ledgerPage(db(), personId, month, locale, clock.now());
  if (!page) throw problem(404, "not_found");
  const self = actor.personId === personId;
  const title = translate(conductMessages, locale)(self ? "ledger.own" : "ledger.title", { name: page.person.name });
  return { title, page, self, mayEnter, maySettle };
}

/** A manager writes down what came of a threshold. */
export async function action(args: ActionFunctionArgs) {
  const personId = idParam(args.params.personId);
  const actor = await requireCan(args, "conduct:settle", { personId });
  if (args.request.method !== "POST") throw problem(405, "method");
  const form = await readForm(args.request);
  const id = textOf(form, "threshold");
  if (!isId(id)) throw problem(400, "bad_request");
  const asked = { heard: textOf(form, "heard"), note: textOf(form, "note") };
  const outcome = await settleThreshold(writeContext(args, actor, form), personId, id, asked);
  if (!outcome.ok) return data({ id, refusals: outcome.refusals }, { status: 422 });
  const month = monthIn(new URL(args.request.url).searchParams.get("month"));
  throw redirect(`/conduct/${personId}${month ? `?month=${monthName(month)}` : ""}`, { headers: { "Set-Cookie": await toast("done") } });
}

export default function LedgerRoute() {
  const { title, page, self, mayEnter, maySettle } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>() ?? null;
  const t = useT(conductMessages);
  const { locale } = useReader();
  const { person, month, thisMonth, entries } = page;
  const others = [{ month: thisMonth, label: t("ledger.this_month") }].concat(
    page.months
      .filter((one) => one.month !== thisMonth)
      .map((one) => ({ month: one.month, label: t("ledger.month", { month: sayMonth(one.month, locale), left: one.balance }) })),
  );
  return (
    <>
      <PageHeader
        title={title}
        detail={`${sayMonth(month, locale)} · ${t("ledger.left", { left: page.left, full: page.full })}`}
        back={self ? undefined : { to: `/people/${person.id}`, label: t("ledger.back_person") }}
        action={
          <>
            {!self && <LinkButton to="/conduct">{t("ledger.back")}</LinkButton>}
            {mayEnter && page.hasRules && (
              <LinkButton to={`/conduct/${person.id}/new`} variant="primary">
                {t("ledger.enter")}
              </LinkButton>
            )}
          </>
        }
      />
      {others.length > 1 && (
        <Tabs
          label={t("ledger.months")}
          className="mb-4"
          wrap
          items={others.map((one) => ({
            to: one.month === thisMonth ? `/conduct/${person.id}` : `/conduct/${person.id}?month=${monthName(one.month)}`,
            label: one.label,
            current: one.month === month,
          }))}
        />
      )}
      <div className="grid gap-5">
        {!page.hasRules && <Notice>{t("ledger.no_rules")}</Notice>}
        {page.thresholds.length > 0 && <Thresholds page={page} self={self} maySettle={maySettle} refused={refused} />}
        {entries.length === 0 ? (
          <Card flush>
            <EmptyState icon={<ListChecks />} title={t("ledger.none")}>
              {t(self ? "ledger.none_own" : "ledger.none_theirs")}
            </EmptyState>
          </Card>
        ) : (
          <>
            <Card>
              <BalanceLine page={page} />
            </Card>
            <Card title={t("ledger.entries")} flush>
              <EntryTable entries={entries} />
            </Card>
          </>
        )}
        <p className="text-sm text-muted">{t("ledger.apart")}</p>
      </div>
    </>
  );
}
