import type { Fix } from "../../lint-fixes";
import { findAgain, type Span } from "../../span-rules";
import type { TextHandle } from "./code-text";
import type { Checked } from "./use-check";

/** Where a stretch of the text that was checked stands by now; null: it is gone. */
function placeNow(handle: TextHandle, text: string, { from, to }: Span): Span | null {
  const now = handle.text();
  return now === text ? { from, to } : findAgain(now, { from, to, quote: text.slice(from, to) });
}

/** Put a place right, wherever it stands by now. Says whether it was still there. */
export function mend(handle: TextHandle, text: string, fix: Fix): boolean {
  const place = placeNow(handle, text, fix);
  if (place) handle.replace(place.from, place.to, fix.insert);
  return place !== null;
}

/** Select a place, wherever it stands by now. */
export function show(handle: TextHandle, text: string, span: Span): void {
  const place = placeNow(handle, text, span);
  if (place) handle.select(place.from, place.to);
}

/** Put right what stands at the caret, else the next that can be put right, else the first. */
export function mendAt(handle: TextHandle, { text, findings }: Checked, at: number): void {
  const fixable = findings.flatMap(({ from, to, fix }) => (fix ? [{ from, to, fix }] : []));
  const [here, ahead, behind] = [
    fixable.filter(({ from, to }) => from <= at && at <= to),
    fixable.filter(({ from }) => from > at),
    fixable.filter(({ to }) => to < at),
  ];
  // What was put right a moment ago is not there any more: then the next.
  [...here, ...ahead, ...behind].some(({ fix }) => mend(handle, text, fix));
}

/** Go to the next thing that the check marked; after the last to the first. */
export function showNext(handle: TextHandle, { text, findings }: Checked, at: number): void {
  // Selected, a stretch ends where the caret is.
  const one = findings.find(({ from, to }) => from >= at && to > at) ?? findings[0];
  if (one) show(handle, text, one);
}
