import { createHash, createPublicKey, type JsonWebKey, verify as verifySignature } from "node:crypto";
import { existsSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { activationCertificate, person, setting } from "@db/schema";
import { freshDatabase, MONDAY } from "@test/setup/database";
import { routeArgs } from "@test/factories/request";

const BASE = "https://desk.example.com";
const { db, owner, ctx, make } = await freshDatabase();
const dataDir = mkdtempSync(join(tmpdir(), "deskready-badge-"));
vi.stubEnv("PUBLIC_URL", `${BASE}/`);
vi.stubEnv("DATA_DIR", dataDir);

/** The routes, under the settings above. */
async function routes() {
  const { setDb } = await import("~/platform/database.server");
  setDb(db);
  return {
    keys: await import("~/activation/routes/badge-keys"),
    issuer: await import("~/activation/routes/badge-issuer"),
    revocations: await import("~/activation/routes/badge-revocations"),
    credential: await import("~/activation/routes/badge-credential"),
    certificate: await import("~/activation/routes/certificate"),
    actions: await import("~/activation/actions.server"),
    revoke: await import("~/activation/certificates/actions.server"),
    signing: await import("~/platform/keys.server"),
  };
}
let on: Awaited<ReturnType<typeof routes>>;
beforeAll(async () => {
  vi.resetModules();
  on = await routes();
  await owner.insert(setting).values({ key: "shop_name", value: "行囊旗舰店", updatedAt: MONDAY });
});

async function activated(values: { email?: string; externalId?: string } = {}) {
  const { person: agent, teamId } = await make.activationReady();
  if (Object.keys(values).length > 0) await owner.update(person).set(values).where(eq(person.id, agent.id));
  const manager = (await make.manager(teamId)).id;
  const outcome = await on.actions.confirmGate(ctx(MONDAY, manager), agent.id, "activation");
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusals));
  const [certificate] = await db.select().from(activationCertificate).where(eq(activationCertificate.personId, agent.id));
  return { personId: agent.id, manager, decisionId: outcome.value.decisionId, code: certificate?.code ?? "", id: certificate?.id ?? "" };
}
const download = (code: string) =>
  on.credential.loader(routeArgs(`/verify/${code}/credential.jwt`, { params: { code } })).catch((thrown: unknown) => thrown as Response);

type Claims = Record<string, unknown> & {
  credentialSubject: { id: string; identifier: { identityHash: string; identityType: string; salt: string; hashed: boolean }[] };
};
/** A compact JWT verified by nothing but node's own cryptography and the served key set. */
async function independently(jwt: string): Promise<{ header: Record<string, string>; claims: Claims }> {
  const [header = "", payload = "", signature = "", ...rest] = jwt.split(".");
  expect(rest).toEqual([]);
  const parsed = JSON.parse(Buffer.from(header, "base64url").toString()) as Record<string, string>;
  const set = (await (await on.keys.loader()).json()) as { keys: (JsonWebKey & { kid: string })[] };
  const key = set.keys.find((k) => k.kid === parsed.kid);
  if (!key) throw new Error("the key set does not hold the key that the badge names");
  const publicKey = createPublicKey({ key, format: "jwk" });
  const holds = verifySignature(null, Buffer.from(`${header}.${payload}`), publicKey, Buffer.from(signature, "base64url"));
  if (!holds) throw new Error("the signature does not verify");
  return { header: parsed, claims: JSON.parse(Buffer.from(payload, "base64url").toString()) as Claims };
}

