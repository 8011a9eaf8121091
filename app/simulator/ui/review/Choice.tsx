import { useT } from "~/platform/use-locale";
import { classes } from "~/ui/classes";
import { KeyHint } from "~/ui/KeyHint";
import type { LineView, PointView } from "../../debrief-view";
import { grantField } from "../../grant-rules";
import { reviewMessages } from "../../messages.review";

/** The form of the grade stands at the end of the page; what a line counts as belongs to it. */
export const GRADE_FORM = "grade";

/** Where the choice of a line stands. */
export const choiceId = (customer: string, line: number): string => `reads-${customer}-${line}`;

const DIGITS = 9;

type ChoiceProps = { customer: string; line: LineView; points: readonly PointView[]; isCurrent: boolean };

/** What a line counts as: one of the points that no machine found, or nothing. With the digits where it is the current one. */
export function Choice({ customer, line, points, isCurrent }: ChoiceProps) {
  const t = useT(reviewMessages);
  const choices = [
    ...points.map(({ slug, title }, at) => ({ value: slug, label: title, key: at + 1 })),
    { value: "", label: t("grade.nothing"), key: 0 },
  ];
  return (
    <fieldset
      id={choiceId(customer, line.n)}
      tabIndex={-1}
      className={classes(
        "min-w-0 scroll-mt-24 rounded-box border px-3 pt-1 pb-2",
        isCurrent ? "border-accent shadow-[inset_0_0_0_1px_var(--accent)]" : "border-waiting/50",
      )}
    >
      <legend className="px-1 text-sm font-medium">{t("grade.counts_as")}</legend>
      {choices.map(({ value, label, key }) => (
        <label key={value} className="flex min-h-control-sm cursor-pointer items-center gap-2 rounded-box text-sm hover:bg-hover">
          <input
            type="radio"
            form={GRADE_FORM}
            name={grantField(customer, line.n)}
            value={value}
            defaultChecked={(line.granted ?? "") === value}
            aria-keyshortcuts={isCurrent && key <= DIGITS ? String(key) : undefined}
            className="size-4 shrink-0 accent-(--accent)"
          />
          <span className="min-w-0 flex-1">{label}</span>
          {isCurrent && key <= DIGITS && <KeyHint>{String(key)}</KeyHint>}
        </label>
      ))}
    </fieldset>
  );
}

/** The same for a line in which the machine found something: folded, for it seldom holds more. */
export function FoldedChoice({ customer, line, points }: Omit<ChoiceProps, "isCurrent">) {
  const t = useT(reviewMessages);
  return (
    <details open={line.granted !== null || undefined} className="min-w-0">
      <summary className="link inline-flex min-h-control-sm cursor-pointer items-center text-sm">{t("grade.folded")}</summary>
      <Choice customer={customer} line={line} points={points} isCurrent={false} />
    </details>
  );
}
