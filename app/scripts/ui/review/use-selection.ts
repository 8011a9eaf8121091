import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import type { Locale } from "~/platform/locale";

export type Marked = { locale: Locale; from: number; to: number; quote: string };

/** What of a shown text is marked, with mouse, finger or keyboard: offsets as in the text itself. It stays when the focus goes on to the comment. */
export function useSelection() {
  const [marked, setMarked] = useState<Marked | null>(null);
  const texts = useRef(new Map<Locale, HTMLElement>());
  useEffect(() => {
    const look = () => {
      const selection = getSelection();
      if (!selection || selection.isCollapsed || selection.rangeCount === 0) return;
      const range = selection.getRangeAt(0);
      for (const [locale, element] of texts.current) {
        if (!element.contains(range.startContainer) || !element.contains(range.endContainer)) continue;
        const before = document.createRange();
        before.selectNodeContents(element);
        before.setEnd(range.startContainer, range.startOffset);
        const from = before.toString().length;
        const quote = range.toString();
        if (quote.trim() !== "") setMarked({ locale, from, to: from + quote.length, quote: quote.trim() });
      }
    };
    document.addEventListener("selectionchange", look);
    return () => document.removeEventListener("selectionchange", look);
  }, []);
  const textRef = (locale: Locale) => (element: HTMLElement | null) => {
    if (element) texts.current.set(locale, element);
    else texts.current.delete(locale);
  };
  return { marked, clear: () => setMarked(null), textRef };
}

const STEPS: Record<string, ["forward" | "backward", "word" | "line"]> = {
  ArrowRight: ["forward", "word"],
  ArrowLeft: ["backward", "word"],
  ArrowDown: ["forward", "line"],
  ArrowUp: ["backward", "line"],
};

/** Arrows walk through a text that only shows itself, word by word and line by line; with Shift they mark. */
export function walkThrough(event: KeyboardEvent<HTMLElement>): void {
  const step = STEPS[event.key];
  const selection = getSelection();
  if (!step || !selection || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  const text = event.currentTarget;
  if (!text.contains(selection.focusNode)) selection.setPosition(text, 0);
  const [focusNode, focusOffset] = [selection.focusNode, selection.focusOffset];
  selection.modify(event.shiftKey ? "extend" : "move", ...step);
  // The text ends where it ends: nothing beyond is marked.
  if (text.contains(selection.focusNode) || !focusNode) return;
  if (event.shiftKey) selection.extend(focusNode, focusOffset);
  else selection.setPosition(focusNode, focusOffset);
}
