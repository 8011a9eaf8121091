import { useEffect, useState } from "react";

/** How often this window lost the focus during the sitting; each time is told to the server at once. */
export function useFocusLosses(url: string, sittingId: string, before: number, noted: boolean): number {
  const [count, setCount] = useState(before);
  useEffect(() => {
    if (!noted) return;
    let away = false;
    const leave = () => {
      if (away) return;
      away = true;
      setCount((n) => n + 1);
      const form = new FormData();
      form.set("intent", "focus");
      form.set("sittingId", sittingId);
      navigator.sendBeacon(url, form);
    };
    const hidden = () => {
      if (document.visibilityState === "hidden") leave();
      else away = false;
    };
    // A blur within the page (a dialog, the keyboard of a phone) leaves the document focused.
    const blur = () => setTimeout(() => !document.hasFocus() && leave(), 300);
    const focus = () => {
      away = false;
    };
    document.addEventListener("visibilitychange", hidden);
    window.addEventListener("blur", blur);
    window.addEventListener("focus", focus);
    return () => {
      document.removeEventListener("visibilitychange", hidden);
      window.removeEventListener("blur", blur);
      window.removeEventListener("focus", focus);
    };
  }, [url, sittingId, noted]);
  return count;
}
