import { currentVersions } from "~/curriculum/queries.server";
import { type ItemBody, itemSchemas } from "~/curriculum/pack";
import type { Reader } from "~/platform/database.server";

/** What the shop sets of its drill. */
export type Tuning = { targets: Pick<ItemBody<"drill_rules">, "seconds" | "reading">; flags: ItemBody<"drill_rules">["flags"] };

/** How long what was read is taken for what is in force: so late at most a change reaches a process, and so seldom an answer pays for the reading. */
const KEPT_MS = 10_000;

let kept: { at: number; tuning: Tuning } | null = null;

/** What the drill goes by at `now`. Read from the database at most every ten seconds; in between it costs nothing. */
export async function tuningInForce(reader: Reader, now: Date): Promise<Tuning> {
  const at = now.getTime();
  if (kept && Math.abs(at - kept.at) < KEPT_MS) return kept.tuning;
  const tuning = await read(reader);
  kept = { at, tuning };
  return tuning;
}

/** What stands where no pack brings rules of the drill. */
const usual = itemSchemas.drill_rules.parse({ slug: "usual", title: { "zh-CN": "-", en: "-" } });

async function read(reader: Reader): Promise<Tuning> {
  const [rules] = await currentVersions(reader, "drill_rules");
  const { seconds, reading, flags } = rules?.body ?? usual;
  return { targets: { seconds, reading }, flags };
}
