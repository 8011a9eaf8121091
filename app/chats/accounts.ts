import type { PlainDate } from "~/platform/dates";

/** Whose chat it was: who held the account on that day, in which team they were, whether they were cleared when it began. Pure. */

export type Holding = { storeId: string; nick: string; personId: string; from: PlainDate; to: PlainDate | null };
export type Membership = { personId: string; teamId: string; zone: string; from: PlainDate; to: PlainDate | null };
/** How a person's clearance changed, oldest first; `now` is what it is today, `isAgent` whether clearance is asked of them at all. */
export type Clearance = { isAgent: boolean; now: string; changes: readonly { at: number; to: string }[] };

const covers = (day: PlainDate) => (one: { from: PlainDate; to: PlainDate | null }) => one.from <= day && (one.to === null || day < one.to);
const plain = (nick: string) => nick.normalize("NFKC").trim().toLowerCase();

/** Who held an account on a day; null: nobody has said. An account may be written with its store before it. */
export function holderOf(
  holdings: readonly Holding[],
  store: { id: string; name: string },
  account: string,
  day: PlainDate,
): string | null {
  const names = [plain(account), plain(`${store.name}:${account}`)];
  return (
    holdings.find((one) => one.storeId === store.id && names.includes(plain(one.nick).replace("：", ":")) && covers(day)(one))?.personId ??
    null
  );
}

/** The team of a person on a day, with its zone. */
export function teamOf(memberships: readonly Membership[], personId: string, day: PlainDate): { teamId: string; zone: string } | null {
  return memberships.find((one) => one.personId === personId && covers(day)(one)) ?? null;
}

/** Whether somebody was cleared for the desk at an instant. */
export function clearanceAt(clearance: Clearance | undefined, at: number): "cleared" | "not_cleared" | "unknown" {
  if (!clearance?.isAgent) return "unknown";
  const then = clearance.changes.findLast((change) => change.at <= at)?.to ?? (clearance.changes.length === 0 ? clearance.now : "none");
  return then === "none" ? "not_cleared" : "cleared";
}
