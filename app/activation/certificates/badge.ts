import type { LocalText } from "~/platform/locale";

/** What a credential says, besides what follows from the address of the shop's system. */
export type BadgeFacts = {
  certificateId: string;
  code: string;
  shop: string;
  issuedAt: Date;
  policyId: string;
  policyVersion: number;
  singleExaminer: boolean;
  /** What the gate asked for, in words. */
  requirements: LocalText[];
  /** Whom it is about, so that only who knows the value can recognise it. */
  identity: { type: "emailAddress" | "ext:staffNumber"; hash: string; salt: string };
};

const CONTEXT = ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"];
const SCHEMA = "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json";

/** Where the parts of a badge are served under the shop's address. */
const badgeAddresses = (base: string) => ({
  issuer: `${base}/verify/issuer`,
  keys: `${base}/.well-known/jwks.json`,
  revocations: `${base}/verify/revocations.json`,
});

/** What names the credential of a certificate: not its code, which the list of revoked ones must not give away. */
const credentialId = (certificateId: string) => `urn:uuid:${certificateId}`;

/** The shop as the issuer of badges (Open Badges 3.0, Profile). */
export function issuerProfile(base: string, shop: string) {
  return { id: badgeAddresses(base).issuer, type: ["Profile"], name: shop || "Deskready", url: base };
}

/** An activation as an OpenBadgeCredential (Open Badges 3.0, §B.1 and §8.2): the claims of the JWT, which are those of the credential with `iss`, `jti`, `nbf` and `sub`. */
export function badgeClaims(base: string, facts: BadgeFacts) {
  const { issuer, revocations } = badgeAddresses(base);
  const id = credentialId(facts.certificateId);
  const holder = `${id}#holder`;
  const page = `${base}/verify/${facts.code}`;
  return {
    ...{ iss: issuer, jti: id, nbf: Math.floor(facts.issuedAt.getTime() / 1000), sub: holder },
    "@context": CONTEXT,
    id,
    type: ["VerifiableCredential", "OpenBadgeCredential"],
    name: "转正上岗 · Activated customer-service agent",
    issuer: issuerProfile(base, facts.shop),
    validFrom: facts.issuedAt.toISOString(),
    credentialSubject: {
      id: holder,
      type: ["AchievementSubject"],
      identifier: [
        {
          type: "IdentityObject",
          hashed: true,
          identityHash: facts.identity.hash,
          identityType: facts.identity.type,
          salt: facts.identity.salt,
        },
      ],
      achievement: {
        id: `urn:uuid:${facts.policyId}`,
        type: ["Achievement"],
        achievementType: "Certificate",
        name: "转正上岗 · Activated customer-service agent",
        description: describe(facts),
        criteria: { narrative: narrate(facts) },
        version: String(facts.policyVersion),
      },
    },
    evidence: [{ id: page, type: ["Evidence"], name: "核验页 · Verification page" }],
    credentialStatus: { id: revocations, type: "1EdTechRevocationList" },
    credentialSchema: [{ id: SCHEMA, type: "1EdTechJsonSchemaValidator2019" }],
  };
}

function describe({ singleExaminer }: BadgeFacts): string {
  const zh = "通过培训、上机考试和试用期考核，由客服经理确认转正，可独立接待顾客。";
  const en =
    "Passed training, the desk exam and the probation checklist, and was activated by a manager: may serve customers without supervision.";
  const single = singleExaminer ? "单人考核模式：评分与确认为同一人。In single-examiner mode: one person graded and confirmed." : "";
  return [zh, en, single].filter(Boolean).join("\n");
}

/** What was asked, as a list in each language (Markdown, as the standard has it). */
function narrate({ requirements, policyVersion }: BadgeFacts): string {
  const list = (locale: keyof LocalText) => requirements.map((one) => `- ${one[locale]}`).join("\n");
  return `转正关卡政策第 ${policyVersion} 版要求：\n\n${list("zh-CN")}\n\nAsked for by version ${policyVersion} of the activation policy:\n\n${list("en")}`;
}

/** The list of credentials that hold no more (1EdTech Revocation List). */
export function revocationList(base: string, revoked: readonly { id: string; at: Date }[]) {
  const { issuer, revocations } = badgeAddresses(base);
  return {
    id: revocations,
    issuer,
    revokedCredential: revoked.map(({ id, at }) => ({ id: credentialId(id), revoked: true, revocationDate: at.toISOString() })),
  };
}
