import { useCallback, useEffect, useId, useMemo, useRef, useState } from "react";
import { useT } from "~/platform/use-locale";
import { classes } from "~/ui/classes";
import { typeMessages } from "../../messages.types";
import { ChatLines } from "../ChatLines";
import type { PlayerProps } from "../question";
import { isTyping } from "../use-digit-keys";
import { useScripted } from "../use-scripted";
import { aimOf, countMarks, type Place } from "./moves";
import type { SpotViolation } from "./rules";
import { SpotReview } from "./SpotReview";

const word =
  "relative inline-flex min-h-11 min-w-11 cursor-pointer items-center justify-center rounded-[0.25rem] border-b border-dotted border-line-strong px-1 " +
  "transition-colors hover:bg-hover has-checked:border-solid has-checked:bg-accent has-checked:text-on-accent has-checked:underline " +
  "has-checked:decoration-2 has-checked:underline-offset-4 has-focus-visible:outline-2 has-focus-visible:outline-offset-1 " +
  "has-focus-visible:outline-accent md:pointer-fine:min-h-8 md:pointer-fine:min-w-0";

/** The words of the agent's lines to tap: checkboxes that look like words. Arrows move from word to word, space marks. */
export function SpotViolationPlayer(props: PlayerProps<SpotViolation>) {
  return props.verdict ? <SpotReview review={props.verdict.key} /> : <Marking key={props.view.stem} {...props} />;
}

function Marking({ view, answer, onAnswer, keys }: PlayerProps<SpotViolation>) {
  const t = useT(typeMessages);
  const scripted = useScripted();
  const hint = useId();
  const box = useRef<HTMLFieldSetElement>(null);
  const [at, setAt] = useState(0);
  const places = useMemo<Place[]>(
    () =>
      view.lines.flatMap(({ tokens }, index) =>
        tokens.filter((token) => token.word).map(({ from, to }) => ({ line: index + 1, from, to })),
      ),
    [view],
  );
  const marks = useMemo(() => (answer?.locale === view.locale ? answer.marks : []), [answer, view]);
  const isMarked = (place: Place) => marks.some((mark) => mark.line === place.line && mark.from <= place.from && place.to <= mark.to);
  const chosen = places.map(isMarked);

  const focus = useCallback((index: number) => {
    setAt(index);
    box.current?.querySelectorAll("input")[index]?.focus();
  }, []);
  useEffect(() => {
    if (!keys) return;
    const press = (event: KeyboardEvent) => {
      if (
        box.current?.contains(event.target as Node) ||
        isTyping(event.target) ||
        event.ctrlKey ||
        event.metaKey ||
        event.altKey ||
        event.isComposing
      )
        return;
      if (event.key !== "ArrowRight" && event.key !== "ArrowLeft") return;
      event.preventDefault();
      focus(at);
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [keys, at, focus]);

  const toggle = (index: number, on: boolean) => {
    const next = places.filter((_, i) => (i === index ? on : chosen[i]));
    setAt(index);
    onAnswer?.(next.length > 0 ? { locale: view.locale, marks: next } : null);
  };
  const indexOf = (index: number, from: number) => places.findIndex((place) => place.line === index + 1 && place.from >= from);
  return (
    <fieldset
      ref={box}
      aria-describedby={hint}
      className="min-w-0"
      onKeyDown={(event) => {
        if (event.ctrlKey || event.metaKey || event.altKey || event.nativeEvent.isComposing) return;
        const aim = aimOf(places, at, event.key);
        if (aim === null) return;
        event.preventDefault();
        focus(aim);
      }}
    >
      <legend className="sr-only">{t("spot.legend")}</legend>
      <p id={hint} className="mb-3 text-sm text-muted">
        {t("spot.hint")} <span className="hidden md:pointer-fine:inline">{t("spot.keys")}</span>
      </p>
      <ChatLines lines={view.lines}>
        {(line, index) => {
          const tokens = view.lines[index]?.tokens ?? [];
          if (tokens.length === 0) return line.text;
          return tokens.map((token) => {
            // What stands between two marked words belongs to their mark.
            if (!token.word) {
              const after = indexOf(index, token.to);
              const inside = chosen[after - 1] && chosen[after] && places[after - 1]?.line === index + 1;
              return (
                <span key={token.from} className={classes("whitespace-pre-wrap", inside && "bg-accent text-on-accent")}>
                  {token.text}
                </span>
              );
            }
            const mine = indexOf(index, token.from);
            return (
              <label key={token.from} className={word}>
                <input
                  type="checkbox"
                  name="answer"
                  value={`${view.locale}:${index + 1}:${token.from}-${token.to}`}
                  checked={chosen[mine] ?? false}
                  onChange={(event) => toggle(mine, event.currentTarget.checked)}
                  onFocus={() => setAt(mine)}
                  tabIndex={scripted && mine !== at ? -1 : undefined}
                  className="sr-only"
                />
                {token.text}
              </label>
            );
          });
        }}
      </ChatLines>
      <p role="status" className="mt-3 text-sm text-muted tabular-nums">
        {t("spot.count", { count: countMarks(places, chosen) })}
      </p>
    </fieldset>
  );
}
