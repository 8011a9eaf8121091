import type { ScriptDraftBody } from "@db/schema";

// Like the drafts of other forms.
const PREFIX = "draft:script:";
type Kept = { revision: number; body: ScriptDraftBody };

/** Keep what is typed on this device, with the save that it was typed upon. Storage may be full or forbidden: then nothing is kept. */
export function keepTyped(id: string, revision: number, fields: readonly [string, string][]): void {
  const one = (name: string) => fields.find(([field]) => field === name)?.[1] ?? "";
  const body: ScriptDraftBody = {
    ...{ title: one("title"), branch: one("branch"), customer: one("customer"), situation: one("situation"), why: one("why") },
    platforms: fields.flatMap(([field, value]) => (field === "platforms" ? [value] : [])),
    text: { "zh-CN": one("text.zh-CN"), en: one("text.en") },
    picture: one("picture") || null,
  };
  try {
    localStorage.setItem(PREFIX + id, JSON.stringify({ revision, body } satisfies Kept));
  } catch {
    return;
  }
}

/** What is kept of a draft; null: nothing, or nothing that can be read. */
export function keptTyped(id: string): Kept | null {
  try {
    const kept = JSON.parse(localStorage.getItem(PREFIX + id) ?? "null") as Kept | null;
    return kept && typeof kept.revision === "number" && typeof kept.body.title === "string" ? kept : null;
  } catch {
    return null;
  }
}

/** Forget it: the server has it. */
export function forgetTyped(id: string): void {
  try {
    localStorage.removeItem(PREFIX + id);
  } catch {
    return;
  }
}
