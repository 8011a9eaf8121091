import { type RefObject, useEffect, useRef } from "react";
import { useT } from "~/platform/use-locale";
import { uiMessages } from "./messages";
import { ToneIcon } from "./ToneIcon";

type Sentence = { field: string | undefined; text: string };

/** Above the fields: what is to be put right, taking focus when it appears; or that a draft came back, or that nothing could be sent. */
export function FormSummary({
  sentences,
  form,
  restored,
  unreached,
  onDiscard,
}: {
  sentences: readonly Sentence[];
  form: RefObject<HTMLFormElement>;
  restored: boolean;
  /** It was pressed without network. */
  unreached: boolean;
  onDiscard: () => void;
}) {
  const t = useT(uiMessages);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (sentences.length > 0 || unreached) box.current?.focus();
  }, [sentences, unreached]);

  const goTo = (name: string) => {
    const found = form.current?.elements.namedItem(name);
    const el = found instanceof RadioNodeList ? found[0] : found;
    if (el instanceof HTMLElement) el.focus();
  };

  if (unreached)
    return (
      <div ref={box} tabIndex={-1} role="alert" className="mb-5 flex gap-3 rounded-box bg-waiting-soft px-4 py-3 text-sm text-waiting-ink">
        <ToneIcon tone="waiting" className="mt-[0.1em] size-5" />
        <p className="min-w-0">{t("form.unreached")}</p>
      </div>
    );
  return (
    <>
      {restored && sentences.length === 0 && (
        <p role="status" className="mb-4 flex flex-wrap items-center gap-x-3 text-sm text-muted">
          {t("form.draft_restored")}
          <button type="button" onClick={onDiscard} className="link min-h-6">
            {t("form.draft_discard")}
          </button>
        </p>
      )}
      {sentences.length > 0 && (
        <div
          ref={box}
          tabIndex={-1}
          role="alert"
          className="mb-5 flex gap-3 rounded-box bg-blocked-soft px-4 py-3 text-sm text-blocked-ink"
        >
          <ToneIcon tone="blocked" className="mt-[0.1em] size-5" />
          <div className="min-w-0">
            <p className="font-semibold">{t("form.refused", { count: sentences.length })}</p>
            <ul className="mt-0.5 space-y-0.5">
              {sentences.map(({ field, text }) => (
                <li key={`${field ?? ""} ${text}`} className="text-ink">
                  {field ? (
                    <button type="button" className="link text-start text-ink" onClick={() => goTo(field)}>
                      {text}
                    </button>
                  ) : (
                    text
                  )}
                </li>
              ))}
            </ul>
          </div>
        </div>
      )}
    </>
  );
}
