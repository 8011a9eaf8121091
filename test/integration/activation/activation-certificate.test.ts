import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { activationCertificate, audit, certificateRevocation, notice, setting } from "@db/schema";
import { confirmGate } from "~/activation/actions.server";
import { sweepCertificates } from "~/activation/certificates/issue.server";
import * as route from "~/activation/routes/certificate";
import * as verifyRoute from "~/activation/routes/verify";
import { clock } from "~/platform/clock.server";
import { setDb } from "~/platform/database.server";
import { newId } from "~/platform/ids";
import { routeArgs } from "@test/factories/request";
import { freshDatabase, MONDAY } from "@test/setup/database";

const { db, owner, appSql, ctx, make } = await freshDatabase();
setDb(db);
clock.setOffset(MONDAY.getTime() - Date.now());
await owner.insert(setting).values({ key: "shop_name", value: "行囊旗舰店", updatedAt: MONDAY });

async function activated(name = "王小明") {
  const { person, teamId, supervisorId } = await make.activationReady({ name });
  const manager = (await make.manager(teamId)).id;
  const outcome = await confirmGate(ctx(MONDAY, manager), person.id, "activation");
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusals));
  const { decisionId } = outcome.value;
  return { personId: person.id, teamId, supervisorId, manager, decisionId };
}
type Activated = Awaited<ReturnType<typeof activated>>;

const certificatesOf = (personId: string) =>
  db.select().from(activationCertificate).where(eq(activationCertificate.personId, personId)).orderBy(activationCertificate.issuedAt);
const codeOf = async (personId: string) => (await certificatesOf(personId)).at(-1)?.code ?? "";
const auditOf = async (personId: string) =>
  (await db.select({ action: audit.action }).from(audit).where(eq(audit.personId, personId)))
    .map((row) => row.action)
    .filter((action) => action.includes("certificate"));

const params = ({ personId, decisionId }: Activated) => ({ personId, decisionId });
const path = (who: Activated) => `/gate/${who.personId}/certificate/${who.decisionId}`;
const see = async (who: Activated, actorId: string) =>
  route.loader(routeArgs(path(who), { cookie: await make.signIn(actorId), params: params(who) }));
/** Posts a form and returns the status, with the refusals where it was refused. */
async function post(who: Activated, actorId: string, form: Record<string, string>): Promise<[number, ...string[]]> {
  const args = routeArgs(path(who), {
    cookie: await make.signIn(actorId),
    params: params(who),
    form: { submissionId: newId(), ...form },
  });
  const result: unknown = await route.action(args).catch((thrown: unknown) => thrown);
  if (result instanceof Response) return [result.status];
  if (result instanceof Error) throw result;
  const refused = result as { data: { refusals: { code: string }[] }; init: { status: number } };
  return [refused.init.status, ...refused.data.refusals.map((r) => r.code)];
}
/** What anybody is told of a code, and with which status. */
async function verify(code: string, { address = "198.51.100.20", typed = false } = {}) {
  const args = typed
    ? routeArgs(`/verify?code=${encodeURIComponent(code)}`, { address })
    : routeArgs(`/verify/${code}`, { address, params: { code } });
  const { data, init } = await verifyRoute.loader(args);
  return { status: init?.status ?? 200, ...data.found };
}
const reason = "Printed with the wrong name";

