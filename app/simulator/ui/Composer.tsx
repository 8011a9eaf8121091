import SendHorizontal from "lucide-react/icons/send-horizontal";
import { type KeyboardEvent, type RefObject, useState } from "react";
import type { Locale } from "~/platform/locale";
import { useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { inputStyle } from "~/ui/field";
import { classes } from "~/ui/classes";
import { playMessages } from "../messages.play";
import { LONGEST_MESSAGE } from "../say-rules";
import type { ChatView } from "../view";

type ComposerProps = {
  runId: string;
  chat: ChatView;
  text: string;
  locale: Locale;
  /** For a form that is sent without script. */
  messageId: string;
  field: RefObject<HTMLTextAreaElement>;
  /** What the server said to a form without script. */
  refusal: { code: string; params?: Record<string, string | number> } | null;
  onType: (text: string) => void;
  onSend: (text: string) => void;
};

/** So many characters before the end the rest is counted. */
const NEAR = 100;

/** Where a message is written. Enter sends it, not the Enter that chooses characters. */
export function Composer({ runId, chat, text, locale, messageId, field, refusal, onType, onSend }: ComposerProps) {
  const t = useT(playMessages);
  const [isEmpty, setEmpty] = useState(false);
  const left = LONGEST_MESSAGE - text.trim().length;
  const send = () => {
    const said = text.trim();
    setEmpty(said === "");
    if (said === "" || left < 0) return field.current?.focus();
    onSend(said);
  };
  const press = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    // An input method's Enter is no Enter: Safari tells it by the code alone.
    if (event.key !== "Enter" || event.shiftKey || event.altKey || event.nativeEvent.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    send();
  };
  const fault = isEmpty ? t("refusal.empty") : refusal ? t(`refusal.${refusal.code}` as "refusal.ended", refusal.params) : null;
  const faultId = `${runId}-fault`;
  return (
    <form
      method="post"
      action={`/simulator/runs/${runId}`}
      className="shrink-0 border-t border-line px-3 py-2 sm:px-4 sm:py-3"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <input type="hidden" name="intent" value="say" />
      <input type="hidden" name="id" value={messageId} />
      <input type="hidden" name="customer" value={chat.slug} />
      <div className="flex items-end gap-2">
        <textarea
          key={chat.slug}
          ref={field}
          name="text"
          data-composer
          lang={locale}
          rows={2}
          value={text}
          aria-label={t("composer.label", { name: chat.name })}
          aria-describedby={fault ? faultId : undefined}
          aria-invalid={fault !== null || left < 0 || undefined}
          autoComplete="off"
          onChange={(event) => {
            setEmpty(false);
            onType(event.currentTarget.value);
          }}
          onKeyDown={press}
          className={classes(inputStyle, "field-sizing-content max-h-40 min-h-14 flex-1 resize-none py-2 leading-[var(--body-leading)]")}
        />
        <Button
          type="submit"
          variant="primary"
          icon={<SendHorizontal aria-hidden className="size-[1.1em]" />}
          className="min-h-11 max-sm:px-3"
        >
          <span className="max-sm:sr-only">{t("composer.send")}</span>
        </Button>
      </div>
      <p className="mt-1 flex justify-between gap-4 text-xs text-muted">
        <span className="max-md:sr-only">{t("composer.hint")}</span>
        {left < NEAR && (
          <span className={classes("ms-auto tabular-nums", left < 0 && "text-blocked-ink")}>
            {left < 0 ? t("composer.over", { count: -left }) : t("composer.left", { count: left })}
          </span>
        )}
      </p>
      {fault && (
        <p id={faultId} role="alert" className="text-sm text-blocked-ink">
          {fault}
        </p>
      )}
    </form>
  );
}
