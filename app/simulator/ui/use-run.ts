import { useCallback, useEffect, useRef, useState } from "react";
import { hear } from "~/ui/offline/channel";
import type { RunView } from "../view";
import { look } from "./look";
import type { ClockBase } from "./use-clock";

/** Whether the server hears. `signed_out`, `another`: nothing more goes out until somebody signs in. */
export type Link = "fine" | "away" | "signed_out" | "another";

/** So long until the next try, the longer the more have failed. */
const AGAIN_MS = [500, 1000, 2000, 3000, 5000];
/** Nobody sees it. */
const HIDDEN_MS = 10_000;

const linesIn = ({ chats, isOver }: RunView) => chats.reduce((sum, { lines }) => sum + lines.length, isOver ? 1 : 0);
/** No answer is longer on its way: what is further off than this is no delay, but a clock that was set. */
const LONGEST_WAY_MS = 10_000;
/** Of two estimates of the server's time the one that lags less holds: its answer was shorter on its way. */
function nearerOf(was: ClockBase, now: { at: number; steady: number }): ClockBase {
  const ahead = was.steady === null ? 0 : was.at + now.steady - was.steady - now.at;
  return ahead > 0 && ahead < LONGEST_WAY_MS ? was : now;
}

/**
 * How a run stands, asked of the server whenever something may have come, and on its clock. Asks at once when the page is seen again, when the network is back, and
 * when another window said something. `onBack` is told when the server is heard again.
 */
export function useRun(runId: string, first: RunView, person: string | null, onBack: () => void) {
  const [view, setView] = useState(first);
  const [base, setBase] = useState<ClockBase>({ at: first.at, steady: null });
  const [link, setLink] = useState<Link>("fine");
  const latest = useRef({ view: first, failures: 0, isDown: false, asking: false, again: false, isGone: false });
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const back = useRef(onBack);
  useEffect(() => {
    back.current = onBack;
  }, [onBack]);

  /** Take what the server said, unless something newer was heard meanwhile. */
  const take = useCallback((since: RunView | Pick<RunView, "at" | "again" | "mark">) => {
    const now = latest.current;
    if ("chats" in since) {
      // Lines only ever come: of two answers that crossed on their way the longer one holds.
      if (linesIn(since) < linesIn(now.view)) return;
      now.view = since;
      setView(since);
    } else if (since.mark === now.view.mark) now.view = { ...now.view, ...since };
    setBase((was) => nearerOf(was, { at: since.at, steady: performance.now() }));
  }, []);

  const ask = useCallback(async () => {
    const now = latest.current;
    if (now.view.isOver || now.isGone) return;
    if (now.asking) return void (now.again = true);
    now.asking = true;
    clearTimeout(timer.current);
    const looked = await look(runId, now.view.mark);
    now.asking = false;
    if (now.isGone) return;
    if (looked.state === "seen") take(looked.since);
    const wasDown = now.isDown;
    now.isDown = looked.state !== "seen";
    now.failures = looked.state === "away" ? now.failures + 1 : 0;
    setLink(looked.state === "seen" ? "fine" : looked.state === "gone" ? "another" : looked.state);
    if (wasDown && !now.isDown) back.current();
    if (now.again) {
      now.again = false;
      return void ask();
    }
    if (looked.state === "gone" || looked.state === "signed_out" || now.view.isOver) return;
    const soon = looked.state === "away" ? (AGAIN_MS[Math.min(now.failures, AGAIN_MS.length) - 1] ?? 0) : now.view.again;
    timer.current = setTimeout(() => void ask(), document.visibilityState === "hidden" ? Math.max(soon, HIDDEN_MS) : soon);
  }, [runId, take]);

  useEffect(() => {
    const now = latest.current;
    const wake = () => void ask();
    const seen = () => {
      if (document.visibilityState === "visible") wake();
    };
    now.isGone = false;
    wake();
    addEventListener("online", wake);
    addEventListener("focus", wake);
    document.addEventListener("visibilitychange", seen);
    return () => {
      now.isGone = true;
      clearTimeout(timer.current);
      removeEventListener("online", wake);
      removeEventListener("focus", wake);
      document.removeEventListener("visibilitychange", seen);
    };
  }, [ask]);

  useEffect(() => {
    if (person === null) return;
    return hear(person, (news) => {
      if (news.about === "chat" && news.runId === runId) void ask();
    });
  }, [person, runId, ask]);

  return { view, base, link, setLink, take, ask };
}
