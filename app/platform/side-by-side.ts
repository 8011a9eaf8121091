/** Pieces of work that are done side by side and ended one after the other. */
export type SideBySide<Answer> = {
  /** Begin a piece, and end it when all before it have ended. Resolves when there is room for another one; rejects where an earlier one has failed. */
  add(answer: Promise<Answer>, end: (answer: Answer) => Promise<void>): Promise<void>;
  /** Resolves when all have ended. After a failure nothing more is ended, and this rejects with it. */
  done(): Promise<void>;
};

/** At most so many pieces at a time. */
export function sideBySide<Answer>(most: number): SideBySide<Answer> {
  let last: Promise<void> = Promise.resolve();
  const underWay: Promise<void>[] = [];
  return {
    async add(answer, end) {
      const before = last;
      // Whoever waits hears of a failure in its turn.
      answer.catch(() => undefined);
      last = before.then(async () => end(await answer));
      last.catch(() => undefined);
      underWay.push(last);
      if (underWay.length >= most) await underWay.shift();
    },
    done: () => last,
  };
}
