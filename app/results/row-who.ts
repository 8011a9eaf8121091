import type { PlainDate } from "~/platform/dates";
import { plainCell } from "./cell-values";

/** Whose a row is: by the account, the number or the name that it gives. Pure. */

export type Holding = { storeId: string; nick: string; personId: string; from: PlainDate; to: PlainDate | null };
/** `from`: the first day here, null where an earlier employment is not known; `leftOn`: the last. */
export type Worker = { id: string; name: string; externalId: string | null; from: PlainDate | null; leftOn: PlainDate | null };
export type Ground = { today: PlainDate; stores: { id: string; name: string }[]; holdings: Holding[]; people: Worker[] };

/** What a row says of who and where. */
export type Said = { account: string; prefix: string; name: string; number: string };
/** `other`: who is named instead, or how many. */
export type Who =
  | { personId: string }
  | { code: "agent_unknown" | "agent_ambiguous" | "account_of_nobody" | "account_passed_on" | "account_of_other"; other: string };

const plain = (text: string) => plainCell(text).toLowerCase().replace("：", ":");

/** 「店铺:客服」 as store and account. */
export function accountOf(text: string): { prefix: string; account: string } {
  const [, prefix = "", account = ""] = /^([^:]*):(.+)$/u.exec(plainCell(text)) ?? [null, "", plainCell(text)];
  return { prefix: prefix.trim(), account: account.trim() };
}

/** The names that a file gives people, as they are compared: what is asked of the database. */
export function namesSaid(said: readonly Said[]): string[] {
  return [...new Set(said.flatMap(({ account, name, number }) => [account, name, number]).filter((text) => text !== ""))];
}

/** Looks people up among those that are known: fast for ten thousand rows. */
export function whoIs({ stores, holdings, people }: Ground) {
  const byNick = grouped(holdings, ({ nick }) => plain(accountOf(nick).account));
  const byName = grouped(people, ({ name }) => plain(name));
  const byNumber = grouped(people, ({ externalId }) => plain(externalId ?? ""));
  const nameOf = new Map(people.map(({ id, name }) => [id, name]));
  const storeByName = new Map(stores.map(({ id, name }) => [plain(name), id]));

  return {
    storeNamed: (name: string) => storeByName.get(plain(name)) ?? null,
    who,
  };

  /** Whose the row is on these days; where it says nothing, nobody. */
  function who({ account, prefix, name, number }: Said, storeId: string, from: PlainDate, to: PlainDate): Who {
    const named = number !== "" ? (byNumber.get(plain(number)) ?? []) : name !== "" ? (byName.get(plain(name)) ?? []) : null;
    if (account === "") return only(named ?? [], number || name);
    const held = (byNick.get(plain(account)) ?? []).filter((one) => one.storeId === storeId && isSameShop(one.nick, prefix, storeId));
    const then = held.filter((one) => one.from <= to && (one.to === null || from < one.to));
    const [first] = then;
    if (!first) {
      if (held.length > 0)
        return { code: "account_of_nobody", other: [...new Set(held.map(({ personId }) => nameOf.get(personId) ?? ""))].join(", ") };
      // No account of this name was ever given out: it may be written as a number or a name.
      const [numbered, called] = [byNumber.get(plain(account)) ?? [], byName.get(plain(account)) ?? []];
      return named ? only(named, number || name) : only(numbered.length > 0 ? numbered : called, account);
    }
    const isWhole = first.from <= from && (first.to === null || to < first.to);
    if (then.length > 1 || !isWhole)
      return { code: "account_passed_on", other: [...new Set(then.map(({ personId }) => nameOf.get(personId) ?? ""))].join(", ") };
    if (named && !named.some(({ id }) => id === first.personId))
      return { code: "account_of_other", other: nameOf.get(first.personId) ?? "" };
    return { personId: first.personId };
  }

  function only(found: readonly Worker[], said: string): Who {
    const [first] = found;
    if (!first) return { code: "agent_unknown", other: said };
    return found.length === 1 ? { personId: first.id } : { code: "agent_ambiguous", other: String(found.length) };
  }

  /** An account that is kept with its store before it is that store's, however the file calls it. */
  function isSameShop(nick: string, prefix: string, storeId: string): boolean {
    const own = accountOf(nick).prefix;
    if (own === "" || prefix === "") return true;
    return plain(own) === plain(prefix) || storeByName.get(plain(prefix)) === storeId;
  }
}

function grouped<One>(all: readonly One[], keyOf: (one: One) => string): Map<string, One[]> {
  const groups = new Map<string, One[]>();
  for (const one of all) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return groups;
}
