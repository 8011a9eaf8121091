import { countRequestFrom } from "~/people/throttle.server";
import type { Db } from "~/platform/database.server";
import { certificateByCode } from "./queries.server";
import { printedCode, readCode } from "./rules";

/** So many checks a minute from one address: a personnel office's afternoon, and hopeless for guessing 130 bits. */
const CHECKS_A_MINUTE = 30;

export type Verification = Awaited<ReturnType<typeof verification>>;

/**
 * What anybody is told of a code: whom it is about as they chose to be named, what was decided when and by which requirements, and whether it holds. No ids, no grades, no names of others.
 */
export async function verification(db: Db, typed: string, address: string) {
  const code = readCode(typed);
  if (code === null) return { state: "no_code" as const };
  const { waitSeconds } = await countRequestFrom(db, address, "verify", CHECKS_A_MINUTE);
  if (waitSeconds > 0) return { state: "throttled" as const, waitSeconds };
  const found = await certificateByCode(db, code);
  const shown = printedCode(code);
  if (!found) return { state: "unknown" as const, code: shown };
  if (found.revoked) return { state: "revoked" as const, code: shown, shop: found.shop, revokedAt: found.revoked.at };
  return {
    state: "valid" as const,
    code: shown,
    shop: found.shop,
    name: found.shownName,
    day: found.day,
    policyVersion: found.policyVersion,
    singleExaminer: found.singleExaminer,
    digest: found.digest,
  };
}
