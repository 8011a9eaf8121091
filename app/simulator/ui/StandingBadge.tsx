import Check from "lucide-react/icons/check";
import { useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import type { Tone } from "~/ui/tone";
import { simulatorMessages } from "../messages";
import type { Standing } from "../tries.server";

const tones: Record<Exclude<Standing["state"], "new">, Tone> = { tried: "blocked", waiting: "waiting", passed: "neutral" };

/** Where somebody stands with a scenario, in a word. Green is for clearance: what is passed is ink with a tick. */
export function StandingBadge({ state }: { state: Standing["state"] }) {
  const t = useT(simulatorMessages);
  if (state === "new") return <span className="text-sm text-faint">{t("state.new")}</span>;
  return (
    <Badge tone={tones[state]} icon={state === "passed" ? <Check aria-hidden className="size-[1.1em]" /> : undefined}>
      {t(`state.${state}`)}
    </Badge>
  );
}
