import { Card } from "~/ui/Card";
import { CheckboxField } from "~/ui/CheckboxField";
import { type RuleFields, SUPERVISOR_PARTS } from "../rule-form";
import { RuleNumber } from "./RuleNumber";
import { useRuleWords } from "./rule-words";

const MONTHS = Array.from({ length: 12 }, (_, i) => i + 1);

/** What a month asks of everybody in net sales, low and peak season apart. */
export function QuotaFields({ fields }: { fields: RuleFields }) {
  const { t, monthName } = useRuleWords();
  return (
    <Card title={t("edit.quota")}>
      <p className="mb-3 text-sm text-muted">{t("edit.quota_hint")}</p>
      <div className="grid gap-4 sm:grid-cols-3">
        <RuleNumber name="quota.low" label={t("edit.quota_low")} fields={fields} />
        <RuleNumber name="quota.peak" label={t("edit.quota_peak")} fields={fields} />
        <RuleNumber name="quota.below" label={t("edit.quota_below")} fields={fields} />
      </div>
      <fieldset className="mt-4">
        <legend className="mb-1 text-sm font-medium">{t("edit.quota_peaks")}</legend>
        <div className="grid grid-cols-2 gap-x-4 sm:grid-cols-4">
          {MONTHS.map((month) => (
            <CheckboxField
              key={month}
              name={`quota.month.${month}`}
              value="yes"
              defaultChecked={(fields[`quota.month.${month}`] ?? "") !== ""}
              label={monthName(month)}
            />
          ))}
        </div>
      </fieldset>
    </Card>
  );
}

/** What the score of a supervisor is made of: points that make 100. */
export function SupervisorFields({ fields }: { fields: RuleFields }) {
  const { t } = useRuleWords();
  return (
    <Card title={t("edit.supervisor")}>
      <p className="mb-3 text-sm text-muted">{t("edit.supervisor_hint")}</p>
      <div className="grid gap-4 sm:grid-cols-2">
        {SUPERVISOR_PARTS.map((part) => (
          <RuleNumber key={part} name={`supervisor.${part}`} label={t(`edit.supervisor_${part}`)} fields={fields} />
        ))}
        <RuleNumber name="supervisor.days" label={t("edit.supervisor_days")} fields={fields} />
      </div>
    </Card>
  );
}
