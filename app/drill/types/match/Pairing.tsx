import { useEffect, useId, useRef, useState } from "react";
import { useT } from "~/platform/use-locale";
import { classes } from "~/ui/classes";
import { KeyHint } from "~/ui/KeyHint";
import { typeMessages } from "../../messages.types";
import { useDigitKeys } from "../use-digit-keys";
import type { Match } from "./rules";

type PairingProps = {
  view: Match["view"];
  given: ReadonlyMap<string, string>;
  onAnswer: ((answer: Match["answer"] | null) => void) | undefined;
  keys: boolean | undefined;
};

/** The next left side after `from` that has nothing yet; round to the first again. Null: all have something. */
function nextOpen(left: Match["view"]["left"], given: ReadonlyMap<string, string>, from: string | null): string | null {
  const at = left.findIndex((l) => l.id === from) + 1;
  return [...left.slice(at), ...left.slice(0, at)].find((l) => !given.has(l.id))?.id ?? null;
}

/** One left side is open at a time and shows the right sides below it; choosing one opens the next. */
export function Pairing({ view, given, onAnswer, keys }: PairingProps) {
  const t = useT(typeMessages);
  const base = useId();
  const [open, setOpen] = useState(() => nextOpen(view.left, given, null));
  const [said, setSaid] = useState("");
  const around = useRef<HTMLUListElement>(null);
  // The options under the focus vanish with a choice: what is to have it then.
  const wanted = useRef<string | null>(null);
  useEffect(() => {
    if (wanted.current === null) return;
    const next = around.current?.querySelector<HTMLElement>(`[data-focus="${wanted.current}"]`);
    wanted.current = null;
    // All done: the list has the focus, so that Enter goes on and opens nothing again.
    (next ?? around.current)?.focus();
  }, [open]);

  const leftOf = (right: string) => view.left.find((l) => given.get(l.id) === right);
  const textOf = (right: string | undefined) => view.right.find((r) => r.id === right)?.text;
  const choose = (right: string, focus: boolean) => {
    if (open === null) return;
    const next = new Map(given);
    const holder = leftOf(right);
    if (holder) next.delete(holder.id);
    if (holder?.id !== open) next.set(open, right);
    onAnswer?.(next.size > 0 ? { pairs: [...next].map(([l, r]) => ({ left: l, right: r })) } : null);
    if (!next.has(open)) return;
    const left = view.left.find((l) => l.id === open)?.text;
    setSaid(t("match.now", { left, right: textOf(right), done: next.size, of: view.left.length }));
    const onwards = nextOpen(view.left, next, open);
    if (focus) wanted.current = onwards ?? "";
    setOpen(onwards);
  };
  useDigitKeys(Boolean(keys && onAnswer), (digit) => {
    const right = view.right[digit - 1];
    if (right) choose(right.id, false);
    return right !== undefined && open !== null;
  });

  return (
    <>
      <ul ref={around} aria-label={t("match.legend")} tabIndex={-1} className="grid gap-2 focus-visible:outline-offset-4">
        {view.left.map(({ id, text }) => {
          const isOpen = open === id;
          const chosen = textOf(given.get(id));
          return (
            <li
              key={id}
              className={classes("rounded-box border", isOpen ? "border-accent" : chosen ? "border-line-strong" : "border-line-strong/60")}
            >
              <button
                type="button"
                data-focus={id}
                aria-expanded={isOpen}
                aria-controls={isOpen ? `${base}${id}` : undefined}
                onClick={() => setOpen(isOpen ? null : id)}
                className="grid min-h-12 w-full items-center gap-x-4 rounded-box px-4 py-2 text-start text-base transition-colors hover:bg-hover sm:grid-cols-2"
              >
                <span className={isOpen ? "font-medium" : undefined}>{text}</span>
                {chosen ? <span className="text-accent-ink">{chosen}</span> : <span className="text-sm text-muted">{t("match.open")}</span>}
              </button>
              {isOpen && (
                <ul id={`${base}${id}`} aria-label={t("match.goes_with", { left: text })} className="grid gap-1.5 px-2 pb-2">
                  {view.right.map((right, i) => {
                    const holder = leftOf(right.id);
                    return (
                      <li key={right.id}>
                        <button
                          type="button"
                          aria-pressed={holder?.id === id}
                          onClick={() => choose(right.id, true)}
                          className="flex min-h-11 w-full items-center gap-3 rounded-box border border-line-strong/60 bg-surface px-3 py-1.5 text-start text-base transition-colors hover:border-line-strong hover:bg-hover aria-pressed:border-accent aria-pressed:bg-accent-soft"
                        >
                          <span className="min-w-0 flex-1">
                            <span className={holder && holder.id !== id ? "text-muted" : undefined}>{right.text}</span>
                            {holder && holder.id !== id && (
                              <span className="block text-sm text-muted">{t("match.taken", { left: holder.text })}</span>
                            )}
                          </span>
                          {keys && i < 9 && <KeyHint>{i + 1}</KeyHint>}
                        </button>
                      </li>
                    );
                  })}
                </ul>
              )}
            </li>
          );
        })}
      </ul>
      <p role="status" className="sr-only">
        {said}
      </p>
    </>
  );
}
