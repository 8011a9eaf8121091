import Presentation from "lucide-react/icons/presentation";
import type { Refusal } from "~/platform/refusal";
import { useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { EmptyState } from "~/ui/EmptyState";
import { streamAddress } from "../address";
import type { LivePage } from "../live-page.server";
import type { Found } from "../better.server";
import { liveMessages } from "../messages.live";
import { LiveLine } from "./LiveLine";
import { LiveOver } from "./LiveOver";
import { LiveTimer } from "./LiveTimer";
import { LiveVote } from "./LiveVote";
import { OwnLine } from "./OwnLine";
import { Refused } from "./Refused";
import { Stage } from "./Stage";
import { useLive } from "./use-live";

type FollowingProps = {
  page: LivePage & { findings: readonly Found[] | null };
  refusals: readonly Refusal[] | null;
  /** A line that was refused, as it was typed. */
  typed: string | null;
};

/** The presenter's screen as everybody of the team follows it, with their vote. */
export function Following({ page, refusals, typed }: FollowingProps) {
  const live = useLive(streamAddress(page.meetingId, false), page.view);
  const t = useT(liveMessages);
  const { view } = live;
  const isWaiting = view.phase === "waiting" || (view.phase === "on" && view.slide === null);
  return (
    <div className="grid gap-5">
      <Refused refusals={refusals} messages={liveMessages} />
      <LiveLine live={live} />
      {view.phase === "over" && <LiveOver meetingId={page.meetingId} />}
      {isWaiting && (
        <Card flush>
          <EmptyState icon={<Presentation />} title={t("wait.title")}>
            {t("wait.lead")}
          </EmptyState>
        </Card>
      )}
      {view.vote?.isOpen && <LiveVote vote={view.vote} votes />}
      {view.vote?.isOpen && <OwnLine key={view.vote.id} vote={view.vote} typed={typed} findings={page.findings} />}
      {view.slide && (
        <div className="grid gap-3">
          <LiveTimer view={view} steady={live.steady} />
          <Stage slide={view.slide} />
        </div>
      )}
      {view.vote && !view.vote.isOpen && <LiveVote vote={view.vote} votes={false} />}
    </div>
  );
}
