import { useEffect } from "react";

type Keys = { next: () => void; previous: () => void; on: boolean };

/** Enter goes on, the arrows move; where somebody types, the arrows are theirs. An input method's Enter is no Enter. */
export function useSittingKeys({ next, previous, on }: Keys): void {
  useEffect(() => {
    if (!on) return;
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.isComposing || event.keyCode === 229) return;
      const target = event.target instanceof HTMLElement ? event.target : null;
      // A dialog, a menu or a button on which the key already means something.
      if (target?.closest("a, button, select, textarea, [role=dialog], [role=menu]")) return;
      const typing = target instanceof HTMLInputElement && target.type === "text";
      const act =
        event.key === "Enter" ? next : typing ? null : event.key === "ArrowRight" ? next : event.key === "ArrowLeft" ? previous : null;
      if (!act) return;
      event.preventDefault();
      act();
    };
    document.addEventListener("keydown", press, true);
    return () => document.removeEventListener("keydown", press, true);
  }, [next, previous, on]);
}
