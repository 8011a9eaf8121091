import type { Reader } from "~/platform/database.server";
import { liveFacts, mayFollow } from "./live-facts.server";
import { type LiveView, viewOf } from "./live-view";
import { leads, type Reach } from "./reach";

export type LivePage = { meetingId: string; team: string; isLead: boolean; platform: string; view: LiveView };

/** A meeting's screen as it is now, for who may follow it; `asLead`: for who presents it or could. Null: it is none of theirs. Two statements. */
export async function livePage(
  reader: Reader,
  reach: Reach,
  meetingId: string,
  { asLead, now }: { asLead: boolean; now: Date },
): Promise<LivePage | null> {
  const found = await liveFacts(reader, meetingId);
  if (!found) return null;
  const isLead = leads(reach, found.teamId);
  if (asLead ? !isLead : !mayFollow(reach, found.teamId)) return null;
  const { team, facts } = found;
  const view = viewOf(facts, { personId: reach.personId, forLead: asLead, now });
  return { meetingId, team, isLead, platform: facts.current?.platform ?? "", view };
}
