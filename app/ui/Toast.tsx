import Check from "lucide-react/icons/check";
import X from "lucide-react/icons/x";
import { useEffect, useState } from "react";
import { useReader, useT } from "~/platform/use-locale";
import { classes } from "./classes";
import { IconButton } from "./IconButton";
import { uiMessages } from "./messages";
import { inkTone } from "./tone";
import { dismissToast, onToasts, showToast, type ToastMessage } from "./toast-queue";
import { ToneIcon } from "./ToneIcon";

const SECONDS = 6;

/** The place where messages appear, once a page, in root. `code` is a key `toast.<code>` that came with the page. */
export function ToastRegion({ code }: { code: string | null }) {
  const t = useT(uiMessages);
  const say: (key: string) => string = useT<string>(uiMessages);
  const [messages, setMessages] = useState<readonly ToastMessage[]>([]);
  useEffect(() => onToasts(setMessages), []);
  // The server's now is new with each load: the same words twice are two messages.
  const { now } = useReader();
  const text = code ? say(`toast.${code}`) : null;
  useEffect(() => {
    if (text && !text.startsWith("toast.")) showToast({ id: text, text });
  }, [text, now]);
  return (
    <div
      role="region"
      aria-label={t("shell.notices")}
      data-print="hide"
      className="pointer-events-none fixed inset-x-0 top-[calc(0.5rem+env(safe-area-inset-top))] z-60 flex flex-col items-center gap-2 px-3 md:top-auto md:bottom-6"
    >
      <div role="status" className="contents">
        {messages.map((message) => (
          <Message key={message.id} message={message} closeLabel={t("action.close")} />
        ))}
      </div>
    </div>
  );
}

function Message({ message, closeLabel }: { message: ToastMessage; closeLabel: string }) {
  const [held, setHeld] = useState(false);
  const tone = message.tone ?? "neutral";
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => dismissToast(message.id), SECONDS * 1000);
    return () => clearTimeout(timer);
  }, [held, message.id]);
  return (
    <div
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      className="pointer-events-auto flex w-full max-w-md animate-arrive items-center gap-3 rounded-box border border-line bg-surface py-1 ps-4 pe-1 text-ui shadow-lift"
    >
      {tone === "neutral" ? (
        <Check aria-hidden className="size-5 shrink-0 text-accent-ink" />
      ) : (
        <ToneIcon tone={tone} className={classes("size-5", inkTone[tone])} />
      )}
      <p className="min-w-0 flex-1 py-1.5">{message.text}</p>
      <IconButton label={closeLabel} icon={<X aria-hidden />} onClick={() => dismissToast(message.id)} />
    </div>
  );
}
