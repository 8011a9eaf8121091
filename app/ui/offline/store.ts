import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from "idb";

/**
 * What a browser keeps for one person: work that waits to be sent, in the order in which it was done, and what was fetched ahead or must survive a reload. A database for each
 * person, so that nobody finds another's. Everything here may fail (storage full or forbidden): callers go on without.
 */
export type Kind = "answer" | "practical" | "chat" | "copy";
/** `id` makes it one: the same twice waits once. `refused`: it was sent and not taken, for this reason; it waits for its maker to look at it. */
export type Waiting<T = unknown> = { n: number; kind: Kind; id: string; body: T; refused?: string };
/** Of what people look out for: that they copied a script is sent behind their back. */
export type Counts = Record<Exclude<Kind, "copy">, number>;

interface Shape extends DBSchema {
  waiting: { key: number; value: Omit<Waiting, "n"> & { n?: number }; indexes: { id: string } };
  kept: { key: string; value: unknown };
}

const PREFIX = "deskready ";
const open = new Map<string, Promise<IDBPDatabase<Shape>>>();

function opened(person: string): Promise<IDBPDatabase<Shape>> {
  let found = open.get(person);
  if (!found) {
    const close = () => open.delete(person);
    found = openDB<Shape>(PREFIX + person, 1, {
      upgrade(db) {
        db.createObjectStore("waiting", { keyPath: "n", autoIncrement: true }).createIndex("id", "id", { unique: true });
        db.createObjectStore("kept");
      },
      // Another window wipes it, or has a newer shape.
      blocking(_now, _then, event) {
        (event.target as IDBDatabase).close();
        close();
      },
      terminated: close,
    });
    found.catch(close);
    open.set(person, found);
  }
  return found;
}

/** Put a piece of work behind what waits already. */
export async function enqueue(person: string, kind: Kind, id: string, body: unknown): Promise<void> {
  const tx = (await opened(person)).transaction("waiting", "readwrite", { durability: "strict" });
  if ((await tx.store.index("id").getKey(id)) === undefined) await tx.store.add({ kind, id, body });
  await tx.done;
}

/** What is here of a kind, in the order in which it was done. The caller says what its bodies are. */
export async function allOf<T>(person: string, kind: Kind): Promise<Waiting<T>[]> {
  const all = (await (await opened(person)).getAll("waiting")) as Waiting<T>[];
  return all.filter((one) => one.kind === kind);
}

/** What waits to be sent, in the order in which it was done. */
export async function waitingOf<T>(person: string, kind: Kind): Promise<Waiting<T>[]> {
  return (await allOf<T>(person, kind)).filter(({ refused }) => refused === undefined);
}

/** This was sent and not taken. */
export async function markRefused(person: string, id: string, code: string): Promise<void> {
  const tx = (await opened(person)).transaction("waiting", "readwrite");
  const found = await tx.store.index("id").get(id);
  if (found) await tx.store.put({ ...found, refused: code });
  await tx.done;
}

/** These have arrived, or were given up. */
export async function settle(person: string, ids: readonly string[]): Promise<void> {
  const tx = (await opened(person)).transaction("waiting", "readwrite");
  for (const id of ids) {
    const key = await tx.store.index("id").getKey(id);
    if (key !== undefined) await tx.store.delete(key);
  }
  await tx.done;
}

/** How much waits. */
export async function countWaiting(person: string): Promise<Counts> {
  const counts: Counts = { answer: 0, practical: 0, chat: 0 };
  for (const { kind, refused } of await (await opened(person)).getAll("waiting"))
    if (kind !== "copy" && refused === undefined) counts[kind] += 1;
  return counts;
}

/** Keep something under a key; undefined forgets it. It is committed with the same breath: a page that goes away at once would take an open transaction with it. */
export async function keep(person: string, key: string, value: unknown): Promise<void> {
  const tx = (await opened(person)).transaction("kept", "readwrite");
  const written = value === undefined ? tx.store.delete(key) : tx.store.put(value, key);
  tx.commit();
  await Promise.all([written, tx.done]);
}

/** What was kept, or undefined. The caller says what it is. */
export async function kept<T>(person: string, key: string): Promise<T | undefined> {
  return (await (await opened(person)).get("kept", key)) as T | undefined;
}

/** Leave nothing of somebody. `butWaiting`: what was not sent stays until they come back. */
export async function wipe(person: string, butWaiting = false): Promise<void> {
  const db = await opened(person);
  await db.clear("kept");
  if (butWaiting && (await db.count("waiting")) > 0) return;
  // Emptied first: another window may hold it open and hinder its end.
  await db.clear("waiting");
  db.close();
  open.delete(person);
  await deleteDB(PREFIX + person);
}

/** Somebody else is here now: of the others only stays what waits to be sent, for when they come back. */
export async function wipeOthers(person: string): Promise<void> {
  const databases = (await indexedDB.databases?.()) ?? [];
  for (const { name } of databases) if (name?.startsWith(PREFIX) && name !== PREFIX + person) await wipe(name.slice(PREFIX.length), true);
}
