import { useRef } from "react";
import { grades } from "~/drill/judged";
import type { Remark } from "~/drill/remarks.server";
import type { Refusal } from "~/platform/refusal";
import { useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { classes } from "~/ui/classes";
import { Form } from "~/ui/Form";
import { Notice } from "~/ui/Notice";
import { TextArea } from "~/ui/TextArea";
import type { ShownAnswer } from "../../grading-page.server";
import { gradingMessages } from "../../messages.grading";

type GradeFormProps = { answer: ShownAnswer; remarks: readonly Remark[]; refusals: readonly Refusal[] | null | undefined };

/** Remark and grade: the press on a grade sends both, and the next answer is there. */
export function GradeForm({ answer, remarks, refusals }: GradeFormProps) {
  const t = useT(gradingMessages);
  const box = useRef<HTMLTextAreaElement>(null);
  const { graded } = answer;
  return (
    <Card title={t("grade")} className="lg:sticky lg:top-4">
      {graded && (
        <Notice tone="waiting" className="mb-4">
          {t("graded_before", { name: graded.by, grade: graded.grade ?? 0 })}
        </Notice>
      )}
      <Form refusals={refusals} messages={gradingMessages} draftKey={`grade:${answer.attemptId}`}>
        <input type="hidden" name="attemptId" value={answer.attemptId} />
        <input type="hidden" name="seen" value={graded?.number ?? 0} />
        {/* On a desktop the bank unfolds while the remark is being written, so that the five steps stay in sight. */}
        <div className="group/remark">
          <TextArea
            ref={box}
            name="remark"
            label={t("remark")}
            hint={t("remark_hint")}
            rows={2}
            maxLength={1000}
            defaultValue={graded?.remark ?? ""}
            aria-keyshortcuts="R"
            onKeyDown={(event) => {
              if (event.key === "Escape") event.currentTarget.blur();
            }}
          />
          {remarks.length > 0 && (
            <ul
              aria-label={t("remarks.title")}
              className="-mx-1 mt-2 flex gap-1.5 overflow-x-auto scrollbar-none px-1 pb-0.5 lg:hidden lg:flex-wrap lg:group-focus-within/remark:flex"
            >
              {remarks.map((remark) => (
                <li key={remark.id} className="max-w-64 shrink-0">
                  <button
                    type="button"
                    title={remark.text}
                    onClick={() => box.current && append(box.current, remark.text)}
                    className="block min-h-control-sm w-full truncate rounded-full border border-line-strong/50 px-3 text-start text-sm hover:bg-hover"
                  >
                    {remark.text}
                  </button>
                </li>
              ))}
            </ul>
          )}
        </div>
        <div role="group" aria-label={t("grade")} className="mt-4 grid gap-2">
          {grades
            .map((grade) => (
              <button
                key={grade}
                type="submit"
                name="grade"
                value={grade}
                aria-keyshortcuts={String(grade)}
                aria-pressed={graded ? graded.grade === grade : undefined}
                className={classes(
                  "flex min-h-14 w-full items-start gap-3 rounded-box border px-3 py-2.5 text-start text-sm transition-colors",
                  graded?.grade === grade
                    ? "border-accent bg-accent-soft shadow-[inset_0_0_0_1px_var(--accent)]"
                    : "border-line-strong/60 bg-surface hover:border-line-strong hover:bg-hover",
                )}
              >
                <span className="flex size-7 shrink-0 items-center justify-center rounded-full border border-line-strong text-base font-semibold tabular-nums">
                  {grade}
                </span>
                <span className="min-w-0 flex-1">
                  <span className="block font-medium">{t(`step.${grade}`)}</span>
                  <span className="block text-muted">{t(`step.${grade}.body`)}</span>
                </span>
              </button>
            ))
            .reverse()}
        </div>
      </Form>
    </Card>
  );
}

/** Put a sentence behind what is written already, as if typed. */
function append(box: HTMLTextAreaElement, sentence: string): void {
  const end = box.value.length;
  box.setRangeText(`${box.value === "" || box.value.endsWith("\n") ? "" : "\n"}${sentence}`, end, end, "end");
  box.dispatchEvent(new Event("input", { bubbles: true }));
}
