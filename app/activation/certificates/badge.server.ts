import { createHash, createPublicKey } from "node:crypto";
import { calculateJwkThumbprint, exportJWK, type JWK, SignJWT } from "jose";
import { seal, signingKeys } from "~/platform/keys.server";
import { translate, type Translate } from "~/platform/messages";
import { activationMessages } from "../messages";
import { badgeClaims, type BadgeFacts } from "./badge";
import type { Certificate } from "./queries.server";

/** The public half of every key that ever signed a badge, as a JWK Set; the newest last. */
export async function badgeKeys(): Promise<{ keys: JWK[] }> {
  const keys = signingKeys().map(async (key) => {
    const jwk = await exportJWK(createPublicKey(key));
    return { ...jwk, kid: await calculateJwkThumbprint(jwk), alg: "EdDSA", use: "sig" };
  });
  return { keys: await Promise.all(keys) };
}

/** A certificate as a signed Open Badges 3.0 credential: a compact JWT under the newest key. */
export async function signedBadge(base: string, certificate: Certificate): Promise<string> {
  const key = signingKeys().at(-1);
  const jwk = (await badgeKeys()).keys.at(-1);
  if (!key || !jwk?.kid) throw new Error("there is no key to sign with");
  return new SignJWT(badgeClaims(base, factsOf(certificate))).setProtectedHeader({ alg: "EdDSA", typ: "JWT", kid: jwk.kid }).sign(key);
}

function factsOf(certificate: Certificate): BadgeFacts {
  const { id, code, shop, issuedAt, policyId, policyVersion, singleExaminer } = certificate;
  const [zh, en] = (["zh-CN", "en"] as const).map((locale) => translate(activationMessages, locale) as Translate);
  return {
    ...{ certificateId: id, code, shop, issuedAt, policyId, policyVersion, singleExaminer },
    requirements: certificate.requirements.map((r) => ({
      "zh-CN": zh?.(`requirement.${r.id}`) ?? r.id,
      en: en?.(`requirement.${r.id}`) ?? r.id,
    })),
    identity: identityOf(certificate),
  };
}

/** The person by a salted hash, `sha256$` and hex as Open Badges writes it: of their e-mail, else of the shop's own number of them, else of what names the certificate. */
function identityOf({ id, email, externalId }: Certificate): BadgeFacts["identity"] {
  const salt = seal("badge_salt", id).slice(0, 32);
  const hash = `sha256$${createHash("sha256")
    .update((email ?? externalId ?? id) + salt)
    .digest("hex")}`;
  return { type: email ? "emailAddress" : "ext:staffNumber", hash, salt };
}
