import { type KeyboardEvent, useCallback, useEffect, useId, useMemo, useRef, useState } from "react";
import type { Locale } from "~/platform/locale";
import { useT } from "~/platform/use-locale";
import { classes } from "~/ui/classes";
import { inputStyle, useField } from "~/ui/field";
import { FieldError } from "~/ui/FieldError";
import { draftMessages } from "../../messages.drafts";
import type { CodeText, Mark, TextHandle } from "./code-text";
import { Findings } from "./Findings";
import { mendAt, showNext } from "./mend";
import type { Checked } from "./use-check";

type TextEditorProps = {
  locale: Locale;
  defaultValue: string;
  checked: Checked;
  /** The most characters that are kept. */
  longest: number;
  /** Stretches that somebody commented on. */
  comments: readonly { from: number; to: number }[];
  /** Hands out the way to speak with the text. */
  onReady: (locale: Locale, handle: TextHandle) => void;
};

/** A text with what the check says of it. A plain text area until its editor has arrived, and where it never does. */
export function TextEditor({ locale, defaultValue, checked, longest, comments, onReady }: TextEditorProps) {
  const t = useT(draftMessages);
  const name = `text.${locale}`;
  const labelId = useId();
  const field = useField({ name });
  const area = useRef<HTMLTextAreaElement>(null);
  const place = useRef<HTMLDivElement>(null);
  const code = useRef<CodeText | null>(null);
  const [isRich, setRich] = useState(false);
  const latest = useRef(checked);
  latest.current = checked;

  const handle = useMemo<TextHandle>(() => handleOf(area, code), []);
  useEffect(() => onReady(locale, handle), [onReady, locale, handle]);
  const fix = useCallback((at: number) => mendAt(handle, latest.current, at), [handle]);
  const next = useCallback((at: number) => showNext(handle, latest.current, at), [handle]);

  useEffect(() => {
    let gone = false;
    let mounted: CodeText | null = null;
    const mount = async () => {
      const { mountCode } = await import("./code-text");
      const [from, parent] = [area.current, place.current];
      if (gone || !from || !parent) return;
      const hadFocus = document.activeElement === from;
      mounted = mountCode({
        parent,
        doc: from.value,
        attributes: { "aria-labelledby": labelId, lang: locale, spellcheck: "false", "data-text": locale },
        nonce: document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? "",
        onText: (text) => {
          from.value = text;
          from.dispatchEvent(new Event("input", { bubbles: true }));
        },
        onFix: fix,
        onNext: next,
      });
      code.current = mounted;
      setRich(true);
      if (hadFocus) mounted.select(from.selectionStart, from.selectionEnd);
    };
    // Where the script does not come the text area stays.
    void mount().catch(() => undefined);
    return () => {
      gone = true;
      code.current = null;
      mounted?.destroy();
    };
  }, [labelId, locale, fix, next]);

  useEffect(() => {
    const marks: Mark[] = [
      ...(checked.status === "long" ? [] : checked.findings.map(({ from, to, severity }): Mark => ({ from, to, tone: severity }))),
      ...comments.map((span): Mark => ({ ...span, tone: "comment" })),
    ];
    code.current?.mark(checked.text, marks);
  }, [checked, comments, isRich]);

  const keys = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    const wants = event.altKey && event.key === "Enter" ? fix : event.key === "F8" ? next : null;
    if (!wants || event.nativeEvent.isComposing) return;
    event.preventDefault();
    wants(event.currentTarget.selectionStart);
  };
  return (
    <div className="min-w-0">
      <label
        id={labelId}
        htmlFor={field.input.id}
        className="mb-1.5 block text-sm font-medium"
        onClick={() => isRich && handle.select(0, 0)}
      >
        {t(`field.text.${locale}`)}
      </label>
      <div
        ref={place}
        lang={locale}
        data-invalid={field.message ? true : undefined}
        className={classes(
          !isRich && "hidden",
          "rounded-box border border-line-strong/70 bg-surface transition-colors hover:border-line-strong data-invalid:border-blocked",
          "has-focus-visible:border-accent has-focus-visible:outline-2 has-focus-visible:outline-accent/60",
        )}
      />
      <textarea
        {...field.input}
        ref={area}
        lang={locale}
        rows={6}
        defaultValue={defaultValue}
        onKeyDown={keys}
        spellCheck={false}
        hidden={isRich}
        className={classes(inputStyle, "max-h-[28rem] min-h-40 resize-y py-2 leading-[var(--body-leading)]")}
      />
      <FieldError id={field.errorId} message={field.message} />
      <Findings checked={checked} longest={longest} handle={handle} locale={locale} />
    </div>
  );
}

/** The text as its editor has it, or the text area. */
function handleOf(area: React.RefObject<HTMLTextAreaElement>, code: React.RefObject<CodeText | null>): TextHandle {
  return {
    text: () => code.current?.text() ?? area.current?.value ?? "",
    replace(from, to, insert) {
      if (code.current) return code.current.replace(from, to, insert);
      area.current?.focus();
      area.current?.setRangeText(insert, from, to, "end");
      area.current?.dispatchEvent(new Event("input", { bubbles: true }));
    },
    select(from, to) {
      if (code.current) return code.current.select(from, to);
      area.current?.focus();
      area.current?.setSelectionRange(from, to);
    },
  };
}
