import { useFetcher } from "@remix-run/react";
import Check from "lucide-react/icons/check";
import Undo2 from "lucide-react/icons/undo-2";
import { type FormEvent, type RefObject, useRef, useState } from "react";
import type { Refusal } from "~/platform/refusal";
import { useT } from "~/platform/use-locale";
import { trainingMessages } from "~/training/messages";
import { Button } from "~/ui/Button";
import { Form } from "~/ui/Form";
import { KeyHint } from "~/ui/KeyHint";
import { TextArea } from "~/ui/TextArea";
import { inboxMessages } from "../messages";
import { remarkMessages, remarks } from "../messages.remarks";

const MIN_REMARK = 3;

/** Put a sentence behind what is written already, as if typed. */
export function appendRemark(box: HTMLTextAreaElement, sentence: string): void {
  const end = box.value.length;
  box.setRangeText(`${box.value === "" || box.value.endsWith("\n") ? "" : "\n"}${sentence}`, end, end, "end");
  box.dispatchEvent(new Event("input", { bubbles: true }));
  box.focus();
}

/**
 * Accept or return: one form that stays at the foot of the window. It posts to the sign-off; after that the address in `next` opens.
 * The bank of remarks unfolds while the remark is being written.
 */
export function Decision({ submissionId, next, remark }: { submissionId: string; next: string; remark: RefObject<HTMLTextAreaElement> }) {
  const t = useT(inboxMessages);
  const say = useT(remarkMessages);
  const fetcher = useFetcher<{ refusals?: Refusal[] }>();
  const returning = useRef<HTMLButtonElement>(null);
  const [wanting, setWanting] = useState(false);

  const check = (event: FormEvent<HTMLFormElement>) => {
    const by = (event.nativeEvent as SubmitEvent).submitter;
    const missing = by === returning.current && (remark.current?.value.trim().length ?? 0) < MIN_REMARK;
    setWanting(missing);
    if (!missing) return;
    event.preventDefault();
    remark.current?.focus();
  };
  return (
    <div className="group sticky bottom-[calc(3.875rem+env(safe-area-inset-bottom))] z-20 -mx-4 mt-5 border-t border-line bg-surface px-4 pt-3 pb-3 sm:-mx-5 sm:px-5 md:bottom-0 md:rounded-b-box">
      <Form
        action={`/signoff/${submissionId}`}
        fetcher={fetcher}
        refusals={fetcher.data?.refusals}
        messages={trainingMessages}
        draftKey={`signoff:${submissionId}`}
        aria-label={t("decide.title")}
        onSubmit={check}
      >
        <input type="hidden" name="next" value={next} />
        <ul
          aria-label={t("decide.bank")}
          className="-mx-1 mb-2 hidden gap-1.5 overflow-x-auto scrollbar-none px-1 pb-0.5 group-focus-within:flex md:flex-wrap"
        >
          {remarks.map((key) => (
            <li key={key} className="shrink-0">
              <button
                type="button"
                title={say(`text.${key}`)}
                onClick={() => remark.current && appendRemark(remark.current, say(`text.${key}`))}
                className="min-h-control-sm rounded-full border border-line-strong/50 px-3 text-sm hover:bg-hover"
              >
                {say(`name.${key}`)}
              </button>
            </li>
          ))}
        </ul>
        <div className="flex flex-wrap items-end gap-2">
          <TextArea
            ref={remark}
            name="remark"
            label={t("decide.remark")}
            labelHidden
            placeholder={t("decide.remark_hint")}
            rows={1}
            error={wanting ? t("decide.say_why") : undefined}
            aria-keyshortcuts="R"
            onInput={() => setWanting(false)}
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
            value="accepted"
            variant="primary"
            icon={<Check aria-hidden className="size-4" />}
            aria-keyshortcuts="A"
            className="flex-1 lg:flex-none"
          >
            {t("decide.accept")} <KeyHint className="ms-1">A</KeyHint>
          </Button>
        </div>
      </Form>
    </div>
  );
}
