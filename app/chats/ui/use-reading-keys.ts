import { type RefObject, useEffect, useState } from "react";

const isTyping = (el: EventTarget | null) =>
  el instanceof HTMLElement &&
  (/^(TEXTAREA|SELECT)$/.test(el.tagName) || (el instanceof HTMLInputElement && !/^(radio|checkbox)$/.test(el.type)));
const isPressed = (el: EventTarget | null) => el instanceof HTMLElement && el.closest("button, a, summary") !== null;

/** Which criterion the keys go to: the arrows move it, a mark moves it on, Enter sends the form. Single keys are `useKeys`' matter. */
export function useReadingKeys(form: RefObject<HTMLElement>, count: number) {
  const [on, setOn] = useState(0);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
      if (isTyping(event.target) || document.querySelector("[role=dialog], [role=alertdialog]")) return;
      const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
      if (step !== 0) {
        event.preventDefault();
        setOn((at) => Math.max(0, Math.min(count - 1, at + step)));
      } else if (event.key === "Enter" && !isPressed(event.target)) {
        event.preventDefault();
        form.current?.querySelector<HTMLButtonElement>("button[value=save]")?.click();
      }
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [form, count]);
  return { on, marked: (at: number) => setOn(Math.min(count - 1, at + 1)) };
}
