import type { Kind } from "./store";

/** What became of something that had waited. `right` is null where nobody has decided or nothing can be right; `refused`: the code of why it was not taken. */
export type Result = { kind: Kind; id: string; title: string; right: boolean | null; refused: string | null };

/** What the windows of one person tell each other. */
export type News =
  | { about: "waiting" }
  | { about: "network"; reached: boolean }
  | { about: "results"; results: readonly Result[] }
  | { about: "chat"; runId: string };

const name = (person: string) => `deskready ${person}`;

/** Tell every window of this person, this one too. */
export function tell(person: string, news: News): void {
  const channel = new BroadcastChannel(name(person));
  channel.postMessage(news);
  channel.close();
}

/** Hear what is told; returns the way to stop. */
export function hear(person: string, listener: (news: News) => void): () => void {
  const channel = new BroadcastChannel(name(person));
  channel.onmessage = (event: MessageEvent<News>) => listener(event.data);
  return () => channel.close();
}
