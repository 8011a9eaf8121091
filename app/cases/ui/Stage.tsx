import { pick } from "~/platform/locale";
import { useReader, useT } from "~/platform/use-locale";
import { classes } from "~/ui/classes";
import type { LiveView } from "../live-view";
import { caseMessages } from "../messages";
import { liveMessages } from "../messages.live";
import { meetingMessages } from "../messages.meeting";
import { yuanOf } from "../rules";
import { ReasonBadges } from "./Badges";

export type Slide = NonNullable<LiveView["slide"]>;

/** One case as a room reads it: what happened, the lines that lost it, and what should have been said as far as it is revealed. */
export function Stage({ slide }: { slide: Slide }) {
  const t = useT(liveMessages);
  const say = useT(caseMessages);
  const { locale } = useReader();
  const { index, count, pieces, ofPieces, title } = slide;
  const products = slide.products.map((name) => pick(name, locale));
  return (
    <article aria-labelledby="stage-title" className="grid min-w-0 gap-5">
      <p role="status" className="sr-only">
        {t("stage.now", { at: index + 1, count, title, shown: pieces.length, pieces: ofPieces })}
      </p>
      <header className="grid gap-2">
        <p className="flex flex-wrap items-center gap-x-4 gap-y-1 text-base text-muted tabular-nums sm:text-lg">
          <span>{t("stage.place", { at: index + 1, count })}</span>
          {slide.kind === "lost" && (
            <span className="font-semibold text-ink">
              {t("stage.weight", { yuan: yuanOf(slide.worthFen), times: say("times", { count: slide.times }) })}
            </span>
          )}
          <ReasonBadges kind={slide.kind} reasons={slide.reasons} />
        </p>
        <h2 id="stage-title" className="text-xl font-semibold text-balance sm:text-2xl">
          <span className="text-muted tabular-nums">{say("number", { number: slide.number })}</span> {title}
        </h2>
        {(products.length > 0 || slide.together.length > 0) && (
          <p className="flex flex-wrap gap-x-4 text-base text-muted sm:text-lg">
            {products.map((name) => (
              <span key={name}>{name}</span>
            ))}
            {slide.together.length > 0 && (
              <span>{t("stage.like", { list: slide.together.map(({ number }) => say("number", { number })).join(" ") })}</span>
            )}
          </p>
        )}
      </header>
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <Said slide={slide} />
        <Better slide={slide} />
      </div>
      {(slide.decision || slide.actions > 0) && (
        <p className="rounded-box bg-cleared-soft px-4 py-3 text-lg break-words whitespace-pre-line text-cleared-ink sm:text-xl">
          {slide.decision && t("stage.decided", { decision: slide.decision })}
          {slide.decision && slide.actions > 0 && " · "}
          {slide.actions > 0 && t("stage.actions", { count: slide.actions })}
        </p>
      )}
    </article>
  );
}

function Said({ slide }: { slide: Slide }) {
  const t = useT(liveMessages);
  const say = useT(caseMessages);
  const inWords = useT(meetingMessages);
  return (
    <section aria-labelledby="stage-said" className="min-w-0">
      <h3 id="stage-said" className="mb-2 text-base text-muted sm:text-lg">
        {t("stage.said")}
      </h3>
      <ol className="grid gap-2 text-lg sm:text-2xl">
        {slide.lines.map(({ at, who, text, isMarked, gap }) => (
          <li key={at} className="grid min-w-0 gap-2">
            {gap && <span className="text-muted">{t("stage.gap")}</span>}
            <p
              className={classes(
                "rounded-box border-s-4 px-3 py-1.5 break-words whitespace-pre-line",
                isMarked ? "border-waiting bg-waiting-soft font-semibold" : "border-transparent",
                !isMarked && who === "agent" && "bg-sunken",
              )}
            >
              {inWords("minutes.colon", { name: say(`who.${who}`), text })}
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Covered until it is revealed: before that the page does not have it. */
function Better({ slide }: { slide: Slide }) {
  const t = useT(liveMessages);
  const { pieces, ofPieces, kind } = slide;
  const hidden = ofPieces - pieces.length;
  return (
    <section aria-labelledby="stage-better" className="min-w-0">
      <h3 id="stage-better" className="mb-2 text-base text-muted sm:text-lg">
        {t(kind === "lost" ? "stage.better" : "stage.why")}
      </h3>
      <div className="grid gap-2 text-lg sm:text-2xl">
        {pieces.map((piece, at) => (
          <p
            key={at}
            className="animate-arrive rounded-box border-s-4 border-accent bg-accent-soft px-3 py-1.5 break-words whitespace-pre-line"
          >
            {piece}
          </p>
        ))}
        {hidden > 0 && (
          <p className="rounded-box border-2 border-dashed border-line-strong px-4 py-6 text-center text-base text-muted sm:text-lg">
            {t("stage.covered", { count: hidden })}
          </p>
        )}
        {ofPieces === 0 && <p className="text-base text-muted sm:text-lg">{t("stage.nothing")}</p>}
      </div>
    </section>
  );
}
