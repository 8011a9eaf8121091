import { useEffect } from "react";

type Keys = {
  next: () => void;
  previous: () => void;
  on: boolean;
  /** Whether the arrows move between questions: not where the question itself is answered with them. */
  arrows: boolean;
};

/**
 * Enter goes on, the arrows move; where somebody types, the arrows are theirs, and in a field of several lines Enter too: there Ctrl+Enter goes on.
 * An input method's Enter is no Enter.
 */
export function useSittingKeys({ next, previous, on, arrows }: Keys): void {
  useEffect(() => {
    if (!on) return;
    const press = (event: KeyboardEvent) => {
      if (event.altKey || event.shiftKey || event.isComposing || event.keyCode === 229) return;
      const target = event.target instanceof HTMLElement ? event.target : null;
      if (event.ctrlKey || event.metaKey) {
        if (event.key !== "Enter" || !(target instanceof HTMLTextAreaElement)) return;
        event.preventDefault();
        return next();
      }
      // A dialog, a menu or a button on which the key already means something.
      if (target?.closest("a, button, select, textarea, [role=dialog], [role=menu]")) return;
      const typing = target instanceof HTMLInputElement && target.type === "text";
      const act =
        event.key === "Enter"
          ? next
          : typing || !arrows
            ? null
            : event.key === "ArrowRight"
              ? next
              : event.key === "ArrowLeft"
                ? previous
                : null;
      if (!act) return;
      event.preventDefault();
      act();
    };
    document.addEventListener("keydown", press, true);
    return () => document.removeEventListener("keydown", press, true);
  }, [next, previous, on, arrows]);
}
