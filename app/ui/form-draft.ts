/** What somebody typed into a form, by field name, in the order of the fields of that name; null where a field reads as the page came. */
type Draft = Record<string, (string | boolean | null)[]>;

type Typed = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const PREFIX = "draft:";
const SKIPPED = new Set(["hidden", "password", "file", "submit", "button", "reset", "image"]);

const isSeen = (el: HTMLInputElement) => el.dataset.seen !== undefined;

function typedFields(form: HTMLFormElement): Typed[] {
  return Array.from(form.elements).filter(
    (el): el is Typed =>
      (el instanceof HTMLInputElement && !SKIPPED.has(el.type) && !isSeen(el)) ||
      el instanceof HTMLTextAreaElement ||
      el instanceof HTMLSelectElement,
  );
}

function ticks(el: Typed): el is HTMLInputElement {
  return el instanceof HTMLInputElement && (el.type === "checkbox" || el.type === "radio");
}

function read(form: HTMLFormElement): Draft {
  const draft: Draft = {};
  for (const el of typedFields(form)) if (el.name) (draft[el.name] ??= []).push(ticks(el) ? el.checked : el.value);
  return draft;
}

// What the page came with, whatever the browser or quick fingers put there before the script arrived.
function original(el: Typed): string | boolean {
  if (ticks(el)) return el.defaultChecked;
  if (el instanceof HTMLSelectElement) return (Array.from(el.options).find((o) => o.defaultSelected) ?? el).value;
  return el.defaultValue;
}

/** What the form holds before anybody typed; nothing is kept while it still reads like this. */
export function untouched(form: HTMLFormElement): string {
  const draft: Draft = {};
  for (const el of typedFields(form)) if (el.name) (draft[el.name] ??= []).push(original(el));
  return JSON.stringify(draft);
}

/** Fields out of sight (`hidden`, not of that type: React would set those again) that say upon what somebody typed. They go with the draft. */
function seenFields(form: HTMLFormElement): HTMLInputElement[] {
  return Array.from(form.elements).filter((el): el is HTMLInputElement => el instanceof HTMLInputElement && isSeen(el));
}

/**
 * Keep what is typed: only the fields that were changed, so that what another saves meanwhile in others is not taken back with them. Storage may be full or
 * forbidden: then the form works without a draft.
 */
export function saveDraft(key: string, form: HTMLFormElement, pristine: string): void {
  const draft = read(form);
  try {
    if (JSON.stringify(draft) === pristine) return localStorage.removeItem(PREFIX + key);
    const before = JSON.parse(pristine || "{}") as Draft;
    for (const [name, values] of Object.entries(draft))
      draft[name] = values.map((value, i) => (value === before[name]?.[i] ? null : value));
    for (const el of seenFields(form)) draft[el.name] = [el.value];
    localStorage.setItem(PREFIX + key, JSON.stringify(draft));
  } catch {
    return;
  }
}

/** Forget it. */
export function clearDraft(key: string): void {
  try {
    localStorage.removeItem(PREFIX + key);
  } catch {
    return;
  }
}

function loadDraft(key: string): Draft | null {
  try {
    const text = localStorage.getItem(PREFIX + key);
    const value: unknown = text ? JSON.parse(text) : null;
    return value !== null && typeof value === "object" ? (value as Draft) : null;
  } catch {
    return null;
  }
}

// React listens for the element's own events and overrides `value`: set it as the browser would.
function setValue(el: Typed, value: string): void {
  const setter = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(el), "value")?.set;
  setter?.call(el, value);
  el.dispatchEvent(new Event(el instanceof HTMLSelectElement ? "change" : "input", { bubbles: true }));
}

/** Put a kept draft back into the form. Says whether anything changed. */
export function restoreDraft(key: string, form: HTMLFormElement): boolean {
  const draft = loadDraft(key);
  if (!draft) return false;
  let changed = false;
  const seen = new Map<string, number>();
  for (const el of typedFields(form)) {
    const index = seen.get(el.name) ?? 0;
    seen.set(el.name, index + 1);
    const kept = draft[el.name]?.[index];
    if (ticks(el)) {
      if (typeof kept !== "boolean" || kept === el.checked || (el.type === "radio" && !kept)) continue;
      el.click();
    } else {
      if (typeof kept !== "string" || kept === el.value || el.value !== original(el)) continue;
      setValue(el, kept);
    }
    changed = true;
  }
  if (changed)
    for (const el of seenFields(form)) {
      const kept = draft[el.name]?.[0];
      if (typeof kept === "string") el.value = kept;
    }
  return changed;
}
