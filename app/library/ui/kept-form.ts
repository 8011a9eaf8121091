import type { Seen } from "~/curriculum/drafts.server";

// Like the drafts of other forms.
const PREFIX = "draft:library:";
type Kept = { seen: Seen; fields: [string, string][] };

/** A form of the editor as it is sent, by a window that has seen `seen`. */
export function formData(form: HTMLFormElement, seen: Seen): FormData {
  const data = new FormData(form);
  data.set("draft", seen.draftId ?? "");
  data.set("revision", String(seen.revision));
  data.set("base", seen.baseVersionId ?? "");
  return data;
}

/** Keep what is typed on this device, with what the window has seen. Storage may be full or forbidden: then nothing is kept. */
export function keepForm(address: string, form: HTMLFormElement, seen: Seen): void {
  const fields = [...formData(form, seen)].filter(
    (field): field is [string, string] => typeof field[1] === "string" && !/^(pick:|now\.|do$)/.test(field[0]),
  );
  try {
    localStorage.setItem(PREFIX + address, JSON.stringify({ seen, fields } satisfies Kept));
  } catch {
    return;
  }
}

/** What is kept of an item's form; null: nothing, or nothing that can be read. */
export function keptForm(address: string): { seen: Seen; form: FormData } | null {
  try {
    const { seen, fields } = JSON.parse(localStorage.getItem(PREFIX + address) ?? "") as Kept;
    const form = new FormData();
    for (const [name, value] of fields) form.append(name, value);
    return typeof seen.revision === "number" ? { seen, form } : null;
  } catch {
    return null;
  }
}

/** Forget it: everything, or only what was typed upon what `seen` says. */
export function forgetForm(address: string, seen: Seen | null = null): void {
  const kept = seen && keptForm(address);
  if (seen && kept && !sameSeen(kept.seen, seen)) return;
  try {
    localStorage.removeItem(PREFIX + address);
  } catch {
    return;
  }
}

/** Whether two windows show the same state. */
export function sameSeen(a: Seen, b: Seen): boolean {
  return a.draftId === b.draftId && a.revision === b.revision && a.baseVersionId === b.baseVersionId;
}
