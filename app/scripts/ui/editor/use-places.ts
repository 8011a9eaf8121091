import { useMemo } from "react";
import { type Locale, locales } from "~/platform/locale";
import type { Thread } from "../../comments.server";
import { findAgain, type Span } from "../../span-rules";

/** Comments beside their words, wherever those stand in what is written by now; `places`: what of each wording is marked. What is settled is not marked any more. */
export function usePlaces(threads: readonly Thread[], texts: Readonly<Partial<Record<Locale, string>>>) {
  const shown = useMemo(
    () =>
      threads.map((thread) => {
        const { from, to } = thread.place ?? { from: 0, to: 0 };
        return { ...thread, place: findAgain(texts[thread.locale] ?? "", { from, to, quote: thread.quote }) };
      }),
    [threads, texts],
  );
  const places = useMemo(() => {
    const of = (locale: Locale): [Locale, Span[]] => [
      locale,
      shown.flatMap((thread) => (thread.locale === locale && !thread.resolved && thread.place ? [thread.place] : [])),
    ];
    return Object.fromEntries(locales.map(of)) as Record<Locale, Span[]>;
  }, [shown]);
  return { shown, places };
}
