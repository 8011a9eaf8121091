import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireCan, writeContext } from "~/people/guard.server";
import { clock } from "~/platform/clock.server";
import { toast } from "~/platform/cookies.server";
import { db } from "~/platform/database.server";
import { formatDateTime } from "~/platform/format";
import { idParam, problem, readForm, textOf } from "~/platform/http.server";
import { useReader } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { Fold } from "~/ui/Fold";
import { Form } from "~/ui/Form";
import { LinkButton } from "~/ui/LinkButton";
import { PageHeader } from "~/ui/PageHeader";
import { RowLink } from "~/ui/RowLink";
import { ruleMessages } from "../messages.rules";
import { editsRules } from "../reach.server";
import { takeBackRules } from "../rule-drafts.server";
import { rulesTimeline } from "../rule-pages.server";
import { RuleTimeline } from "../ui/RuleTimeline";
import { useRuleWords } from "../ui/rule-words";

export const meta: MetaFunction = () => [{ title: "月度考核规则 · Rules of the monthly score — 上岗 Deskready" }];

/** Which rules hold, month by month, and for who makes them the drafts. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "kpi:view");
  const mayEdit = await editsRules(db(), actor.roles);
  const { drafts, discarded, ...page } = await rulesTimeline(db(), clock.now(), actor.zone);
  return { ...page, mayEdit, drafts: mayEdit ? drafts : [], discarded: mayEdit ? discarded : [] };
}

/** Take a draft back that was thrown away. */
export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "kpi:rules");
  if (!(await editsRules(db(), actor.roles))) throw problem(403, "forbidden");
  const form = await readForm(args.request);
  const outcome = await takeBackRules(writeContext(args, actor, form), idParam(textOf(form, "id")));
  if (!outcome.ok) return data({ refusals: outcome.refusals }, { status: 422 });
  throw redirect(`/kpi/rules/${outcome.value.id}`, { headers: { "Set-Cookie": await toast("saved") } });
}

export default function RulesPage() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t, month, whose } = useRuleWords();
  const { locale, zone } = useReader();
  const { drafts, discarded, coming, mayEdit } = page;
  return (
    <>
      <PageHeader
        title={t("title")}
        detail={<span className="measure block">{t("lead")}</span>}
        back={{ to: "/kpi", label: t("back") }}
        action={
          mayEdit && (
            <LinkButton to="/kpi/rules/new" variant="primary">
              {t("new")}
            </LinkButton>
          )
        }
      />
      <div className="grid gap-5">
        <RuleTimeline page={page} />
        <Card title={t("coming.title")} flush={coming.length > 0}>
          {coming.length === 0 ? (
            <p className="text-sm text-muted">{t("coming.none")}</p>
          ) : (
            <ul className="divide-y divide-line border-t border-line">
              {coming.map((set) => (
                <li key={set.id}>
                  <RowLink
                    to={`/kpi/rules/${set.id}`}
                    title={t("set.of", { whose: whose(set.store), month: month(set.fromMonth) })}
                    state={<Badge>{t("set.version", { version: set.version })}</Badge>}
                  >
                    <span className="mt-0.5 block text-sm text-muted">
                      {set.follows ? t(`set.follows_${set.storeId === null ? "shop" : "store"}`) : set.reason}
                    </span>
                  </RowLink>
                </li>
              ))}
            </ul>
          )}
        </Card>
        {mayEdit && (
          <Card title={t("drafts.title")} flush={drafts.length > 0}>
            {drafts.length === 0 ? (
              <p className="text-sm text-muted">{t("drafts.none")}</p>
            ) : (
              <ul className="divide-y divide-line border-t border-line">
                {drafts.map((set) => (
                  <li key={set.id}>
                    <RowLink
                      to={`/kpi/rules/${set.id}`}
                      title={t("set.of", { whose: whose(set.store), month: month(set.fromMonth) })}
                      state={<Badge tone="waiting">{t("set.draft")}</Badge>}
                    >
                      <span className="mt-0.5 block text-sm text-muted">
                        {t("drafts.by", { by: set.createdBy ?? "", when: formatDateTime(set.createdAt, locale, zone) })}
                      </span>
                    </RowLink>
                  </li>
                ))}
              </ul>
            )}
          </Card>
        )}
        {discarded.length > 0 && (
          <Fold boxed open={answer !== undefined} summary={t("discarded.title", { count: discarded.length })}>
            <ul className="divide-y divide-line border-t border-line">
              {discarded.map((set) => (
                <li key={set.id} className="px-4 py-3 sm:px-5">
                  <Form messages={ruleMessages} refusals={answer?.refusals} className="flex flex-wrap items-center justify-between gap-3">
                    <input type="hidden" name="id" value={set.id} />
                    <span className="text-ui">{t("set.of", { whose: whose(set.store), month: month(set.fromMonth) })}</span>
                    <Button type="submit" size="sm">
                      {t("take_back")}
                    </Button>
                  </Form>
                </li>
              ))}
            </ul>
          </Fold>
        )}
      </div>
    </>
  );
}
