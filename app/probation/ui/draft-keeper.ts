import type { Refusal } from "~/platform/refusal";
import { afterSaving, applyChanges, type Change, type Changes, rebase } from "../draft";
import type { Entries } from "../rules";

/** How the draft stands on this device. `offline`: kept here and sent again by itself. */
export type DraftStatus = "saved" | "pending" | "saving" | "offline" | "signed_out" | "refused";
export type DraftView = {
  entries: Entries;
  revision: number;
  status: DraftStatus;
  overtaken: readonly string[];
  refusals: readonly Refusal[];
};

type ServerState = { saved: boolean; revision: number; entries: Entries };
/** What a request came to: the server's state, what it refused, or that it was not reached. */
export type Answer = { state: ServerState } | { refusals: Refusal[] } | { lost: "offline" | "signed_out" };
/** The few things of a browser that the keeper needs. */
export type KeeperWorld = {
  send(fields: Record<string, string | Blob>): Promise<Answer>;
  /** This device's memory: what was typed and not yet taken. */
  load(): { base: Entries; mine: Changes } | null;
  store(kept: { base: Entries; mine: Changes } | null): void;
  /** Call back later; returns the way to stop it. */
  after(ms: number, run: () => void): () => void;
};

const PAUSE_MS = 600;
const RETRY_MS = 4000;

/**
 * Keeps a grading's draft between a device and the server: one request at a time, what is typed stays on the device until the server has it,
 * and another device's newer entries are taken over.
 */
export function createDraftKeeper(first: { entries: Entries; revision: number }, world: KeeperWorld) {
  let server: { entries: Entries; revision: number } = first;
  let mine: Record<string, Change> = {};
  let status: DraftStatus = "saved";
  let overtaken: readonly string[] = [];
  let refusals: readonly Refusal[] = [];
  let busy = false;
  let stopTimer = () => {};
  const listeners = new Set<() => void>();
  let view: DraftView = { entries: server.entries, revision: server.revision, status, overtaken, refusals };

  const isDirty = () => Object.keys(mine).length > 0;
  const tell = () => {
    view = { entries: applyChanges(server.entries, mine), revision: server.revision, status, overtaken, refusals };
    for (const listener of listeners) listener();
  };
  const remember = () => {
    const base = Object.fromEntries(Object.keys(mine).flatMap((slug) => (server.entries[slug] ? [[slug, server.entries[slug]]] : [])));
    world.store(isDirty() ? { base, mine } : null);
  };
  const schedule = (ms: number) => {
    stopTimer();
    stopTimer = world.after(ms, () => void save());
  };

  function absorb(next: ServerState, sent: Changes): void {
    if (next.saved) mine = afterSaving(mine, sent);
    const rebased = rebase(applyChanges(server.entries, next.saved ? sent : {}), mine, next.entries);
    mine = rebased.kept;
    if (rebased.overtaken.length > 0) overtaken = rebased.overtaken;
    server = { entries: next.entries, revision: next.revision };
    refusals = [];
  }

  /** One request; what it came to goes into the state. True when the server took it. */
  async function request(fields: Record<string, string | Blob>, sent: Changes): Promise<boolean> {
    busy = true;
    status = "saving";
    tell();
    const answer = await world.send({ ...fields, revision: String(server.revision) });
    busy = false;
    if ("state" in answer) {
      absorb(answer.state, sent);
      status = isDirty() ? "pending" : "saved";
    } else if ("refusals" in answer) {
      refusals = answer.refusals;
      status = isDirty() && fields.intent === "save" ? "refused" : isDirty() ? "pending" : "saved";
    } else status = answer.lost;
    remember();
    tell();
    if (status === "pending") schedule(0);
    if (status === "offline" && isDirty()) schedule(RETRY_MS);
    return "state" in answer && answer.state.saved;
  }

  async function save(): Promise<void> {
    stopTimer();
    if (busy || !isDirty()) return;
    const sent = { ...mine };
    await request({ intent: "save", changes: JSON.stringify(sent) }, sent);
  }

  async function whenFree(fields: Record<string, string | Blob>): Promise<boolean> {
    while (busy) await new Promise<void>((resolve) => void world.after(50, resolve));
    return request(fields, {});
  }

  return {
    view: () => view,
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    /** Take up what this device had kept from before. */
    resume(): void {
      const kept = world.load();
      if (!kept) return;
      const rebased = rebase(kept.base, kept.mine, server.entries);
      mine = { ...rebased.kept, ...mine };
      overtaken = rebased.overtaken;
      status = isDirty() ? "pending" : "saved";
      remember();
      tell();
      if (isDirty()) schedule(0);
    },
    /** The page was loaded anew: take over what is newer there. */
    renew(next: { entries: Entries; revision: number }): void {
      if (next.revision <= server.revision) return;
      absorb({ saved: false, ...next }, {});
      remember();
      tell();
    },
    change(slug: string, change: Change): void {
      mine = { ...mine, [slug]: { ...mine[slug], ...change } };
      overtaken = overtaken.filter((s) => s !== slug);
      if (status !== "saving") status = status === "signed_out" ? status : "pending";
      remember();
      tell();
      schedule(PAUSE_MS);
    },
    /** Send now what is not sent yet: the network is back, the page is being left. */
    save,
    addPicture: (slug: string, picture: Blob, submissionId: string) =>
      whenFree({ intent: "add_picture", item: slug, picture, submissionId }),
    removePicture: (slug: string, fileId: string) => whenFree({ intent: "remove_picture", item: slug, fileId }),
    stop: () => stopTimer(),
  };
}

export type DraftKeeper = ReturnType<typeof createDraftKeeper>;
