import type { PlainDate } from "~/platform/dates";

/** Whose chat it was: who held the account on that day, in which team they were, whether they were cleared when it began. Pure. */

export type Holding = { storeId: string; nick: string; personId: string; from: PlainDate; to: PlainDate | null };
export type Membership = { personId: string; teamId: string; zone: string; from: PlainDate; to: PlainDate | null };
/** How a person's clearance changed, oldest first; `now` is what it is today, `isAgent` whether clearance is asked of them at all. */
export type Clearance = { isAgent: boolean; now: string; changes: readonly { at: number; to: string }[] };

const covers = (day: PlainDate) => (one: { from: PlainDate; to: PlainDate | null }) => one.from <= day && (one.to === null || day < one.to);
const plain = (nick: string) => nick.normalize("NFKC").trim().toLowerCase();

/** Who held an account on a day; null: nobody has said. An account may be written with its store before it, by its name here or as the file names it (`said`). */
export function holderOf(
  holdings: readonly Holding[],
  store: { id: string; name: string; said?: string },
  account: string,
  day: PlainDate,
): string | null {
  const names = [account, `${store.name}:${account}`, `${store.said ?? store.name}:${account}`].map(plain);
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

/** What stores are called before an account: the one that was chosen for a file, and all others. */
export type StoreNames = { own: ReadonlySet<string>; others: ReadonlySet<string> };

/** How each store is called: by its name here, and by what stands before the accounts that were given out in it. */
export function storeNames(
  stores: readonly { id: string; name: string }[],
  holdings: readonly Pick<Holding, "storeId" | "nick">[],
  storeId: string,
): StoreNames {
  const named = [
    ...stores.map(({ id, name }) => ({ id, name: plain(name) })),
    ...holdings.map(({ storeId: id, nick }) => ({ id, name: plain(accountOf(nick).store) })),
  ].filter(({ name }) => name !== "");
  const of = (isOwn: boolean) => new Set(named.filter(({ id }) => (id === storeId) === isOwn).map(({ name }) => name));
  return { own: of(true), others: of(false) };
}

/** Whose the store is that a file names before an account: the chosen one (as where it names none), another of the shop, or nobody knows. */
export function storeNamed(said: string, { own, others }: StoreNames): "own" | "other" | "unknown" {
  const name = plain(said);
  return name === "" || own.has(name) ? "own" : others.has(name) ? "other" : "unknown";
}

/** 「店铺:客服」 as store and account. */
export function accountOf(text: string): { store: string; account: string } {
  const [, store = "", account = ""] = /^([^:：]*)[:：](.+)$/u.exec(text) ?? [null, "", text];
  return { store: store.trim().slice(0, 80), account: account.trim().slice(0, 80) };
}
