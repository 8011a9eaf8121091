import ChevronLeft from "lucide-react/icons/chevron-left";
import ChevronRight from "lucide-react/icons/chevron-right";
import type { ReactElement } from "react";
import { useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Form } from "~/ui/Form";
import { IconButton } from "~/ui/IconButton";
import { KeyHint } from "~/ui/KeyHint";
import type { LiveView } from "../live-view";
import { liveMessages } from "../messages.live";
import { LiveTimer } from "./LiveTimer";
import type { Slide } from "./Stage";
import type { Live } from "./use-live";

/** With what whoever presents goes on: in reach of a thumb, and of a few keys. Each form says from which case it is meant. */
export function PresenterBar({ slide, vote, mayVote }: { slide: Slide; vote: LiveView["vote"]; mayVote: boolean }) {
  const t = useT(liveMessages);
  const shown = slide.pieces.length;
  const isAll = shown >= slide.ofPieces;
  const isOpen = vote?.isOpen === true;
  return (
    <Form
      preventScrollReset
      aria-label={t("bar.title")}
      className="sticky bottom-0 z-20 -mx-gutter border-y border-line bg-surface px-gutter pt-2 pb-[calc(0.5rem+env(safe-area-inset-bottom))] md:mx-0 md:rounded-box md:border-x md:px-4"
    >
      <input type="hidden" name="from" value={slide.caseId} />
      <input type="hidden" name="shown" value={shown} />
      <div className="flex items-center justify-between gap-2">
        <Turn way="previous" icon={<ChevronLeft aria-hidden />} atEnd={slide.index <= 0} />
        <div className="flex min-w-0 flex-wrap justify-center gap-2">
          {slide.ofPieces > 0 && (
            <Button
              type="submit"
              name="intent"
              value={isAll ? "cover" : "reveal"}
              variant={isAll ? "quiet" : "primary"}
              data-press={isAll ? undefined : "reveal"}
            >
              {t(isAll ? "bar.cover" : "bar.reveal")}
              {!isAll && <KeyHint className="ms-2">{t("keys.space")}</KeyHint>}
            </Button>
          )}
          {mayVote && (
            <Button type="submit" name="intent" value={isOpen ? "vote_close" : "vote_open"} aria-keyshortcuts="V">
              {t(isOpen ? "bar.vote_close" : vote ? "bar.vote_again" : "bar.vote")}
              <KeyHint className="ms-2">V</KeyHint>
            </Button>
          )}
        </div>
        <Turn way="next" icon={<ChevronRight aria-hidden />} atEnd={slide.index >= slide.count - 1} />
      </div>
    </Form>
  );
}

function Turn({ way, icon, atEnd }: { way: "previous" | "next"; icon: ReactElement; atEnd: boolean }) {
  const t = useT(liveMessages);
  return <IconButton type="submit" name="intent" value={way} label={t(`bar.${way}`)} icon={icon} data-press={way} disabled={atEnd} />;
}

/** The clock of the case on the screen, and what sets it. */
export function PresenterClock({ view, steady }: Pick<Live, "view" | "steady">) {
  const t = useT(liveMessages);
  const isRunning = view.timer?.isRunning === true;
  return (
    <Form preventScrollReset className="flex flex-wrap items-center gap-2">
      <LiveTimer view={view} steady={steady} />
      <Button type="submit" name="intent" value={isRunning ? "pause" : "run"} size="sm" aria-keyshortcuts="T">
        {t(isRunning ? "timer.pause" : "timer.run")}
        <KeyHint className="ms-2">T</KeyHint>
      </Button>
      <Button type="submit" name="intent" value="more" size="sm">
        {t("timer.more")}
      </Button>
    </Form>
  );
}
