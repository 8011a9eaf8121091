import { useEffect } from "react";

/** The keys of a presenter, and of the small things that send the same: what they press is marked with `data-press`. */
const PRESSES: Record<string, string> = { ArrowRight: "next", PageDown: "next", ArrowLeft: "previous", PageUp: "previous", " ": "reveal" };

/** Arrows go to the next and the previous case, space reveals. Never while somebody types, has chosen something else by keyboard, or has a dialog open. */
export function usePresenterKeys(): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const name = PRESSES[event.key];
      if (!name || event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.defaultPrevented) return;
      const target = event.target instanceof HTMLElement ? event.target : null;
      if (target?.closest("input, textarea, select, [contenteditable]") || document.querySelector("[role=dialog], [role=alertdialog]"))
        return;
      // Space presses what somebody went to by keyboard; what was last clicked has the focus too, but nobody means it.
      if (event.key === " " && target?.matches("button:focus-visible, a:focus-visible, summary:focus-visible")) return;
      event.preventDefault();
      pressOnceFree(name);
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
}

/** So many frames a press waits for the one before it: five seconds. */
const PATIENCE = 300;

/** Press what is meant. While the press before is on its way it waits for that, and for the form's next submission: whoever presents presses faster than a network answers. */
function pressOnceFree(name: string): void {
  const found = () => document.querySelector<HTMLButtonElement>(`[data-press="${name}"]`);
  const idOf = (button: HTMLButtonElement | null) => button?.form?.querySelector<HTMLInputElement>("input[name=submissionId]")?.value;
  const button = found();
  if (button?.form?.ariaBusy !== "true") return press(button);
  const id = idOf(button);
  let frames = PATIENCE;
  const look = () => {
    const now = found();
    if (now?.form?.ariaBusy !== "true" && idOf(now) !== id) press(now);
    else if (--frames > 0) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

function press(button: HTMLButtonElement | null): void {
  if (button && !button.disabled) button.click();
}
