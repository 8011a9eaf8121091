import Check from "lucide-react/icons/check";
import Undo2 from "lucide-react/icons/undo-2";
import { useRef } from "react";
import type { Refusal } from "~/platform/refusal";
import { useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Form } from "~/ui/Form";
import { KeyHint } from "~/ui/KeyHint";
import { TextArea } from "~/ui/TextArea";
import { reviewMessages } from "../../messages.review";

/** Approve or return, at the foot of the window; one key each. */
export function Decide({ versionId, refusals }: { versionId: string; refusals: readonly Refusal[] | null }) {
  const t = useT(reviewMessages);
  const returning = useRef<HTMLButtonElement>(null);
  return (
    <div className="sticky bottom-[calc(3.875rem+env(safe-area-inset-bottom))] z-20 mt-4 rounded-box border border-line bg-surface px-4 py-3 shadow-lift md:bottom-3">
      <Form refusals={refusals} messages={reviewMessages} draftKey={`script-review:${versionId}`} aria-label={t("decide.title")}>
        <input type="hidden" name="versionId" value={versionId} />
        <div className="flex flex-wrap items-end gap-2">
          <TextArea
            name="remark"
            label={t("decide.remark")}
            labelHidden
            placeholder={t("decide.remark_hint")}
            rows={1}
            aria-keyshortcuts="R"
            onKeyDown={(event) => {
              if (event.key === "Escape") event.currentTarget.blur();
              if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return;
              event.preventDefault();
              event.currentTarget.form?.requestSubmit(returning.current);
            }}
            className="min-w-full flex-1 lg:min-w-56"
          />
          <Button
            ref={returning}
            type="submit"
            name="decision"
            value="returned"
            icon={<Undo2 aria-hidden className="size-4" />}
            className="flex-1 lg:flex-none"
          >
            {t("decide.return")} <KeyHint className="ms-1">R</KeyHint>
          </Button>
          <Button
            type="submit"
            name="decision"
            value="approved"
            variant="primary"
            icon={<Check aria-hidden className="size-4" />}
            aria-keyshortcuts="A"
            className="flex-1 lg:flex-none"
          >
            {t("decide.approve")} <KeyHint className="ms-1">A</KeyHint>
          </Button>
        </div>
      </Form>
    </div>
  );
}
