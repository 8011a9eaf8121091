import { type RefObject, useEffect } from "react";

/**
 * Enter in a field goes to the next empty one below it, if there is one: the page sends only from the last. Heard before the page hears it.
 * An input method's Enter is no Enter.
 */
export function useEnterOnwards(around: RefObject<HTMLElement>): void {
  useEffect(() => {
    const down = (event: KeyboardEvent) => {
      if (event.key !== "Enter" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.keyCode === 229) return;
      const fields = [...(around.current?.querySelectorAll<HTMLInputElement>("input[type=text]") ?? [])];
      const at = fields.findIndex((field) => field === event.target);
      if (at < 0) return;
      const next = fields.slice(at + 1).find((field) => field.value.trim() === "");
      if (!next || fields[at]?.value.trim() === "") return;
      event.preventDefault();
      event.stopPropagation();
      next.focus();
    };
    window.addEventListener("keydown", down, true);
    return () => window.removeEventListener("keydown", down, true);
  }, [around]);
}
