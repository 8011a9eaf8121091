import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireCan, writeContext } from "~/people/guard.server";
import { clock } from "~/platform/clock.server";
import { db } from "~/platform/database.server";
import { problem, readForm, textOf } from "~/platform/http.server";
import { isId } from "~/platform/ids";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { Form } from "~/ui/Form";
import { PageHeader } from "~/ui/PageHeader";
import { SelectField } from "~/ui/SelectField";
import { ruleMessages } from "../messages.rules";
import { editsRules } from "../reach.server";
import { draftRules, type RuleOrigin } from "../rule-drafts.server";
import { newRulesPage } from "../rule-pages.server";
import { useRuleWords } from "../ui/rule-words";

export const meta: MetaFunction = () => [{ title: "新建规则 · New rules — 上岗 Deskready" }];

/** For whom and when new rules can be made, and what they can begin with. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "kpi:rules");
  if (!(await editsRules(db(), actor.roles))) throw problem(403, "forbidden");
  const from = new URL(args.request.url).searchParams.get("from") ?? "";
  return { ...(await newRulesPage(db(), clock.now(), actor.zone)), chosen: from };
}

/** What "from" of the form means. */
function originOf(from: string): RuleOrigin {
  if (isId(from)) return { kind: "set", id: from };
  return { kind: from === "shop" || from === "follow" ? from : "holding" };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "kpi:rules");
  if (!(await editsRules(db(), actor.roles))) throw problem(403, "forbidden");
  const form = await readForm(args.request);
  const storeId = textOf(form, "store");
  if (storeId !== "" && !isId(storeId)) throw problem(400, "bad_request");
  const target = { storeId: storeId === "" ? null : storeId, fromMonth: textOf(form, "month"), origin: originOf(textOf(form, "from")) };
  const outcome = await draftRules(writeContext(args, actor, form), target);
  if (!outcome.ok) return data({ refusals: outcome.refusals }, { status: 422 });
  throw redirect(`/kpi/rules/${outcome.value.id}`);
}

export default function NewRulesPage() {
  const { stores, months, from, chosen } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t, month, whose } = useRuleWords();
  const origins = [
    ...(["holding", "shop", "follow"] as const).map((value) => ({ value: value as string, label: t(`new.from_${value}`) })),
    ...from.map(({ id, store, fromMonth, version }) => ({
      value: id,
      label: t("new.from_set", { whose: whose(store), month: month(fromMonth), version }),
    })),
  ];
  return (
    <div className="mx-auto max-w-xl">
      <PageHeader title={t("new.title")} detail={t("new.lead")} back={{ to: "/kpi/rules", label: t("back_list") }} />
      <Card>
        <Form messages={ruleMessages} refusals={answer?.refusals} className="grid gap-5">
          <SelectField
            name="store"
            label={t("new.store")}
            placeholder={t("shop")}
            options={stores.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <SelectField
            name="month"
            label={t("new.month")}
            hint={t("new.month_hint")}
            options={months.map((value) => ({ value, label: month(value) }))}
          />
          <SelectField name="from" label={t("new.from")} defaultValue={chosen} options={origins} />
          <div>
            <Button type="submit" variant="primary">
              {t("new.go")}
            </Button>
          </div>
        </Form>
      </Card>
    </div>
  );
}
