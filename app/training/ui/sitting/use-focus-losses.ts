import { useEffect, useState } from "react";

/**
 * How often this page lost the focus or was left for another page of the app during the sitting; each time is told to the server at once.
 * A reload is none: it hides the page too, but after `pagehide`.
 */
export function useFocusLosses(url: string, sittingId: string, before: number, noted: boolean): number {
  const [count, setCount] = useState(before);
  useEffect(() => {
    if (!noted) return;
    let away = false;
    let closing = false;
    const tell = () => {
      const form = new FormData();
      form.set("intent", "focus");
      form.set("sittingId", sittingId);
      navigator.sendBeacon(url, form);
    };
    const leave = () => {
      if (away || closing) return;
      away = true;
      setCount((n) => n + 1);
      tell();
    };
    const close = () => {
      closing = true;
    };
    const back = () => {
      away = false;
      closing = false;
    };
    const turn = () => (document.visibilityState === "hidden" ? leave() : back());
    // A blur within the page (a dialog, the keyboard of a phone) leaves the document focused.
    const blur = () => setTimeout(() => !document.hasFocus() && leave(), 300);
    document.addEventListener("visibilitychange", turn);
    window.addEventListener("blur", blur);
    window.addEventListener("focus", back);
    window.addEventListener("pagehide", close);
    window.addEventListener("pageshow", back);
    return () => {
      document.removeEventListener("visibilitychange", turn);
      window.removeEventListener("blur", blur);
      window.removeEventListener("focus", back);
      window.removeEventListener("pagehide", close);
      window.removeEventListener("pageshow", back);
      // Once handed in, the server counts no more.
      if (!closing) tell();
    };
  }, [url, sittingId, noted]);
  return count;
}
