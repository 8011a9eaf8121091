import type { Refusal } from "~/platform/refusal";
import { useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Form } from "~/ui/Form";
import { TextArea } from "~/ui/TextArea";
import { Fold } from "~/ui/Fold";
import type { DebriefPage } from "../../debrief.server";
import { reviewMessages } from "../../messages.review";

/** For supervisors: hold a passed run up as an example, or no longer. */
export function ExampleForm({ page, refusals }: { page: DebriefPage; refusals: readonly Refusal[] | null }) {
  const t = useT(reviewMessages);
  if (page.example)
    return (
      <Form preventScrollReset messages={reviewMessages} refusals={refusals}>
        <input type="hidden" name="intent" value="unexample" />
        <p className="mb-2 text-sm">
          {t("example.is", { name: page.example.by })}: {page.example.reason}
        </p>
        <Button type="submit" size="sm">
          {t("example.unmark")}
        </Button>
      </Form>
    );
  if (!page.grade.passed || page.recorded) return null;
  return (
    <Fold summary={t("example.mark")} open={refusals !== null}>
      <Form preventScrollReset messages={reviewMessages} refusals={refusals} draftKey={`example:${page.runId}`} className="mt-1 grid gap-3">
        <input type="hidden" name="intent" value="example" />
        <TextArea name="reason" label={t("example.reason")} hint={t("example.reason_hint")} rows={2} maxLength={500} />
        <Button type="submit" size="sm" className="justify-self-start">
          {t("example.send")}
        </Button>
      </Form>
    </Fold>
  );
}
