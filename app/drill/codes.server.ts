import { createHash, randomInt, timingSafeEqual } from "node:crypto";
import { and, desc, eq, gt, isNull, lt, ne, sql } from "drizzle-orm";
import { examCode } from "@db/schema";
import type { Tx } from "~/platform/database.server";
import { newId } from "~/platform/ids";
import { accept, audit, type Outcome, refuse, type WriteContext } from "~/platform/write.server";
import { plain } from "~/wording/normalise";
import { CODE_FAILURES, CODE_MINUTES, codeRefusal } from "./exam";

const DIGITS = 6;

/** The id salts it. Six digits are soon guessed by whoever has the row; they last ten minutes, and the app alone can read it. */
function digest(codeId: string, code: string): string {
  return createHash("sha256").update(`${codeId}:${code}`).digest("hex");
}

/**
 * Make a one-time code for a person's exam: six digits, ten minutes, once. Earlier ones of the same exam end now. The code is returned here and
 * stored nowhere, so that this write takes no submission id: a repetition makes a new code.
 */
export async function issueExamCodeIn(
  tx: Tx,
  ctx: WriteContext,
  input: { personId: string; slug: string; issuedBy: string },
): Promise<Outcome<{ code: string; expiresAt: Date }>> {
  const { personId, slug, issuedBy } = input;
  if (issuedBy === personId) return refuse("code_oneself");
  await tx
    .update(examCode)
    .set({ expiresAt: ctx.now })
    .where(and(eq(examCode.personId, personId), eq(examCode.slug, slug), isNull(examCode.usedAt), gt(examCode.expiresAt, ctx.now)));
  const id = newId();
  const code = String(randomInt(10 ** DIGITS)).padStart(DIGITS, "0");
  const expiresAt = new Date(ctx.now.getTime() + CODE_MINUTES * 60_000);
  await tx.insert(examCode).values({ id, personId, slug, codeHash: digest(id, code), issuedBy, issuedAt: ctx.now, expiresAt });
  await audit(tx, ctx, { action: "drill.code_issued", subject: { type: "exam_code", id }, personId, after: { slug, expiresAt } });
  return accept({ code, expiresAt });
}

/**
 * Whether the typed code is the live one. A wrong one is counted in a transaction of its own, which stays although the start is refused;
 * the fifth ends the code. Digits may be full-width and spaced.
 */
export async function checkExamCode(
  ctx: WriteContext,
  input: { personId: string; slug: string; typed: string },
): Promise<Outcome<{ codeId: string }>> {
  const typed = plain(input.typed).replace(/\D/g, "");
  if (typed.length !== DIGITS) return refuse("code_form", { field: "code" });
  return ctx.db.transaction(async (tx) => {
    const [row] = await tx
      .select()
      .from(examCode)
      .where(and(eq(examCode.personId, input.personId), eq(examCode.slug, input.slug)))
      .orderBy(desc(examCode.issuedAt), desc(examCode.id))
      .limit(1)
      .for("update");
    const refusal = codeRefusal(row ?? null, ctx.now);
    if (refusal || !row) return { ok: false as const, refusals: [refusal ?? { code: "code_none", field: "code" }] };
    if (timingSafeEqual(Buffer.from(digest(row.id, typed)), Buffer.from(row.codeHash))) return accept({ codeId: row.id });
    await tx
      .update(examCode)
      .set({ failures: row.failures + 1 })
      .where(eq(examCode.id, row.id));
    await audit(tx, ctx, {
      action: "drill.code_refused",
      subject: { type: "exam_code", id: row.id },
      personId: input.personId,
      after: { failures: row.failures + 1 },
    });
    const left = CODE_FAILURES - row.failures - 1;
    return left > 0 ? refuse("code_wrong", { field: "code", params: { count: left } }) : refuse("code_worn_out", { field: "code" });
  });
}

/** Use up a code in the transaction that starts the exam: of two starts with one code only one gets it. */
export async function spendCodeIn(
  tx: Tx,
  ctx: WriteContext,
  input: { codeId: string; personId: string; slug: string },
): Promise<Outcome<null>> {
  const used = await tx
    .update(examCode)
    .set({ usedAt: ctx.now })
    .where(
      and(
        eq(examCode.id, input.codeId),
        eq(examCode.personId, input.personId),
        eq(examCode.slug, input.slug),
        ne(examCode.issuedBy, input.personId),
        isNull(examCode.usedAt),
        lt(examCode.failures, CODE_FAILURES),
        sql`${examCode.expiresAt} > ${ctx.now.toISOString()}::timestamptz`,
      ),
    )
    .returning({ id: examCode.id });
  return used.length > 0 ? accept(null) : refuse("code_none", { field: "code" });
}
