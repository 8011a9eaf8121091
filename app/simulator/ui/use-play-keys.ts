import { useEffect } from "react";

export type PlayKeys = {
  /** To the customer with this number, from 0. */
  toCustomer: (at: number) => void;
  /** To the one above (-1) or below (1). */
  walk: (by: number) => void;
  toLongest: () => void;
  toScripts: () => void;
  toComposer: () => void;
};

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** The number of a digit key by its place: with Alt a Mac writes another sign. */
const digitOf = ({ code, key }: KeyboardEvent) => /^(?:Digit|Numpad)([1-4])$/.exec(code)?.[1] ?? (/^[1-4]$/.test(key) ? key : null);

/**
 * The keys of the chats: with Alt they work while one types too, the arrows with Ctrl as well; single figures only where nobody types. Never while characters are
 * being chosen or a dialog is open.
 */
export function usePlayKeys({ toCustomer, walk, toLongest, toScripts, toComposer }: PlayKeys): void {
  useEffect(() => {
    const act = (event: KeyboardEvent): (() => void) | null => {
      const { altKey, ctrlKey, metaKey, shiftKey, key, code } = event;
      if (metaKey || shiftKey) return null;
      if (altKey || ctrlKey) {
        if (key === "ArrowUp") return () => walk(-1);
        if (key === "ArrowDown") return () => walk(1);
      }
      if (ctrlKey) return null;
      const digit = altKey || !isTyping(event.target) ? digitOf(event) : null;
      if (digit) return () => toCustomer(Number(digit) - 1);
      if (altKey) return code === "KeyW" ? toLongest : code === "KeyS" ? toScripts : null;
      return key === "Escape" ? toComposer : null;
    };
    const press = (event: KeyboardEvent) => {
      if (event.isComposing || event.keyCode === 229 || event.defaultPrevented) return;
      if (document.querySelector("[role=dialog], [role=alertdialog]")) return;
      const found = act(event);
      if (!found) return;
      event.preventDefault();
      found();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [toCustomer, walk, toLongest, toScripts, toComposer]);
}
