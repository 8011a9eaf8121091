import { useNavigate } from "@remix-run/react";
import { useEffect, useSyncExternalStore } from "react";
import { type Asked, scriptsAddress } from "../address";
import type { Values } from "../fill-rules";
import { typedIn } from "../gap-rules";

const KEY = "script-gaps";
/** What was typed in this tab, and by whom. It goes from script to script with the customer, ends with the tab, and never leaves it. */
let here: { person: string; typed: Values } | null = null;
const listeners = new Set<() => void>();

/** Storage may be full or forbidden: then it lasts as long as the page. */
function typedHere(person: string): Values {
  if (here?.person !== person) here = { person, typed: load(person) };
  return here.typed;
}

function load(person: string): Values {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY) ?? "null") as { person?: unknown; typed?: unknown } | null;
    // Somebody else sat at this tab before.
    return kept?.person === person ? typedIn(kept.typed) : {};
  } catch {
    return {};
  }
}

function keep(person: string, typed: Values): void {
  here = { person, typed };
  try {
    sessionStorage.setItem(KEY, JSON.stringify(here));
  } catch {
    // See above.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What somebody filled in by hand, and the way to change it. What stands in the address, from before the script came, is taken over and leaves it. */
export function useGaps(person: string | null, asked: Asked, slug: string): { typed: Values; type: (typed: Values) => void } {
  const navigate = useNavigate();
  const typed = useSyncExternalStore(
    subscribe,
    () => (person === null ? asked.gaps : typedHere(person)),
    () => asked.gaps,
  );
  useEffect(() => {
    if (person === null || Object.keys(asked.gaps).length === 0) return;
    keep(person, { ...typedHere(person), ...asked.gaps });
    navigate(scriptsAddress(asked, slug, { gaps: {} }), { replace: true, preventScrollReset: true });
  }, [person, asked, slug, navigate]);
  return { typed, type: (next) => person !== null && keep(person, next) };
}
