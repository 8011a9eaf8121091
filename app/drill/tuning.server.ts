import type { FSRS } from "ts-fsrs";
import { currentVersions } from "~/curriculum/queries.server";
import { type ItemBody, itemSchemas } from "~/curriculum/pack";
import type { Reader } from "~/platform/database.server";
import { weightsInForce } from "./fit.server";
import { scheduler } from "./memory";
import type { Targets } from "./targets";

/** The rules of the drill in force, and the id of their version; null: no pack brings any, and the usual ones hold. One statement. */
export async function rulesInForce(reader: Reader): Promise<{ id: string | null } & ItemBody<"drill_rules">> {
  const [rules] = await currentVersions(reader, "drill_rules");
  return { id: rules?.id ?? null, ...(rules?.body ?? usual) };
}

const usual = itemSchemas.drill_rules.parse({ slug: "usual", title: { "zh-CN": "-", en: "-" } });

/** What the shop sets of its drill: its targets, and the scheduler with the weights that were fitted to its people. */
export type Tuning = { targets: Targets; by: FSRS };

/** How long what was read is taken for what is in force: so late at most a change reaches a process, and so seldom an answer pays for the reading. */
const KEPT_MS = 10_000;

let kept: { at: number; tuning: Tuning } | null = null;

/** What the drill goes by at `now`. Read from the database at most every ten seconds; in between it costs nothing. */
export async function tuningInForce(reader: Reader, now: Date): Promise<Tuning> {
  const at = now.getTime();
  if (kept && Math.abs(at - kept.at) < KEPT_MS) return kept.tuning;
  const [{ seconds, reading }, weights] = await Promise.all([rulesInForce(reader), weightsInForce(reader)]);
  kept = { at, tuning: { targets: { seconds, reading }, by: scheduler(weights ?? undefined) } };
  return kept.tuning;
}
