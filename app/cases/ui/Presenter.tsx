import Maximize from "lucide-react/icons/maximize";
import Presentation from "lucide-react/icons/presentation";
import { useEffect, useRef, useState } from "react";
import type { Refusal } from "~/platform/refusal";
import { useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { EmptyState } from "~/ui/EmptyState";
import { Form } from "~/ui/Form";
import { Keys } from "~/ui/Keys";
import { streamAddress } from "../address";
import type { LivePage } from "../live-page.server";
import { liveMessages } from "../messages.live";
import { Followers } from "./Followers";
import { LiveLine } from "./LiveLine";
import { LiveOver } from "./LiveOver";
import { LiveVote } from "./LiveVote";
import { PresenterBar, PresenterClock } from "./PresenterBar";
import { PresenterSide } from "./PresenterSide";
import { Refused } from "./Refused";
import { Stage } from "./Stage";
import { type Live, useLive } from "./use-live";
import { usePresenterKeys } from "./use-presenter-keys";

/** A meeting as it is presented, for who leads the team: begin or take over, then one case a screen. */
export function Presenter({ page, refusals }: { page: LivePage; refusals: readonly Refusal[] | null }) {
  const live = useLive(streamAddress(page.meetingId, true), page.view);
  const { view } = live;
  const isMine = view.presenter?.isMe === true;
  return (
    <div className="grid gap-5">
      <Refused refusals={refusals} messages={liveMessages} />
      <LiveLine live={live} />
      {view.phase === "over" ? <LiveOver meetingId={page.meetingId} /> : !isMine && <Begin presenter={view.presenter?.name ?? null} />}
      {view.phase === "on" && <Room live={live} isMine={isMine} meetingId={page.meetingId} />}
      {view.phase === "on" && view.lead && <Followers followers={view.lead.followers} />}
    </div>
  );
}

function Begin({ presenter }: { presenter: string | null }) {
  const t = useT(liveMessages);
  return (
    <Card title={presenter === null ? t("begin.title") : t("begin.with", { name: presenter })}>
      <Form preventScrollReset>
        {presenter === null && <p className="measure mb-4 text-muted">{t("begin.lead")}</p>}
        <Button type="submit" name="intent" value="begin" variant={presenter === null ? "primary" : "secondary"} size="lg">
          {t(presenter === null ? "begin.do" : "begin.take")}
        </Button>
      </Form>
    </Card>
  );
}

/** What stands on the big screen, with what it is moved by; below it what is written down. */
function Room({ live, isMine, meetingId }: { live: Live; isMine: boolean; meetingId: string }) {
  const t = useT(liveMessages);
  const room = useRef<HTMLDivElement>(null);
  const { view } = live;
  const { slide, vote, lead } = view;
  if (!slide || !lead)
    return (
      <Card flush>
        <EmptyState icon={<Presentation />} title={t("empty.title")}>
          {t("empty.lead")}
        </EmptyState>
      </Card>
    );
  return (
    <>
      <div ref={room} className="grid content-start gap-5 bg-paper [&:fullscreen]:overflow-auto [&:fullscreen]:p-8">
        <div className="flex flex-wrap items-center justify-between gap-3">
          {isMine ? <PresenterClock view={view} steady={live.steady} /> : <span />}
          <span className="flex items-center gap-1">
            <FullScreen of={room} />
            {isMine && <PresenterKeys />}
          </span>
        </div>
        <Stage slide={slide} />
        {vote && <LiveVote vote={vote} votes={false} />}
        {isMine && <PresenterBar slide={slide} vote={vote} mayVote={lead.mayVote} />}
      </div>
      {isMine && <PresenterSide key={slide.caseId} {...{ meetingId, slide, lead, vote }} minutes={view.timer?.minutes ?? 0} />}
    </>
  );
}

/** Where the browser can: on a phone it is the whole screen anyway. */
function FullScreen({ of }: { of: React.RefObject<HTMLElement> }) {
  const t = useT(liveMessages);
  const [can, setCan] = useState(false);
  useEffect(() => setCan(document.fullscreenEnabled), []);
  if (!can) return null;
  const toggle = () => void (document.fullscreenElement ? document.exitFullscreen() : of.current?.requestFullscreen());
  return (
    <Button
      variant="quiet"
      size="sm"
      icon={<Maximize aria-hidden className="size-4" />}
      aria-keyshortcuts="F"
      className="max-md:hidden"
      onClick={toggle}
    >
      {t("bar.full")}
    </Button>
  );
}

function PresenterKeys() {
  const t = useT(liveMessages);
  usePresenterKeys();
  return (
    <Keys
      title={t("keys.title")}
      switchLabel={t("keys.switch")}
      keys={[
        { key: "← →", does: t("keys.move") },
        { key: t("keys.space"), does: t("keys.reveal") },
        { key: "V", does: t("keys.vote") },
        { key: "T", does: t("keys.timer") },
        { key: "F", does: t("keys.full") },
      ]}
    />
  );
}
