import type { Refusal } from "~/platform/refusal";
import { useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { classes } from "~/ui/classes";
import { Fold } from "~/ui/Fold";
import { Form } from "~/ui/Form";
import { RadioCards } from "~/ui/RadioCards";
import { TextArea } from "~/ui/TextArea";
import { calibrationMessages } from "../../calibration/messages";
import type { CalibrationResult } from "../../calibration/queries.server";

type Item = CalibrationResult["items"][number];

/** One item of a closed set: how many gave each grade, median and range, one's own, what was agreed; to managers who gave what, and the way to enter what was agreed. */
export function SpreadItem({ item, manages, refusals }: { item: Item; manages: boolean; refusals: Refusal[] | null }) {
  const t = useT(calibrationMessages);
  const { spread, reference } = item;
  if (!spread) return null;
  const facts: [string, string | number][] = [
    [t("result.median"), spread.median],
    [t("result.range"), t("result.range_of", { low: spread.low, high: spread.high })],
    ...(item.own === null ? [] : [[t("result.own"), item.own] as [string, number]]),
    ...(reference ? [[t("result.reference"), reference.grade] as [string, number]] : []),
  ];
  return (
    <li className="grid gap-3 px-4 py-4 sm:px-5">
      <h3 className="font-medium">{item.title}</h3>
      <div className="flex flex-wrap items-end gap-x-8 gap-y-3">
        <Distribution counts={spread.counts} own={item.own} />
        <dl className="flex flex-wrap gap-x-6 gap-y-1 text-sm">
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt className="text-muted">{name}</dt>
              <dd className="font-semibold tabular-nums">{value}</dd>
            </div>
          ))}
        </dl>
      </div>
      {reference && (
        <p className="measure text-sm">{t("result.agreed_by", { grade: reference.grade, name: reference.by, reason: reference.reason })}</p>
      )}
      {item.given.length > 0 && (
        <Fold summaryClass="inline-flex min-h-control-sm! text-sm text-accent-ink" summary={t("result.given")}>
          <ul className="grid gap-1.5 text-sm">
            {item.given.map(({ name, grade, remark }) => (
              <li key={name}>
                <span className="font-medium">{name}</span> <span className="tabular-nums">{t("result.grade", { grade })}</span>
                {remark && <span className="block whitespace-pre-line text-muted">{remark}</span>}
              </li>
            ))}
          </ul>
        </Fold>
      )}
      {manages && !reference && (
        <Fold open={refusals !== null} summaryClass="inline-flex min-h-control-sm! text-sm text-accent-ink" summary={t("result.agree")}>
          <Form messages={calibrationMessages} refusals={refusals} draftKey={`agree:${item.slug}`} className="grid max-w-xl gap-3 pt-1">
            <input type="hidden" name="item" value={item.slug} />
            <RadioCards
              name="grade"
              legend={t("result.agree_grade")}
              columns={5}
              tight
              required
              options={[0, 1, 2, 3, 4].map((grade) => ({ value: String(grade), label: grade }))}
            />
            <TextArea name="reason" label={t("result.agree_reason")} rows={2} required minLength={5} maxLength={500} />
            <div>
              <Button type="submit" name="intent" value="agree">
                {t("result.agree_save")}
              </Button>
            </div>
          </Form>
        </Fold>
      )}
    </li>
  );
}

const BAR = 40;

/** How many gave each grade, as five bars with their numbers. */
function Distribution({ counts, own }: { counts: readonly number[]; own: number | null }) {
  const t = useT(calibrationMessages);
  const most = Math.max(...counts, 1);
  return (
    <ol start={0} aria-label={t("result.distribution")} className="flex items-end gap-2 text-xs tabular-nums">
      {counts.map((count, grade) => (
        <li key={grade} className="grid w-8 justify-items-center gap-0.5">
          <span className="sr-only">{t("result.count", { grade, count })}</span>
          <span aria-hidden className={count === 0 ? "text-faint" : "font-medium"}>
            {count}
          </span>
          <span
            aria-hidden
            className={classes("w-6 rounded-t-sm", count === 0 ? "bg-line" : "bg-ink")}
            style={{ height: count === 0 ? 2 : Math.max(4, (count / most) * BAR) }}
          />
          <span
            aria-hidden
            className={classes("w-full border-t border-line pt-0.5 text-center", grade === own && "font-semibold text-accent-ink")}
          >
            {grade}
          </span>
        </li>
      ))}
    </ol>
  );
}
