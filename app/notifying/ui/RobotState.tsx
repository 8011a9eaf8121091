import { useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { robotMessages } from "../messages.robots";

/** How a robot stands, in a word. */
export function RobotState({ robot: { state, failingSince } }: { robot: { state: "active" | "paused"; failingSince: Date | null } }) {
  const t = useT(robotMessages);
  if (state === "paused") return <Badge tone="waiting">{t("robot.paused")}</Badge>;
  return failingSince ? <Badge tone="blocked">{t("robot.fails")}</Badge> : <Badge tone="accent">{t("robot.active")}</Badge>;
}
