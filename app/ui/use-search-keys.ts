import { useEffect, useRef } from "react";

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName));

/**
 * The keyboard of a search: `/` goes to its field, arrows walk from there through what was found and back, Enter opens. Put the ref around both; what
 * was found is marked by `data-result`.
 */
export function useSearchKeys<Frame extends HTMLElement>() {
  const frame = useRef<Frame>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const field = frame.current?.querySelector<HTMLInputElement>("input[type=search]");
      if (!frame.current || !field || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      if (event.key === "/" && !isTyping(event.target)) {
        event.preventDefault();
        field.focus();
        field.select();
        return;
      }
      if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
      const results = [...frame.current.querySelectorAll<HTMLElement>("[data-result]")];
      const at = results.indexOf(document.activeElement as HTMLElement);
      if (at < 0 && event.target !== field) return;
      if (at < 0 && event.key === "ArrowUp") return;
      event.preventDefault();
      (event.key === "ArrowDown" ? (results[at + 1] ?? results[at]) : at > 0 ? results[at - 1] : field)?.focus();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
  return frame;
}
