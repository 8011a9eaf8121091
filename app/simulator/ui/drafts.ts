/** What is typed and not sent, by run and customer: it survives a reload. Storage may be full or forbidden: then it lives as long as its page. */
const keyOf = (runId: string, customer: string) => `draft:simulation:${runId}:${customer}`;

/** What was being typed to a customer. */
export function draftOf(runId: string, customer: string): string {
  try {
    return localStorage.getItem(keyOf(runId, customer)) ?? "";
  } catch {
    return "";
  }
}

/** Keep what is being typed; nothing is forgotten. */
export function keepDraft(runId: string, customer: string, text: string): void {
  try {
    if (text === "") localStorage.removeItem(keyOf(runId, customer));
    else localStorage.setItem(keyOf(runId, customer), text);
  } catch {
    return;
  }
}

/** Forget what was typed in other runs: a person has one open at a time. */
export function forgetOtherDrafts(runId: string): void {
  try {
    for (const key of Object.keys(localStorage))
      if (key.startsWith("draft:simulation:") && !key.startsWith(keyOf(runId, ""))) localStorage.removeItem(key);
  } catch {
    return;
  }
}
