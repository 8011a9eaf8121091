import type { RunView } from "../view";

/** How a run stands, or that nothing new is there; or that nobody could be asked. */
export type Looked = { state: "seen"; since: RunView | Pick<RunView, "at" | "again" | "mark"> } | { state: "away" | "gone" | "signed_out" };

const PATIENCE_MS = 8_000;

/** Ask how a run stands; `have`: the mark of what is here. */
export async function look(runId: string, have: string): Promise<Looked> {
  try {
    const response = await fetch(`/simulator/runs/${runId}/state?have=${encodeURIComponent(have)}`, {
      headers: { Accept: "application/json" },
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (response.redirected) return { state: "signed_out" };
    if (response.status === 404 || response.status === 403) return { state: "gone" };
    if (!response.ok) return { state: "away" };
    return { state: "seen", since: (await response.json()) as RunView };
  } catch {
    return { state: "away" };
  }
}
