import { createHash } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import { connectRaw } from "@db/client";
import { WRITE_CLAIMED } from "~/drill/fast-sql";
import { HOLDER } from "~/people/session-sql";

/**
 * The floor: a bare http server on postgres.js that runs the statements of an answer one after the other and does nothing else, no grading, no tickets, no route.
 * `/same` runs the app's one; `/apart` what it does as separate statements: session, card, attempt, card, next card, in a transaction.
 * Started as a process of its own: `DATABASE=… tsx drill-floor.ts`, tells its parent the port.
 */
const sql = connectRaw(process.env.DATABASE ?? "", { max: 10, name: "floor" });
type Asked = { person: string; item: string; next: string; revision: number; content: number; attempt: string; version: string };

const server = createServer((req, res) => {
  void answer(req).then(
    (body) => {
      res.setHeader("Content-Type", "application/json");
      res.end(JSON.stringify(body));
    },
    (error: unknown) => {
      res.statusCode = 500;
      res.end(String(error));
    },
  );
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  process.send?.({ port: typeof address === "object" ? address?.port : 0 });
});
process.once("disconnect", () => process.exit(0));

async function answer(req: IncomingMessage): Promise<unknown> {
  let text = "";
  for await (const chunk of req) text += String(chunk);
  const asked = JSON.parse(text) as Asked;
  const token = req.headers.cookie?.split("=")[1] ?? "";
  const digest = createHash("sha256").update(token).digest("hex");
  if (req.url === "/same") return same(asked, digest);
  const [holder] = await run(HOLDER, [digest, new Date()]);
  return { holder, kept: await apart(asked) };
}

const day = 86_400_000;
/** A card's new state: always the same, somewhere in the future. */
function state(): (Date | number | string | null)[] {
  const now = Date.now();
  const later = new Date(now + 5 * day);
  return [later, 5.25, 5.1, "review", 0, 3, 0, new Date(now), later, new Date(now - 6 * day), 6000, null, null, null];
}

async function same({ person, item, next, revision, content, attempt, version }: Asked, digest: string): Promise<unknown> {
  const kept = [attempt, version, { option: "a" }, true, "1", new Date(), 5000, "good", false];
  return run(WRITE_CLAIMED, [
    person,
    `{${next}}`,
    item,
    revision,
    content,
    ...state(),
    revision + 1,
    ...kept,
    digest,
    "{agent}",
    new Date(),
  ]);
}

async function apart({ person, item, next, revision, attempt, version }: Asked): Promise<unknown> {
  return sql.begin(async (tx) => {
    const step = (text: string, values: unknown[]) => tx.unsafe(text, values as never[], { prepare: true });
    await step("select * from bank_card where person_id = $1 and item_id = $2 for update", [person, item]);
    await step(
      `insert into attempt (person_id, id, question_version_id, context, context_id, item_id, answer, correct, share, at, answer_ms, rating, offline)
       values ($1, $2, $3, 'drill', $4, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [person, attempt, version, item, { option: "a" }, true, "1", new Date(), 5000, "good", false],
    );
    await step(
      `update bank_card set due_at = $3, stability = $4, difficulty = $5, stage = $6, step = $7, reps = $8, lapses = $9, reviewed_at = $10, plain_due_at = $11,
         first_right_at = $12, first_right_ms = $13, second_right_at = $14, second_right_ms = $15, fluent_until = $16, revision = $17
       where person_id = $1 and item_id = $2`,
      [person, item, ...state(), revision + 1],
    );
    return step("select c.*, (select number from content_revision) as content from bank_card c where person_id = $1 and item_id = $2", [
      person,
      next,
    ]);
  });
}

function run(text: string, values: unknown[]): Promise<unknown[]> {
  return sql.unsafe(text, values as never[], { prepare: true });
}
