import { Link } from "@remix-run/react";
import ChevronDown from "lucide-react/icons/chevron-down";
import ChevronUp from "lucide-react/icons/chevron-up";
import { useEffect } from "react";
import type { Refusal } from "~/platform/refusal";
import { useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { Form } from "~/ui/Form";
import { IconButton } from "~/ui/IconButton";
import { KeyHint } from "~/ui/KeyHint";
import { TextArea } from "~/ui/TextArea";
import type { DebriefPage } from "../../debrief.server";
import { reviewMessages } from "../../messages.review";
import { choiceId, GRADE_FORM } from "./Choice";

/** A message that no machine could read. */
export type OpenMessage = { customer: string; line: number };

/** The messages that a supervisor reads, in their order. */
export const openMessages = ({ customers }: Pick<DebriefPage, "customers">): OpenMessage[] =>
  customers.flatMap(({ slug, lines }) => lines.flatMap(({ n, reading }) => (reading === "open" ? [{ customer: slug, line: n }] : [])));

type GradeFormProps = {
  page: DebriefPage;
  messages: readonly OpenMessage[];
  current: number;
  onStep: (to: number) => void;
  refusals: readonly Refusal[] | null;
};

/** Remark and grade; what each line counts as is chosen beside it. Enter sends from anywhere on the page where nothing is being written. */
export function GradeForm({ page, messages, current, onStep, refusals }: GradeFormProps) {
  const t = useT(reviewMessages);
  const isCorrection = !page.grade.undecided;
  useEnterSends();
  const step = (by: number) => {
    const to = Math.min(messages.length - 1, Math.max(0, current + by));
    onStep(to);
    const message = messages[to];
    const choice = message && document.getElementById(choiceId(message.customer, message.line));
    choice?.focus();
    choice?.scrollIntoView({ block: "center" });
  };
  return (
    <Card title={t("grade.title")} raised>
      <div className="mb-3 flex flex-wrap items-center justify-between gap-3 text-sm">
        <p className="text-muted">{isCorrection ? t("grade.correct_intro") : t("grade.intro", { count: messages.length })}</p>
        {messages.length > 0 && (
          <div className="flex items-center gap-1">
            <span className="text-muted tabular-nums">{t("grade.message", { n: current + 1, count: messages.length })}</span>
            <IconButton label={t("grade.previous")} icon={<ChevronUp aria-hidden />} aria-keyshortcuts="K" onClick={() => step(-1)} />
            <IconButton label={t("grade.next")} icon={<ChevronDown aria-hidden />} aria-keyshortcuts="J" onClick={() => step(1)} />
          </div>
        )}
      </div>
      <Form id={GRADE_FORM} messages={reviewMessages} refusals={refusals} draftKey={`grade:${page.runId}`} className="grid gap-3">
        <input type="hidden" name="intent" value="grade" />
        <input type="hidden" name="seen" value={page.grade.number} />
        <TextArea
          name="remark"
          label={t(isCorrection ? "grade.reason" : "grade.remark")}
          optional={!isCorrection}
          rows={2}
          maxLength={1000}
          aria-keyshortcuts="R"
          onKeyDown={(event) => {
            if (event.key === "Escape") event.currentTarget.blur();
          }}
        />
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <Button type="submit" variant="primary" className="max-sm:w-full">
            {t("grade.send")} <KeyHint className="ms-1 border-on-accent/40 bg-transparent text-on-accent">{"Enter"}</KeyHint>
          </Button>
          {isCorrection && (
            <Link to={`/simulator/runs/${page.runId}/debrief`} className="link text-sm">
              {t("grade.correct_back")}
            </Link>
          )}
        </div>
      </Form>
    </Card>
  );
}

function useEnterSends(): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key !== "Enter" || event.repeat || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      const { target } = event;
      const isFree = target === document.body || (target instanceof HTMLElement && target.tagName === "FIELDSET");
      if (!isFree || document.querySelector("[role=dialog], [role=alertdialog]")) return;
      const form = document.getElementById(GRADE_FORM);
      if (form instanceof HTMLFormElement) form.requestSubmit();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
}
