import Pause from "lucide-react/icons/pause";
import Play from "lucide-react/icons/play";
import { useEffect, useRef } from "react";
import type { Locale } from "~/platform/locale";
import { useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { classes } from "~/ui/classes";
import type { PlainChat } from "../../debrief-view";
import { debriefMessages } from "../../messages.debrief";
import { showClock } from "../../shown";
import { Bubble } from "./Bubble";
import { speeds, useReplay } from "./use-replay";

/** The chats of a run at the pace at which they were had. Without script, and until it is played, they stand whole. */
export function Watch({ chats, lang }: { chats: readonly PlainChat[]; lang: Locale }) {
  const t = useT(debriefMessages);
  const length = Math.max(0, ...chats.flatMap(({ lines }) => lines.map(({ at }) => at)));
  const { isAlive, at, isPlaying, speed, play, pause, seek, setSpeed } = useReplay(length);
  const isAtEnd = at >= length;
  return (
    <>
      {isAlive && (
        <div className="sticky top-0 z-10 -mx-gutter mb-4 flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line bg-paper px-gutter py-2">
          <Button
            variant="primary"
            onClick={isPlaying ? pause : play}
            icon={isPlaying ? <Pause aria-hidden className="size-4" /> : <Play aria-hidden className="size-4" />}
          >
            {t(isPlaying ? "watch.pause" : isAtEnd ? "watch.from_start" : "watch.play")}
          </Button>
          <div role="group" aria-label={t("watch.speed")} className="flex gap-1">
            {speeds.map((one) => (
              <Button
                key={one}
                size="sm"
                variant={one === speed ? "secondary" : "quiet"}
                aria-pressed={one === speed}
                onClick={() => setSpeed(one)}
              >
                {one}×
              </Button>
            ))}
          </div>
          <label className="flex min-w-40 flex-1 items-center gap-3 text-sm text-muted">
            <span className="sr-only">{t("watch.place")}</span>
            <input
              type="range"
              min={0}
              max={length}
              step={1000}
              value={at}
              aria-valuetext={t("watch.at", { time: showClock(at), length: showClock(length) })}
              onChange={(event) => seek(Number(event.currentTarget.value))}
              className="min-w-0 flex-1 accent-(--accent)"
            />
            <span aria-hidden className="tabular-nums">
              {t("watch.at", { time: showClock(at), length: showClock(length) })}
            </span>
          </label>
        </div>
      )}
      <div className={classes("grid items-start gap-5", chats.length > 1 ? "lg:grid-cols-2" : "max-w-3xl")}>
        {chats.map((chat) => (
          <Window key={chat.slug} chat={chat} lang={lang} at={at} isPlaying={isPlaying} onJump={isAlive ? seek : null} />
        ))}
      </div>
    </>
  );
}

type WindowProps = { chat: PlainChat; lang: Locale; at: number; isPlaying: boolean; onJump: ((to: number) => void) | null };

function Window({ chat, lang, at, isPlaying, onJump }: WindowProps) {
  const t = useT(debriefMessages);
  const shown = chat.lines.filter((line) => line.at <= at);
  const last = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isPlaying) last.current?.scrollIntoView({ block: "nearest" });
  }, [shown.length, isPlaying]);
  return (
    <section className="rounded-box border border-line bg-surface px-4 py-4">
      <h2 className="mb-3 text-base font-semibold">{chat.name}</h2>
      {shown.length === 0 && <p className="text-sm text-muted">{t("watch.nothing")}</p>}
      <ol aria-label={t("customer.chat", { name: chat.name })} className="grid gap-3">
        {shown.map((line) => (
          <li key={line.n} ref={line.n === shown.length - 1 ? last : undefined} className="grid">
            <Bubble who={line.who} at={line.at} pieces={line.pieces} lang={lang} action={onJump && <Jump line={line} onJump={onJump} />} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Jump({ line, onJump }: { line: PlainChat["lines"][number]; onJump: (to: number) => void }) {
  const t = useT(debriefMessages);
  return (
    <>
      {" · "}
      <button type="button" onClick={() => onJump(line.at)} className="link min-h-6" aria-label={t("watch.jump_to", { n: line.n + 1 })}>
        {t("watch.jump")}
      </button>
    </>
  );
}
