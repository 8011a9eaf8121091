/** The product's clock: the machine's, plus the demo's offset. Nothing else in the app asks what time it is. */
let offsetMs = 0;

export const clock = {
  now(): Date {
    return new Date(Date.now() + offsetMs);
  },
  /** Only the demo and tests move the clock. */
  setOffset(ms: number): void {
    offsetMs = ms;
  },
  /** What the machine's own clock says, in ms: the time of ids, which no offset moves. */
  machine(): number {
    return Date.now();
  },
  offset(): number {
    return offsetMs;
  },
};
