import { createContext, useContext } from "react";
import type { Locale } from "~/platform/locale";
import type { Result } from "./channel";
import type { Counts } from "./store";

/** What is done for somebody at the edge of the network; loaded when the browser is idle. */
export type OfflineWork = {
  /** Send what waits. */
  send: (person: string, locale: Locale) => Promise<void>;
  /** Fetch what will be needed without a connection, when what is here is old. */
  fetchAhead: (person: string, locale: Locale) => Promise<void>;
  /** What to say of what arrived. */
  say: (results: readonly Result[], locale: Locale) => string;
};

/** Nothing waits. */
export const NONE: Counts = { answer: 0, practical: 0, chat: 0 };
/** How much waits in all. */
export const waitingIn = ({ answer, practical, chat }: Counts): number => answer + practical + chat;

/** Who is here, whether the network is, and how much waits for it. `person` is null outside the frame. */
export type OfflineState = { person: string | null; away: boolean; counts: Counts; send: () => Promise<void> };

export const OfflineContext = createContext<OfflineState>({
  person: null,
  away: false,
  counts: NONE,
  send: () => Promise.resolve(),
});

/** See `OfflineState`. */
export function useOffline(): OfflineState {
  return useContext(OfflineContext);
}
