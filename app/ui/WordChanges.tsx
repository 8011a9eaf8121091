import { classes } from "./classes";

const FOLDED = 400;

type WordChangesProps = {
  stretches: readonly { text: string; was: "kept" | "removed" | "added" }[];
  /** What is read out before a stretch that was taken out, or put in. */
  words: { removed: string; added: string };
};

/** A text word by word: struck out what was, underlined what is. Read out too. */
export function WordChanges({ stretches, words }: WordChangesProps) {
  return (
    <>
      {stretches.map(({ text, was }, i) => {
        // A long stretch that did not change says little: its ends will do.
        if (was === "kept") return text.length > FOLDED ? `${text.slice(0, 120)} … ${text.slice(-120)}` : text;
        const Element = was === "removed" ? "del" : "ins";
        return (
          <Element
            key={i}
            className={classes(
              "rounded-[0.25rem] px-0.5",
              was === "removed" ? "bg-blocked-soft text-blocked-ink" : "bg-cleared-soft text-cleared-ink decoration-1 underline-offset-4",
            )}
          >
            <span className="sr-only">{words[was]} </span>
            {text}
          </Element>
        );
      })}
    </>
  );
}
