import { existsSync } from "node:fs";
import { join } from "node:path";
import type postgres from "postgres";
import type { Deed, Ledger, Saves } from "./clients";
import { picture } from "./world";

/** What is wrong, in sentences; empty when every acknowledged thing is there exactly once. */
export async function verify(sql: postgres.Sql, dataDir: string, ledger: Ledger): Promise<string[]> {
  const of = <K extends Deed["kind"]>(kind: K) => ledger.done.filter((deed): deed is Extract<Deed, { kind: K }> => deed.kind === kind);
  const faults: string[] = [];
  const once = (what: string, ids: string[], found: Map<string, number>) => {
    for (const id of ids) if (found.get(id) !== 1) faults.push(`${what} ${id} is there ${found.get(id) ?? 0} times`);
  };

  const answers = of("answer").map((deed) => deed.id);
  once(
    "answer",
    answers,
    await counted(sql`select id::text, count(*)::int as n from attempt where id = any(${answers}::uuid[]) group by id`),
  );

  const signoffs = of("signoff").map((deed) => deed.submissionId);
  const about = sql`${signoffs}::uuid[]`;
  once(
    "sign-off of",
    signoffs,
    await counted(sql`select submission_id::text as id, count(*)::int as n from signoff where submission_id = any(${about}) group by 1`),
  );
  once(
    "audit of the sign-off of",
    signoffs,
    await counted(sql`
      select after ->> 'submissionId' as id, count(*)::int as n from audit
      where action = 'training.practical_accepted' and after ->> 'submissionId' = any(${signoffs}::text[]) group by 1`),
  );
  once(
    "settled item of",
    signoffs,
    await counted(
      sql`select subject_id::text as id, count(*)::int as n from work_item where closed_at is not null and subject_id = any(${about}) group by 1`,
    ),
  );
  once(
    "finished activity of",
    signoffs,
    await counted(sql`
      select p.id::text, count(*)::int as n from practical_submission p
        join activity_state a on a.enrolment_id = p.enrolment_id and a.slug = p.slug and a.status = 'done'
      where p.id = any(${about}) group by 1`),
  );

  const practicals = of("practical");
  const key = (deed: { seat: { personId: string }; slug: string }) => `${deed.seat.personId} ${deed.slug}`;
  const people = practicals.map((deed) => deed.seat.personId);
  once(
    "practical",
    practicals.map(key),
    await counted(
      sql`select person_id || ' ' || slug as id, count(*)::int as n from practical_submission where person_id = any(${people}::uuid[]) group by 1`,
    ),
  );
  const digests = practicals.map((deed) => picture(deed.id).sha256);
  once("photo", digests, await counted(sql`select sha256 as id, count(*)::int as n from file where sha256 = any(${digests}) group by 1`));
  for (const sha256 of digests)
    if (!existsSync(join(dataDir, "files", sha256.slice(0, 2), sha256))) faults.push(`the bytes of photo ${sha256} are gone`);

  for (const saves of ledger.sittings) faults.push(...(await verifySitting(sql, saves)));
  return faults;
}

/** The sitting holds the acknowledged answer, or the one that was on its way. Whichever it is stays from now on. */
async function verifySitting(sql: postgres.Sql, saves: Saves): Promise<string[]> {
  const [row] = await sql<{ revision: number; option: string | null }[]>`
    select answers_revision as revision, answers -> ${saves.question}::text -> 'answer' ->> 'option' as option from sitting where id = ${saves.sittingId}`;
  const { acknowledged, sent } = saves;
  const asAcknowledged = row?.revision === acknowledged.revision && row.option === acknowledged.option;
  const asSent = sent !== null && row?.revision === acknowledged.revision + 1 && row.option === sent.option;
  if (asSent) Object.assign(saves, { acknowledged: { revision: row.revision, option: row.option }, sent: null });
  if (asAcknowledged || asSent) return [];
  return [
    `sitting ${saves.sittingId}: acknowledged ${JSON.stringify(acknowledged)}, on its way ${JSON.stringify(sent)}, stored ${JSON.stringify(row)}`,
  ];
}

async function counted(query: PromiseLike<readonly postgres.Row[]>): Promise<Map<string, number>> {
  return new Map((await query).map((row) => [String(row.id), Number(row.n)]));
}
