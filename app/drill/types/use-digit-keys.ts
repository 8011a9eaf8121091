import { useEffect } from "react";

/** The keys 1–9 wherever the focus is, except where somebody types. `press` says whether the key meant something. */
export function useDigitKeys(on: boolean, press: (digit: number) => boolean): void {
  useEffect(() => {
    if (!on) return;
    const down = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTyping(event.target)) return;
      if (/^[1-9]$/.test(event.key) && press(Number(event.key))) event.preventDefault();
    };
    document.addEventListener("keydown", down);
    return () => document.removeEventListener("keydown", down);
  }, [on, press]);
}

/** Whether a key pressed there is text. Radios and checkboxes are no text. */
export function isTyping(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return target.type !== "radio" && target.type !== "checkbox";
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}
