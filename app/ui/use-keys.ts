import { useEffect, useState } from "react";

const STORED = "inbox-keys";

/** Whether the keys work on this device, and the way to change that. Storage may be forbidden: then they work for this visit. */
export function useKeysSwitch(): [boolean, (on: boolean) => void] {
  const [on, setOn] = useState(true);
  useEffect(() => {
    try {
      setOn(localStorage.getItem(STORED) !== "off");
    } catch {
      return;
    }
  }, []);
  const change = (next: boolean) => {
    setOn(next);
    try {
      if (next) localStorage.removeItem(STORED);
      else localStorage.setItem(STORED, "off");
    } catch {
      return;
    }
  };
  return [on, change];
}

/** Nobody types in what is only ticked. */
const isTicked = (el: EventTarget | null) => el instanceof HTMLInputElement && /^(radio|checkbox)$/.test(el.type);
const typing = (el: EventTarget | null) =>
  el instanceof HTMLElement && !isTicked(el) && (el.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(el.tagName));

/**
 * Single keys: what on the page names one in `aria-keyshortcuts` is pressed by it, a text box focused. Never while somebody types, chooses
 * characters, holds the key down, or has a dialog open; nor while the next page is on its way, when what is pressed is about to go.
 */
export function useKeys(on: boolean): void {
  useEffect(() => {
    if (!on) return;
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.isComposing || event.defaultPrevented) return;
      if (typing(event.target) || document.querySelector("[role=dialog], [role=alertdialog], [data-pending]")) return;
      const key = event.key.toUpperCase();
      if (!/^[A-Z0-9?]$/.test(key)) return;
      const found = [...document.querySelectorAll<HTMLElement>(`[aria-keyshortcuts="${key}"]`)].find((el) => el.checkVisibility());
      if (!found) return;
      event.preventDefault();
      if (typing(found)) found.focus();
      else found.click();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [on]);
}
