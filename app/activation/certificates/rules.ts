/** Crockford's base 32: no I, L, O and U, which are read as something else. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/** So many characters of five bits: 130 bits. */
export const CODE_LENGTH = 26;

/** A code out of 26 random bytes, of each of which five bits count. */
export function codeOf(bytes: Uint8Array): string {
  return Array.from(bytes.subarray(0, CODE_LENGTH), (byte) => ALPHABET[byte & 31]).join("");
}

/** A code as it was typed or scanned: in any case, with spaces or hyphens, O for 0, I or L for 1. Null for what is no code. */
export function readCode(typed: string): string | null {
  const code = typed
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[\s\-‐-―−]+/gu, "")
    .replaceAll("O", "0")
    .replace(/[IL]/g, "1");
  return code.length === CODE_LENGTH && [...code].every((c) => ALPHABET.includes(c)) ? code : null;
}

/** A code as it stands on paper: in groups that can be read aloud. */
export function printedCode(code: string): string {
  return code.replace(/(.{5})(?=.{5})/g, "$1-");
}

export const namings = ["full", "initials"] as const;
export type Naming = (typeof namings)[number];

/** Chinese surnames of two characters that are common today. */
const COMPOUND = /^(欧阳|司马|上官|诸葛|夏侯|皇甫|尉迟|公孙|慕容|令狐|司徒|东方|端木|南宫)/u;

/** A name as the certificate shows it: whole, or the surname with one ＊ for each further character (王＊＊), for other names the initials (A. B.). */
export function nameAs(name: string, naming: Naming): string {
  const whole = name.trim();
  if (naming === "full") return whole;
  if (/^\p{Script=Han}+$/u.test(whole)) {
    const surname = COMPOUND.exec(whole)?.[0] ?? whole.slice(0, 1);
    return surname + "＊".repeat(Math.max(1, [...whole].length - [...surname].length));
  }
  return whole
    .split(/[\s·•-]+/u)
    .filter(Boolean)
    .map((part) => `${[...part][0]?.toUpperCase()}.`)
    .join(" ");
}

/** A reason is a sentence, not a word. */
export const REASON = { least: 10, most: 500 };

/** Why a certificate cannot be revoked by this actor for this reason; null when it can. Nobody revokes their own. */
export function revocationRefusal(
  certificate: { personId: string; revoked: boolean },
  actorId: string | null,
  reason: string,
): "revoke_own" | "revoked_already" | "reason_short" | "reason_long" | null {
  if (actorId === null || certificate.personId === actorId) return "revoke_own";
  if (certificate.revoked) return "revoked_already";
  const { length } = reason.trim();
  if (length < REASON.least) return "reason_short";
  return length > REASON.most ? "reason_long" : null;
}
