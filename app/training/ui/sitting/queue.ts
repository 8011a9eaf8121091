import type { Answer } from "~/drill/types/registry";

export type Change = { answer: Answer | null; ms: number };
export type Changes = Record<string, Change>;

/**
 * The answers of one window: how they stand, what still has to be sent, what is on its way. Pure; one batch flies at a time.
 * `revision` is the last that the server has told this window.
 */
export type Queue = {
  revision: number;
  answers: Record<string, Answer>;
  waiting: Changes;
  flying: Changes | null;
  /** Another window was newer: what this one had answered otherwise, to be taken or let go. */
  conflict: Changes | null;
};

/** What the server says to a save. */
export type Landed = { state: "saved" | "newer"; revision: number; answers: Record<string, Answer> };

/** The queue of a page that was just loaded. */
export function loaded(revision: number, answers: Record<string, Answer>): Queue {
  return { revision, answers, waiting: {}, flying: null, conflict: null };
}

function overlaid(answers: Record<string, Answer>, changes: Changes): Record<string, Answer> {
  const result = { ...answers };
  for (const [id, { answer }] of Object.entries(changes)) {
    if (answer === null) delete result[id];
    else result[id] = answer;
  }
  return result;
}

const same = (a: Answer | null | undefined, b: Answer | null | undefined) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/** Somebody answered, or took an answer back. */
export function changed(queue: Queue, id: string, change: Change): Queue {
  if (same(queue.answers[id], change.answer)) return queue;
  const conflict = queue.conflict && Object.fromEntries(Object.entries(queue.conflict).filter(([other]) => other !== id));
  return {
    ...queue,
    answers: overlaid(queue.answers, { [id]: change }),
    waiting: { ...queue.waiting, [id]: change },
    conflict: conflict && Object.keys(conflict).length > 0 ? conflict : null,
  };
}

/** The next batch to send; null: nothing waits, or one is on its way. */
export function takeOff(queue: Queue): Queue | null {
  if (queue.flying !== null || Object.keys(queue.waiting).length === 0) return null;
  return { ...queue, flying: queue.waiting, waiting: {} };
}

/** The batch did not arrive: it waits again, behind what was answered since. */
export function returned(queue: Queue): Queue {
  return { ...queue, flying: null, waiting: { ...queue.flying, ...queue.waiting } };
}

/**
 * The server took the batch, or holds newer answers of another window. Then those are shown, and what differs here becomes a conflict —
 * unless nothing differs: the answer to an earlier try was lost on the way.
 */
export function landed(queue: Queue, { state, revision, answers }: Landed): Queue {
  if (state === "saved") return { ...queue, revision, flying: null, answers: overlaid(answers, queue.waiting) };
  return merged({ ...queue, revision, flying: null, waiting: {}, answers }, { ...queue.flying, ...queue.waiting }, () => false);
}

/** What is kept on the device until the server has confirmed it, and until a conflict was decided. */
export type Kept = { revision: number; changes: Changes; conflict: Changes };

/** What a reload must find again; null: everything is saved. */
export function toKeep(queue: Queue): Kept | null {
  const changes = unsent(queue);
  const conflict = queue.conflict ?? {};
  return Object.keys(changes).length + Object.keys(conflict).length > 0 ? { revision: queue.revision, changes, conflict } : null;
}

/** What a reload finds on this device that was never sent. Taken as it is when the server has seen nothing since, else compared. */
export function restored(queue: Queue, kept: Kept): Queue {
  const untouched = kept.revision === queue.revision;
  const sent = merged(queue, kept.changes, (id) => untouched || !(id in queue.answers));
  return merged(sent, kept.conflict, () => false);
}

/** Adds `changes` to what waits where `take` says so; the others that differ are a conflict. */
function merged(queue: Queue, changes: Changes, take: (id: string) => boolean): Queue {
  const differing = Object.entries(changes).filter(([id, { answer }]) => !same(queue.answers[id], answer));
  const waiting = Object.fromEntries(differing.filter(([id]) => take(id)));
  const conflict = Object.fromEntries(differing.filter(([id]) => !take(id)));
  return {
    ...queue,
    waiting: { ...queue.waiting, ...waiting },
    answers: overlaid(queue.answers, waiting),
    conflict: Object.keys(conflict).length > 0 ? { ...queue.conflict, ...conflict } : queue.conflict,
  };
}

/** Everything that the server has not confirmed. */
export function unsent(queue: Queue): Changes {
  return { ...queue.flying, ...queue.waiting };
}

/** The answers in conflict are let go; the newer ones stay. */
export function letGo(queue: Queue): Queue {
  return { ...queue, conflict: null };
}
