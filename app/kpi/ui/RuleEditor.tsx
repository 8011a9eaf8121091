import { useState } from "react";
import { pick } from "~/platform/locale";
import type { Refusal } from "~/platform/refusal";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { CheckboxField } from "~/ui/CheckboxField";
import { ConfirmButton } from "~/ui/ConfirmButton";
import { Form } from "~/ui/Form";
import { TextArea } from "~/ui/TextArea";
import { metricSlugs } from "../measures";
import { ruleMessages } from "../messages.rules";
import { MOST_ROWS, type RuleFields, rowsIn } from "../rule-form";
import type { RuleSetPage } from "../rule-pages.server";
import type { Rules } from "../rule-sets";
import { MetricFields } from "./MetricFields";
import { QuotaFields, SupervisorFields } from "./QuotaFields";
import { RuleNumber as Number } from "./RuleNumber";
import { pointsIn } from "./points-in";
import { useRuleWords } from "./rule-words";

type EditorProps = {
  page: RuleSetPage;
  rules: Rules;
  fields: RuleFields;
  /** The revision that the form goes on from. */
  revision: number;
  reason: string;
  refusals: readonly Refusal[] | null;
};

/** Everything of a draft in one form: works without script; with it the sum of the points runs along. */
export function RuleEditor({ page, rules, fields, revision, reason, refusals }: EditorProps) {
  const { t, locale, month, whoseWithin } = useRuleWords();
  const { set, hasBegun } = page;
  const [sum, setSum] = useState(() => pointsIn((name) => fields[name]));
  const bonusRows = Math.min(MOST_ROWS, rowsIn(fields, "bonus") + 1);
  return (
    <Form
      messages={ruleMessages}
      refusals={refusals}
      className="grid gap-5"
      onInput={(event) => {
        const form = new FormData(event.currentTarget);
        setSum(pointsIn((name) => form.get(name)));
      }}
    >
      <input type="hidden" name="revision" value={revision} />
      {!set.follows && (
        <>
          <Card title={t("edit.metrics")} flush>
            <p className="px-4 pb-3 text-sm text-muted sm:px-5">
              {t("edit.metrics_hint")} {t("edit.more")}
            </p>
            <ul className="divide-y divide-line border-t border-line">
              {metricSlugs.map((slug) => (
                <MetricFields key={slug} slug={slug} known={rules.metrics.find((m) => m.slug === slug) ?? null} fields={fields} />
              ))}
            </ul>
            <p
              aria-live="polite"
              className={`border-t border-line px-4 py-3 text-sm font-medium tabular-nums sm:px-5 ${sum === 100 ? "" : "text-waiting-ink"}`}
            >
              {sum === 100 ? t("edit.sum_right") : t("edit.sum", { sum })}
            </p>
          </Card>
          {set.storeId === null && (
            <Card title={t("edit.bonus")}>
              <p className="mb-3 text-sm text-muted">{t("edit.bonus_hint")}</p>
              <div className="grid max-w-md gap-3">
                {Array.from({ length: bonusRows }, (_, i) => (
                  <fieldset key={i} className="grid grid-cols-2 items-end gap-3">
                    <legend className="sr-only">{t("edit.tier", { n: i + 1 })}</legend>
                    <Number name={`bonus.${i}.from`} label={t("edit.from")} fields={fields} />
                    <Number name={`bonus.${i}.base`} label={t("edit.base")} fields={fields} />
                  </fieldset>
                ))}
              </div>
            </Card>
          )}
          <Card title={t("edit.filters")}>
            <p className="mb-2 text-sm text-muted">{t("edit.filters_hint")}</p>
            {rules.filters.map(({ slug, title }) => (
              <CheckboxField
                key={slug}
                name={`filter.${slug}`}
                value="yes"
                defaultChecked={(fields[`filter.${slug}`] ?? "") !== ""}
                label={pick(title, locale)}
              />
            ))}
          </Card>
          <Card title={t("edit.numbers")}>
            <div className="grid gap-4 sm:grid-cols-2">
              <Number name="min_inquiries" label={t("edit.min_inquiries")} hint={t("edit.min_inquiries_hint")} fields={fields} />
              <Number
                name="attribution"
                label={t("edit.attribution")}
                hint={t("edit.attribution_hint", { min: rules.attribution_days.min, max: rules.attribution_days.max })}
                fields={fields}
              />
              <Number name="workload.low" label={t("edit.workload_low")} fields={fields} />
              <Number name="workload.high" label={t("edit.workload_high")} fields={fields} />
              <Number name="dispute" label={t("edit.dispute")} fields={fields} />
            </div>
          </Card>
          <QuotaFields fields={fields} />
          {set.storeId === null && <SupervisorFields fields={fields} />}
          <div className="flex flex-wrap gap-3">
            <Button type="submit" name="intent" value="save">
              {t("edit.save")}
            </Button>
            <Button type="submit" name="intent" value="preview">
              {t("edit.preview")}
            </Button>
          </div>
        </>
      )}
      <Card>
        {set.follows && (
          <p className="mb-4 text-sm">{t("edit.follow_body", { month: month(set.fromMonth), whose: whoseWithin(set.store) })}</p>
        )}
        {hasBegun ? (
          <p className="text-sm">{t("edit.begun")}</p>
        ) : (
          <>
            <TextArea name="reason" label={t("edit.reason")} hint={t("edit.reason_hint")} rows={2} maxLength={500} defaultValue={reason} />
            <div className="mt-4">
              <ConfirmButton
                type="submit"
                name="intent"
                value="publish"
                variant="primary"
                question={t("edit.publish_ask")}
                consequence={t("edit.publish_body", { month: month(set.fromMonth), whose: whoseWithin(set.store) })}
              >
                {t("edit.publish")}
              </ConfirmButton>
            </div>
          </>
        )}
      </Card>
    </Form>
  );
}
