import { type Landing, landingOf } from "../landing";

/** The button of a list that was pressed, and how many entries the list had. */
export type Pressed = { asked: string; before: number };

const sizeIn = (form: HTMLFormElement) => (list: string) => {
  const field = form.elements.namedItem(`${list}:n`);
  return field instanceof HTMLInputElement ? Number(field.value) || 0 : 0;
};

/** What to remember of a pressed button before the form is taken anew. */
export function pressedIn(form: HTMLFormElement, asked: string): Pressed {
  const path = asked.slice(asked.indexOf(":") + 1);
  return { asked, before: sizeIn(form)(asked.startsWith("add:") ? path : path.slice(0, path.lastIndexOf("."))) };
}

const buttonIn = (form: HTMLFormElement, value: string) =>
  Array.from(form.elements).find((el): el is HTMLButtonElement => el instanceof HTMLButtonElement && el.value === value) ?? null;

/** Put the focus on what was added or moved, or on what comes after what was removed; unfolds what it stands in. */
export function focusMoved(form: HTMLFormElement, { asked, before }: Pressed): void {
  const landing = landingOf(asked, before, sizeIn(form));
  const target = landing && targetOf(form, landing);
  if (!target) return;
  for (let fold = target.closest("details"); fold; fold = fold.parentElement?.closest("details") ?? null) fold.open = true;
  target.focus();
}

function targetOf(form: HTMLFormElement, { verb, list, entry }: Landing): HTMLElement | null {
  if (entry === null) return buttonIn(form, `add:${list}`);
  const box = buttonIn(form, `remove:${entry}`)?.closest("li") ?? null;
  if (verb === "up" || verb === "down")
    return buttonIn(form, `${verb}:${entry}`) ?? buttonIn(form, `${verb === "up" ? "down" : "up"}:${entry}`) ?? box;
  const field = verb === "add" ? box?.querySelector<HTMLElement>("input:not([type=hidden]), textarea, select") : null;
  if (field) return field;
  // The entry itself: its own button would remove it at the next press of the same key.
  if (box) box.tabIndex = -1;
  return box;
}
