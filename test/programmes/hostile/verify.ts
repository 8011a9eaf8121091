import type postgres from "postgres";
import { isDeepStrictEqual } from "node:util";
import type { Client } from "./clients";

/** What is wrong, in sentences; empty when exactly what was accepted is stored, once, and the cards count it. */
export async function verify(sql: postgres.Sql, clients: readonly Client[], strangerId: string): Promise<string[]> {
  const faults: string[] = [];
  const people = clients.map(({ seat }) => seat.personId);
  const attempts = await sql<{ id: string; person: string; item: string }[]>`
    select id::text, person_id::text as person, item_id::text as item from attempt
    where context = 'drill' and person_id = any(${[...people, strangerId]}::uuid[])`;
  const byPerson = new Map<string, (typeof attempts)[number][]>();
  for (const row of attempts) (byPerson.get(row.person) ?? byPerson.set(row.person, []).get(row.person))?.push(row);
  for (const { seat, ledger } of clients) {
    const stored = (byPerson.get(seat.personId) ?? []).map((row) => row.id);
    const once = new Set(stored);
    if (once.size !== stored.length) faults.push(`${stored.length - once.size} attempts of ${seat.personId} are there twice`);
    const lost = [...ledger.accepted.keys()].filter((id) => !once.has(id));
    const unasked = stored.filter((id) => !ledger.accepted.has(id) && !ledger.unsure.has(id));
    if (lost.length > 0) faults.push(`${lost.length} accepted answers of ${seat.personId} are not stored, like ${lost[0]}`);
    if (unasked.length > 0) faults.push(`${unasked.length} refused answers of ${seat.personId} are stored, like ${unasked[0]}`);
  }
  const strange = byPerson.get(strangerId)?.length ?? 0;
  if (strange > 0) faults.push(`${strange} answers are stored for somebody who gave none`);

  const cards = await sql<{ person: string; item: string; revision: number; reps: number }[]>`
    select person_id::text as person, item_id::text as item, revision, reps from bank_card where person_id = any(${people}::uuid[])`;
  for (const { person, item, revision, reps } of cards) {
    const answered = (byPerson.get(person) ?? []).filter((row) => row.item === item).length;
    if (revision !== answered || reps !== answered)
      faults.push(`a card of ${person} counts ${revision} revisions and ${reps} repetitions of ${answered} answers`);
  }
  const [odd] = await sql<{ n: number }[]>`
    select count(*)::int as n from bank_card where person_id = any(${people}::uuid[])
      and (stability is not null and not (stability > 0 and stability < 1e6) or difficulty is not null and not (difficulty between 1 and 10)
        or due_at > now() + interval '100 years' or reviewed_at > now() + interval '1 minute')`;
  if (odd && odd.n > 0) faults.push(`${odd.n} cards remember what cannot be`);

  for (const { seat, ledger } of clients) {
    if (!ledger.sitting) continue;
    const { id, revision, answers, drawn } = ledger.sitting;
    const [row] = await sql<{ revision: number; answers: Record<string, { answer: unknown }> }[]>`
      select answers_revision as revision, answers from sitting where id = ${id}`;
    const stored = Object.fromEntries(Object.entries(row?.answers ?? {}).map(([question, given]) => [question, given.answer]));
    if (row?.revision !== revision) faults.push(`the sitting of ${seat.personId} is at ${row?.revision}, acknowledged ${revision}`);
    if (!isDeepStrictEqual(stored, answers)) faults.push(`the sitting of ${seat.personId} holds other answers than were acknowledged`);
    if (Object.keys(stored).some((question) => !drawn.some(({ versionId }) => versionId === question)))
      faults.push(`the sitting of ${seat.personId} holds what was not drawn`);
  }
  return faults;
}
