import Check from "lucide-react/icons/check";
import { useT } from "~/platform/use-locale";
import { classes } from "~/ui/classes";
import { sheetMessages } from "../messages.sheet";
import { type Grade, grades } from "../rules";

type GradeButtonsProps = { labelId: string; descriptors: readonly string[]; chosen: number | undefined; onGrade: (grade: Grade) => void };

/** The five steps as tall buttons with their descriptions. Without script each one sends the form around it. */
export function GradeButtons({ labelId, descriptors, chosen, onGrade }: GradeButtonsProps) {
  const t = useT(sheetMessages);
  return (
    <div role="group" aria-labelledby={labelId} className="grid gap-2 xl:grid-cols-5">
      {grades.map((grade) => {
        const on = grade === chosen;
        return (
          <button
            key={grade}
            type="submit"
            name="grade"
            value={grade}
            aria-pressed={on}
            aria-label={t("item.step", { grade, text: descriptors[grade] ?? "" })}
            onClick={(event) => {
              event.preventDefault();
              onGrade(grade);
            }}
            className={classes(
              "flex min-h-16 w-full items-start gap-3 rounded-box border px-3 py-3 text-start text-sm transition-colors xl:flex-col xl:gap-2",
              on
                ? "border-accent bg-accent-soft shadow-[inset_0_0_0_1px_var(--accent)]"
                : "border-line-strong/60 bg-surface hover:border-line-strong hover:bg-hover",
            )}
          >
            <span className="flex items-center gap-2">
              <span
                className={classes(
                  "flex size-7 shrink-0 items-center justify-center rounded-full border text-base font-semibold tabular-nums",
                  on ? "border-accent bg-accent text-on-accent" : "border-line-strong text-ink",
                )}
              >
                {grade}
              </span>
              {on && <Check aria-hidden strokeWidth={3} className="hidden size-4 text-accent-ink xl:block" />}
            </span>
            <span className="min-w-0 flex-1">{descriptors[grade]}</span>
            {on && <Check aria-hidden strokeWidth={3} className="mt-1 size-4 shrink-0 text-accent-ink xl:hidden" />}
          </button>
        );
      })}
    </div>
  );
}
