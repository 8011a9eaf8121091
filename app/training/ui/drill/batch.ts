/** So much of one post: free replies in Chinese are nine bytes a sign in a form, and a form has its limit. */
const CHARACTERS = 30_000;

/** The first of those that wait that go together: at most `most`, and not more text than a form takes; one goes in any case. */
export function nextBatch<T extends { body: { answer: unknown; ticket: string } }>(waiting: readonly T[], most: number): T[] {
  let left = CHARACTERS;
  const batch: T[] = [];
  for (const one of waiting.slice(0, most)) {
    left -= one.body.ticket.length + JSON.stringify(one.body.answer).length;
    if (batch.length > 0 && left < 0) break;
    batch.push(one);
  }
  return batch;
}
