import { currentVersions } from "~/curriculum/queries.server";
import type { Reader } from "~/platform/database.server";
import { type DraftState, preparedBranches } from "./draft-rules";
import { type DraftLine, ownDrafts, scriptStanding } from "./drafts.server";
import { scriptsProgress } from "./progress-rules";

const PAGE = 20;

/** One of the ten prepared messages: what somebody wrote for it, and the script of the library that shows one. */
export type Slot = { number: number; draft: DraftLine | null; example: string | null };

/** One's own scripts: how far one is, the prepared messages, and all others in a state. Three statements. */
export async function minePage(reader: Reader, personId: string, { state, page }: { state: DraftState | null; page: number }) {
  const [standing, own, scripts] = await Promise.all([
    scriptStanding(reader, [personId]),
    ownDrafts(reader, personId, { state, limit: PAGE, offset: (page - 1) * PAGE }),
    currentVersions(reader, "script"),
  ]);
  const slots = preparedBranches.map((_, at): Slot => {
    const number = at + 1;
    const draft = own.slots.find((line) => line.prepared === number) ?? null;
    return { number, draft, example: scripts.find(({ body }) => body.prepared === number)?.slug ?? null };
  });
  const total = Object.values(own.counts).reduce((sum, n) => sum + n, 0);
  return {
    progress: scriptsProgress(standing.get(personId) ?? { approved: 0, prepared: [] }),
    slots,
    counts: own.counts,
    total,
    rows: own.rows,
    pages: Math.max(1, Math.ceil((state ? (own.counts[state] ?? 0) : total) / PAGE)),
  };
}
