import { useT } from "~/platform/use-locale";
import { classes } from "~/ui/classes";
import { ToneIcon } from "~/ui/ToneIcon";
import { typeMessages } from "../../messages.types";
import { ChatLines } from "../ChatLines";
import type { Piece } from "./pieces";
import type { SpotViolation } from "./rules";

const looks = {
  found: { tone: "cleared", style: "bg-cleared-soft text-cleared-ink underline underline-offset-4" },
  overlooked: { tone: "waiting", style: "bg-waiting-soft text-waiting-ink underline decoration-dotted decoration-2 underline-offset-4" },
  stray: { tone: "blocked", style: "bg-blocked-soft text-blocked-ink line-through" },
} as const;

/** The chat with what was found, overlooked and marked for nothing; below it the rule that each violation breaks. */
export function SpotReview({ review }: { review: SpotViolation["key"] }) {
  const t = useT(typeMessages);
  return (
    <div className="grid gap-4">
      <ChatLines lines={review.lines}>
        {(_, index) => review.lines[index]?.pieces.map((piece, at) => <Stretch key={at} piece={piece} />)}
      </ChatLines>
      <ul className="grid gap-2 text-sm">
        {review.violations.map(({ words, rule, found }) => {
          const tone = found ? "cleared" : "waiting";
          return (
            <li key={words} className={classes("flex items-start gap-2", found ? "text-cleared-ink" : "text-waiting-ink")}>
              <ToneIcon tone={tone} className="mt-[0.2em] size-[1.15em]" />
              <span className="min-w-0">
                <span className="font-medium">{t(found ? "spot.found" : "spot.overlooked")}</span> {t("spot.words", { words })}
                <span className="block text-ink">{rule}</span>
              </span>
            </li>
          );
        })}
        {review.stray > 0 && (
          <li className="flex items-start gap-2 text-blocked-ink">
            <ToneIcon tone="blocked" className="mt-[0.2em] size-[1.15em]" />
            {t("spot.stray_count", { count: review.stray })}
          </li>
        )}
      </ul>
    </div>
  );
}

function Stretch({ piece: { text, kind } }: { piece: Piece }) {
  const t = useT(typeMessages);
  if (kind === "plain") return <span>{text}</span>;
  if (kind === "beside") return <mark className="bg-transparent text-ink underline decoration-dotted underline-offset-4">{text}</mark>;
  const { tone, style } = looks[kind];
  return (
    <mark className={classes("rounded-[0.25rem] px-0.5", style)}>
      <ToneIcon tone={tone} className="me-0.5 inline size-[1em] align-[-0.1em]" />
      <span className="sr-only">{t(`spot.${kind}`)}: </span>
      {text}
    </mark>
  );
}
