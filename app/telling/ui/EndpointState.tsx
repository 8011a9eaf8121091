import { useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { webhookMessages } from "../messages.webhooks";

type EndpointStateProps = { endpoint: { state: "active" | "paused"; pausedFor: "hand" | "failures" | null; failingSince: Date | null } };

/** How an endpoint stands, in a word. */
export function EndpointState({ endpoint: { state, pausedFor, failingSince } }: EndpointStateProps) {
  const t = useT(webhookMessages);
  if (state === "paused" && pausedFor === "failures") return <Badge tone="blocked">{t("state.paused_failures")}</Badge>;
  if (state === "paused") return <Badge tone="waiting">{t("state.paused")}</Badge>;
  return failingSince ? <Badge tone="blocked">{t("state.failing")}</Badge> : <Badge tone="accent">{t("state.active")}</Badge>;
}
