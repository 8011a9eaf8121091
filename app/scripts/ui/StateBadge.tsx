import { useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import type { Tone } from "~/ui/tone";
import type { DraftState } from "../draft-rules";
import { draftMessages } from "../messages.drafts";

const tones: Record<DraftState, Tone> = {
  draft: "neutral",
  returned: "blocked",
  submitted: "waiting",
  approved: "cleared",
  published: "cleared",
  withdrawn: "neutral",
};

/** What has become of a draft, in a word. */
export function StateBadge({ state }: { state: DraftState }) {
  const t = useT(draftMessages);
  return <Badge tone={tones[state]}>{t(`state.${state}`)}</Badge>;
}