describe("the badge of a certificate", () => {
  it("verifies by the served keys alone, and holds what Open Badges 3.0 asks of a credential", async () => {
    const who = await activated({ email: "wang@example.com" });
    const answer = await download(who.code);
    expect([answer.status, answer.headers.get("Content-Type")]).toEqual([200, "application/jwt"]);
    const { header, claims } = await independently(await answer.text());
    expect(header).toMatchObject({ alg: "EdDSA", typ: "JWT" });
    const id = `urn:uuid:${who.id}`;
    expect(claims).toMatchObject({
      iss: `${BASE}/verify/issuer`,
      jti: id,
      nbf: MONDAY.getTime() / 1000,
      sub: `${id}#holder`,
      "@context": ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
      id,
      type: ["VerifiableCredential", "OpenBadgeCredential"],
      issuer: { id: `${BASE}/verify/issuer`, type: ["Profile"], name: "行囊旗舰店" },
      validFrom: MONDAY.toISOString(),
      credentialSubject: { id: `${id}#holder`, type: ["AchievementSubject"], achievement: { type: ["Achievement"] } },
      evidence: [{ id: `${BASE}/verify/${who.code}`, type: ["Evidence"] }],
      credentialStatus: { id: `${BASE}/verify/revocations.json`, type: "1EdTechRevocationList" },
    });
    const { achievement } = claims.credentialSubject as unknown as {
      achievement: { name: string; description: string; criteria: { narrative: string } };
    };
    expect(achievement.name && achievement.description).not.toBe("");
    expect(achievement.criteria.narrative).toContain("- Probation checklist passed");
    expect(achievement.criteria.narrative).toContain("- 试用期考核表通过");
    expect(JSON.stringify(claims)).not.toContain(who.personId);
    expect(JSON.stringify(claims)).not.toContain("wang@example.com");
  });

  it.each([
    [{ email: "li@example.com", externalId: "A-17" }, "emailAddress", "li@example.com"],
    [{ externalId: "A-18" }, "ext:staffNumber", "A-18"],
  ])("knows its holder %j by a salted hash of it", async (values, type, value) => {
    const who = await activated(values);
    const { claims } = await independently(await (await download(who.code)).text());
    const [identity] = claims.credentialSubject.identifier;
    expect(identity).toMatchObject({ hashed: true, identityType: type });
    const hash = createHash("sha256").update(value + identity?.salt);
    expect(identity?.identityHash).toBe(`sha256$${hash.digest("hex")}`);
  });

  it("does not verify once anything of it was changed", async () => {
    const jwt = await (await download((await activated()).code)).text();
    const [header, payload = "", signature] = jwt.split(".");
    const other = Buffer.from(Buffer.from(payload, "base64url").toString().replace("行囊", "别家")).toString("base64url");
    await expect(independently([header, other, signature].join("."))).rejects.toThrow("does not verify");
  });

  it("goes on verifying after a new key signs, which the key set names too", async () => {
    const who = await activated();
    const before = await (await download(who.code)).text();
    on.signing.addSigningKey();
    const after = await (await download(who.code)).text();
    const [old, fresh] = [await independently(before), await independently(after)];
    expect(old.header.kid).not.toBe(fresh.header.kid);
    expect(old.claims).toEqual(fresh.claims);
    expect(existsSync(join(dataDir, "keys", "signing-2.key"))).toBe(true);
  });

  it("gives away no private key", async () => {
    const text = await (await on.keys.loader()).text();
    expect(Object.keys((JSON.parse(text) as { keys: object[] }).keys[0] ?? {}).sort()).toEqual(["alg", "crv", "kid", "kty", "use", "x"]);
  });

  it("is on the list of revoked ones after a revocation, by an id that tells nothing, and is given out no more", async () => {
    const who = await activated();
    const list = async () =>
      (await (await on.revocations.loader()).json()) as { issuer: string; revokedCredential: { id: string; revoked: boolean }[] };
    expect((await list()).revokedCredential.map((r) => r.id)).not.toContain(`urn:uuid:${who.id}`);
    const outcome = await on.revoke.revokeCertificate(ctx(MONDAY, who.manager), who, "Printed with the wrong name");
    expect(outcome.ok).toBe(true);
    expect((await list()).revokedCredential).toContainEqual(expect.objectContaining({ id: `urn:uuid:${who.id}`, revoked: true }));
    expect(JSON.stringify(await list())).not.toContain(who.code);
    expect((await download(who.code)).status).toBe(410);
    expect((await download("0".repeat(26))).status).toBe(404);
    expect((await download("nonsense")).status).toBe(404);
  });

  it("names the shop as its issuer at the address that it gives", async () => {
    expect(await (await on.issuer.loader()).json()).toEqual({
      id: `${BASE}/verify/issuer`,
      type: ["Profile"],
      name: "行囊旗舰店",
      url: BASE,
    });
  });
});
