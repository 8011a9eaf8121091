import { type HeldRole, may } from "./permissions";

type Said = { subjectType: string; subjectId: string; after: unknown };

/** Where the thing stands that a row of the audit speaks of; null: it has no page of its own, or none that the reader may open. */
export function auditAddress(
  { subjectType, subjectId, after }: Said,
  reader: { personId: string; roles: readonly HeldRole[] },
): string | null {
  if (subjectType === "case") {
    const number = typeof after === "object" && after !== null && "number" in after ? after.number : null;
    return typeof number === "number" && may("cases:view", reader, null) ? `/cases/${number}` : null;
  }
  if (subjectType === "meeting") return may("meetings:lead", reader, null) ? `/meetings/${subjectId}` : null;
  if (subjectType === "conduct_entry") return may("conduct:open", reader, null) ? `/conduct/entries/${subjectId}` : null;
  return null;
}
