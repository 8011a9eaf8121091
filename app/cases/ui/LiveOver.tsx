import Presentation from "lucide-react/icons/presentation";
import { useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { EmptyState } from "~/ui/EmptyState";
import { LinkButton } from "~/ui/LinkButton";
import { meetingAddress } from "../address";
import { liveMessages } from "../messages.live";

/** The end of a meeting, on every screen. */
export function LiveOver({ meetingId }: { meetingId: string }) {
  const t = useT(liveMessages);
  return (
    <Card flush>
      <EmptyState
        icon={<Presentation />}
        title={t("over.title")}
        action={<LinkButton to={`${meetingAddress(meetingId)}/minutes`}>{t("over.minutes")}</LinkButton>}
      >
        {t("over.lead")}
      </EmptyState>
    </Card>
  );
}
