import { useEffect, useState, useSyncExternalStore } from "react";
import type { Outcome } from "~/platform/refusal";
import type { Changes } from "../draft";
import type { Entries } from "../rules";
import { type Answer, createDraftKeeper, type DraftKeeper, type DraftView, type KeeperWorld } from "./draft-keeper";

type ServerState = { saved: boolean; revision: number; entries: Entries };

async function send(url: string, fields: Record<string, string | Blob>): Promise<Answer> {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  try {
    // A save outlives the page that sent it; a picture is too large for that.
    const response = await fetch(url, { method: "POST", body, keepalive: !("picture" in fields), headers: { Accept: "application/json" } });
    if (response.redirected || response.status === 401) return { lost: "signed_out" };
    if (response.status >= 500) return { lost: "offline" };
    if (response.status === 413) return { refusals: [{ code: "picture_too_large" }] };
    const outcome = (await response.json()) as Outcome<ServerState>;
    if (outcome.ok === true) return { state: outcome.value };
    return { refusals: outcome.ok === false ? outcome.refusals : [{ code: "no_such_grading" }] };
  } catch {
    return { lost: "offline" };
  }
}

function browser(url: string, key: string): KeeperWorld {
  return {
    send: (fields) => send(url, fields),
    load() {
      try {
        return JSON.parse(localStorage.getItem(key) ?? "null") as { base: Entries; mine: Changes } | null;
      } catch {
        return null;
      }
    },
    // Storage may be full or forbidden: then the draft lives in the page and on the server.
    store(kept) {
      try {
        if (kept) localStorage.setItem(key, JSON.stringify(kept));
        else localStorage.removeItem(key);
      } catch {
        return;
      }
    },
    after(ms, run) {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
  };
}

/**
 * A draft in this browser, of an open grading or of a reconciliation: what it looks like now, and the keeper that changes it. `url` takes its changes, `name` is its
 * own on this device. One draft for the life of the component; a page that was loaded again renews the keeper instead of losing what is typed.
 */
export function useGrading(at: { url: string; name: string; entries: Entries; revision: number }): {
  draft: DraftView;
  keeper: DraftKeeper;
} {
  const { url, name, entries, revision } = at;
  const [keeper] = useState(() => createDraftKeeper({ entries, revision }, browser(url, name)));
  const draft = useSyncExternalStore(keeper.subscribe, keeper.view, keeper.view);
  useEffect(() => keeper.renew({ entries, revision }), [keeper, entries, revision]);
  useEffect(() => {
    keeper.resume();
    const saveNow = () => void keeper.save();
    window.addEventListener("online", saveNow);
    window.addEventListener("pagehide", saveNow);
    document.addEventListener("visibilitychange", saveNow);
    return () => {
      window.removeEventListener("online", saveNow);
      window.removeEventListener("pagehide", saveNow);
      document.removeEventListener("visibilitychange", saveNow);
      void keeper.save();
    };
  }, [keeper]);
  return { draft, keeper };
}
