import type { Locale } from "~/platform/locale";
import { useT } from "~/platform/use-locale";
import { classes } from "~/ui/classes";
import type { Thread } from "../../comments.server";
import type { Marked } from "../../lint.server";
import { reviewMessages } from "../../messages.review";
import { cutAt, type Span } from "../../span-rules";
import { walkThrough } from "./use-selection";

type CommentedTextProps = {
  text: string;
  locale: Locale;
  threads: readonly Thread[];
  findings: readonly Marked[];
  textRef: (element: HTMLElement | null) => void;
};
type Cover = Span & { as: "comment" | "settled" | "block" | "warn"; id: string | null };

/** A text as it was handed in, with the stretches that were commented on and what the check marks. It holds these letters and no others. */
export function CommentedText({ text, locale, threads, findings, textRef }: CommentedTextProps) {
  const t = useT(reviewMessages);
  const covers: Cover[] = [
    ...threads.flatMap(({ id, place, resolved }): Cover[] => (place ? [{ ...place, as: resolved ? "settled" : "comment", id }] : [])),
    ...findings.map(({ from, to, severity }): Cover => ({ from, to, as: severity, id: null })),
  ];
  return (
    <div
      ref={textRef}
      role="group"
      tabIndex={0}
      lang={locale}
      aria-label={t(`text.label.${locale}`)}
      onKeyDown={walkThrough}
      className="w-fit max-w-[34rem] rounded-box rounded-ss-none border border-line bg-sunken px-4 py-2.5 break-words whitespace-pre-wrap select-text selection:bg-accent selection:text-on-accent"
    >
      {cutAt(text, covers).map((piece) => {
        const has = (as: Cover["as"]) => piece.of.some((cover) => cover.as === as);
        if (piece.of.length === 0) return piece.text;
        return (
          <mark
            key={piece.from}
            id={piece.of.find(({ id, from }) => id !== null && from === piece.from)?.id ?? undefined}
            className={classes(
              "rounded-[0.25rem] bg-transparent text-inherit",
              has("comment") && "border-b-2 border-accent bg-accent-soft! text-accent-ink!",
              !has("comment") && has("settled") && "border-b border-line-strong",
              has("block") && "underline decoration-blocked decoration-wavy underline-offset-4",
              !has("block") && has("warn") && "underline decoration-waiting decoration-wavy underline-offset-4",
            )}
          >
            {piece.text}
          </mark>
        );
      })}
    </div>
  );
}
