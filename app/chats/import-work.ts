import type { ImportFault } from "@db/schema";
import { plainDateIn, type PlainDate } from "~/platform/dates";
import { newId } from "~/platform/ids";
import { clearanceAt, holderOf, storeNamed, type StoreNames, teamOf } from "./accounts";
import type { DeskHistory } from "./accounts.server";
import { groundOf, type GroundWords } from "./ground";
import { type Counted, countedChat, joinedBody } from "./import-chat";
import type { Mapping } from "./import-fields";
import type { RawSession } from "./import-json";
import type { HarmlessLines } from "./import-mask";
import { type ChatBody, chatRowReader, joinedEnds, orderRowReader, type Part, type Seals, sessionPart } from "./import-part";
import { wordsOf } from "./words";

/**
 * What takes long in an import of chats: masking what was read, and counting what is masked. Here it is done for a batch at a time, in a thread or in place; what comes out is what the
 * database is given, already written as JSON. Pure but for the ids that it draws.
 */

/** Everything that the work of one import rests on. */
export type ImportSetUp = {
  importId: string;
  day: PlainDate | null;
  store: { id: string; name: string; platform: string };
  mapping: Mapping;
  words: GroundWords;
  names: StoreNames;
  history: DeskHistory;
};

/** A record of the file: a session of JSON, or a row of a table. `isKnown`: what is kept of it is there already. */
export type ReadRecord =
  { record: number; session: RawSession } | { record: number; row: number; cells: readonly unknown[]; isKnown: boolean };
/** Stores that are not the chosen one, by record and line. */
type Heard = { record: number; at: number; said: string };
/** `parts`: JSON of what is kept, without brackets; `faults` by record; `lines`: how many are kept. */
export type ReadBatch = { parts: string; faults: { record: number; fault: ImportFault }[]; heard: Heard[]; lines: number };
/** A session with JSON of its parts. */
export type StagedSession = { key: string; bodies: string };

/** Work for one batch: told one after the other, then asked for what came of all. */
export type BatchWork<One, Answer> = { take(one: One): void; answer(): Answer };
/** What one worker can do for an import. Rows of one session must come to the same worker, in their order. */
export type ImportWork = { reading(): BatchWork<ReadRecord, ReadBatch>; counting(): BatchWork<StagedSession, string> };

/** A worker of an import. `sealsOf`: the digests of a platform's names. */
export function importWork(setUp: ImportSetUp, sealsOf: (platform: string) => Seals): ImportWork {
  const { catalogue, ...ground } = groundOf(setUp.words);
  const { store, names } = setUp;
  const seals = sealsOf(store.platform);
  const harmless: HarmlessLines = new Set();
  const rows = chatRowReader(setUp.mapping, seals, catalogue);
  return {
    reading() {
      const parts = new Map<string, { key: string; record: number; body: ChatBody }>();
      const batch: Omit<ReadBatch, "parts"> = { faults: [], heard: [], lines: 0 };
      return {
        take(one) {
          const at = "session" in one ? one.session.line : one.row;
          const { part, faults } = "session" in one ? sessionPart(one.session, seals, catalogue, harmless) : rows(one.row, one.cells);
          if ("isKnown" in one && one.isKnown) return;
          for (const fault of faults) batch.faults.push({ record: one.record, fault });
          if (!part) return;
          if (storeNamed(part.body.store, names) !== "own") batch.heard.push({ record: one.record, at, said: part.body.store });
          batch.lines += "session" in one ? one.session.messages.length : 1;
          joinPart(parts, one.record, part);
        },
        answer: () => ({ ...batch, parts: [...parts.values()].map((one) => JSON.stringify(one)).join(",") }),
      };
    },
    counting() {
      const made: string[] = [];
      return {
        take({ key, bodies }) {
          const body = joinedBody(JSON.parse(bodies) as ChatBody[]);
          const counted = countedChat(body, { ...ground, platform: store.platform }, setUp.day);
          if (!counted || body.lines.length === 0 || storeNamed(body.store, names) === "other") return;
          const row = rowOf(setUp, key, body, counted);
          made.push(JSON.stringify({ key, lines: counted.lines, words: wordsOf(counted.lines), row }));
        },
        answer: () => made.join(","),
      };
    },
  };
}

/** A worker that reads orders: they are kept row by row, and not counted. */
export function orderWork(mapping: Mapping, seals: Seals): ImportWork {
  const rows = orderRowReader(mapping, seals);
  return {
    reading() {
      const parts: string[] = [];
      const batch: Omit<ReadBatch, "parts"> = { faults: [], heard: [], lines: 0 };
      return {
        take(one) {
          if (!("row" in one) || one.isKnown) return;
          const { part, faults } = rows(one.row, one.cells);
          for (const fault of faults) batch.faults.push({ record: one.record, fault });
          if (!part) return;
          batch.lines++;
          parts.push(JSON.stringify({ key: part.key, record: one.record, body: part.body }));
        },
        answer: () => ({ ...batch, parts: parts.join(",") }),
      };
    },
    counting: () => ({ take: () => undefined, answer: () => "" }),
  };
}

/** Lines of one session that lie near each other make one part. */
function joinPart(
  parts: Map<string, { key: string; record: number; body: ChatBody }>,
  record: number,
  { key, body }: Part<ChatBody>,
): void {
  const known = parts.get(key);
  if (!known) {
    parts.set(key, { key, record, body });
    return;
  }
  known.body.lines.push(...body.lines);
  known.body = { ...body, ...known.body, ...joinedEnds(known.body, body) };
}

/** A counted chat as the row that it will be. */
function rowOf({ importId, store, history }: ImportSetUp, key: string, body: ChatBody, counted: Counted): Record<string, unknown> {
  const { startedAt, askedAt, endedAt, day, facts } = counted;
  const personId = holderOf(history.holdings, { ...store, said: body.store || undefined }, body.account, day);
  const team = personId === null ? null : teamOf(history.memberships, personId, day);
  return {
    ...snake(facts),
    ...{ id: newId(startedAt.getTime()), store_id: store.id, platform: store.platform, session_key: key, import_id: importId },
    ...{ account: body.account || "?", person_id: personId, team_id: team?.teamId ?? null, buyer: body.buyer },
    ...{ started_at: startedAt.toISOString(), ended_at: endedAt.toISOString() },
    day: team ? plainDateIn(team.zone, askedAt) : day,
    clearance: personId === null ? "unknown" : clearanceAt(history.clearances.get(personId), startedAt.getTime()),
  };
}

/** Names as the columns have them. */
function snake(values: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), value]),
  );
}
