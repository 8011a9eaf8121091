import { pick } from "~/platform/locale";
import { CheckboxField } from "~/ui/CheckboxField";
import { TextField } from "~/ui/TextField";
import { type MetricSlug, reckonings } from "../measures";
import { metricTexts } from "../metric-texts";
import { MOST_ROWS, type RuleFields, rowsIn } from "../rule-form";
import type { Rules } from "../rule-sets";
import { BandChart } from "./BandChart";
import { useRuleWords } from "./rule-words";

/** One metric of the editor: whether it is scored, its points, and its band as rows beside the line that they draw. */
export function MetricFields({ slug, known, fields }: { slug: MetricSlug; known: Rules["metrics"][number] | null; fields: RuleFields }) {
  const { t, locale } = useRuleWords();
  const { title, formula } = known ?? metricTexts[slug];
  const { unit } = reckonings[slug];
  const of = `metric.${slug}.band`;
  const filled = rowsIn(fields, of);
  const rows = Math.min(MOST_ROWS, Math.max(2, filled + 1));
  return (
    <li className="px-4 py-4 sm:px-5">
      <fieldset>
        <legend className="sr-only">{pick(title, locale)}</legend>
        <div className="flex flex-wrap items-start justify-between gap-x-6">
          <CheckboxField
            name={`metric.${slug}.on`}
            value="yes"
            defaultChecked={(fields[`metric.${slug}.on`] ?? "") !== ""}
            label={<span className="font-medium">{pick(title, locale)}</span>}
            hint={pick(formula, locale)}
            className="max-w-xl"
          />
          <TextField
            name={`metric.${slug}.points`}
            label={t("edit.points")}
            inputMode="decimal"
            defaultValue={fields[`metric.${slug}.points`] ?? ""}
            className="w-24"
          />
        </div>
        <div className="mt-2 grid gap-4 sm:grid-cols-[minmax(0,1fr)_15rem]">
          <div className="grid max-w-sm gap-2">
            {Array.from({ length: rows }, (_, i) => (
              <fieldset key={i} className="grid grid-cols-2 gap-3">
                <legend className="sr-only">{t("edit.row", { n: i + 1 })}</legend>
                <TextField
                  name={`${of}.${i}.value`}
                  label={t(`edit.value.${unit}`)}
                  labelHidden={i > 0}
                  inputMode="decimal"
                  defaultValue={fields[`${of}.${i}.value`] ?? ""}
                />
                <TextField
                  name={`${of}.${i}.share`}
                  label={t("edit.share")}
                  labelHidden={i > 0}
                  inputMode="decimal"
                  defaultValue={fields[`${of}.${i}.share`] ?? ""}
                />
              </fieldset>
            ))}
          </div>
          {known && <BandChart title={pick(title, locale)} band={known.band} unit={unit} />}
        </div>
      </fieldset>
    </li>
  );
}