describe("the certificate of an activation", () => {
  it("is made in its transaction, and says who, when and under which policy", async () => {
    const who = await activated();
    expect(await certificatesOf(who.personId)).toMatchObject([{ decisionId: who.decisionId, nameShown: "full", issuedAt: MONDAY }]);
    expect(await auditOf(who.personId)).toEqual(["activation.certificate_issued"]);
    for (const reader of [who.personId, who.supervisorId, who.manager])
      expect(await see(who, reader)).toMatchObject({
        self: reader === who.personId,
        mayRevoke: reader === who.manager,
        paper: { shop: "行囊旗舰店", name: "王小明", day: "2026-03-02", policyVersion: 3, singleExaminer: false, revoked: false },
      });
    const stranger = (await make.supervisor((await make.team()).id)).id;
    await expect(see(who, stranger)).rejects.toMatchObject({ status: 404 });
  });

  it("is made later for who was activated before, once", async () => {
    const who = await activated();
    await owner.delete(activationCertificate).where(eq(activationCertificate.personId, who.personId));
    await Promise.all([sweepCertificates(db, MONDAY), sweepCertificates(db, MONDAY)]);
    await sweepCertificates(db, MONDAY);
    expect(await certificatesOf(who.personId)).toHaveLength(1);
  });

  it("names its holder as they wish, and nobody else decides that", async () => {
    const who = await activated("欧阳修远");
    expect(await post(who, who.manager, { intent: "name", nameShown: "initials" })).toEqual([422, "name_own"]);
    expect(await post(who, who.personId, { intent: "name", nameShown: "nickname" })).toEqual([400]);
    expect(await post(who, who.personId, { intent: "name", nameShown: "initials" })).toEqual([302]);
    expect((await see(who, who.manager)).paper.name).toBe("欧阳＊＊");
    expect(await verify(await codeOf(who.personId))).toMatchObject({ state: "valid", name: "欧阳＊＊" });
    expect(await auditOf(who.personId)).toEqual(["activation.certificate_issued", "activation.certificate_named"]);
  });

  it("is revoked by a manager with a reason, once and for ever; another one has another code", async () => {
    const who = await activated();
    const code = await codeOf(who.personId);
    expect(await post(who, who.manager, { intent: "reissue" })).toEqual([422, "still_holds"]);
    expect(await post(who, who.supervisorId, { intent: "revoke", reason })).toEqual([404]);
    expect(await post(who, who.personId, { intent: "revoke", reason })).toEqual([404]);
    expect(await post(who, who.manager, { intent: "revoke", reason: "wrong" })).toEqual([422, "reason_short"]);
    const twice = await Promise.all([1, 2].map(() => post(who, who.manager, { intent: "revoke", reason })));
    expect(twice.sort()).toEqual([[302], [422, "revoked_already"]]);
    expect(await verify(code)).toMatchObject({ status: 200, state: "revoked" });
    const told = await db.select().from(notice).where(eq(notice.personId, who.personId));
    expect(told.filter((n) => n.kind === "activation.certificate_revoked")).toHaveLength(1);

    expect(await post(who, who.personId, { intent: "name", nameShown: "initials" })).toEqual([302]);
    expect(await post(who, who.manager, { intent: "reissue" })).toEqual([302]);
    const fresh = await codeOf(who.personId);
    expect(fresh).not.toBe(code);
    expect(await verify(fresh)).toMatchObject({ state: "valid", name: "王＊＊" });
    expect(await verify(code)).toMatchObject({ state: "revoked" });
  });

  it("cannot be made or changed behind the product's back by the app's own role", async () => {
    const who = await activated();
    const { person: other, deskDecisionId } = await make.activationReady();
    const insert = (personId: string, decisionId: string) =>
      appSql`insert into activation_certificate (id, code, person_id, decision_id, issued_at) values (${newId()}, ${newId()}, ${personId}, ${decisionId}, now())`;
    await expect(insert(other.id, deskDecisionId)).rejects.toMatchObject({ code: "23514" });
    await expect(insert(other.id, who.decisionId)).rejects.toMatchObject({ code: "23514" });
    await expect(appSql`update activation_certificate set code = 'x'`).rejects.toMatchObject({ code: "42501" });
    await expect(appSql`delete from activation_certificate`).rejects.toMatchObject({ code: "42501" });
    await post(who, who.manager, { intent: "revoke", reason });
    await expect(appSql`delete from certificate_revocation`).rejects.toMatchObject({ code: "42501" });
    await expect(appSql`update certificate_revocation set reason = 'x'`).rejects.toMatchObject({ code: "42501" });
    expect(await db.select().from(certificateRevocation)).not.toHaveLength(0);
  });
});

describe("the page by which anybody checks a certificate", () => {
  it("says what was decided, and neither ids nor grades nor other names", async () => {
    const who = await activated();
    const code = await codeOf(who.personId);
    const told = await verify(code);
    expect(told).toMatchObject({ status: 200, state: "valid", name: "王小明", shop: "行囊旗舰店", day: "2026-03-02", policyVersion: 3 });
    expect(Object.keys(told).sort()).toEqual(
      ["status", "state", "code", "shop", "name", "day", "policyVersion", "singleExaminer", "digest"].sort(),
    );
    expect(JSON.stringify(told)).not.toContain(who.personId);
    expect(await verify(code.toLowerCase().replace(/(.{5})/g, "$1 "), { typed: true })).toMatchObject({ state: "valid" });
  });

  it("knows no other code, and what is none is said so", async () => {
    expect(await verify("0".repeat(26))).toMatchObject({ status: 404, state: "unknown" });
    expect(await verify("not-a-code", { typed: true })).toMatchObject({ status: 200, state: "no_code" });
    expect(await verify("", { typed: true })).toEqual({ status: 200 });
  });

  it("answers thirty times a minute to one address, then asks to wait; others are not held up", async () => {
    const code = await codeOf((await activated()).personId);
    const address = "198.51.100.99";
    const answers = await Promise.all(Array.from({ length: 40 }, () => verify(code, { address })));
    expect(answers.filter((a) => a.status === 200)).toHaveLength(30);
    expect(answers.filter((a) => a.status === 429)).toHaveLength(10);
    expect(await verify(code, { address: "198.51.100.98" })).toMatchObject({ status: 200 });
  });
});
