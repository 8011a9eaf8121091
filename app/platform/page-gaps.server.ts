import { Transform } from "node:stream";

/**
 * A stream that takes the gaps out of a rendered page. React 18 leaves zero bytes where a character of several bytes did not fit the end of its buffer, and the
 * browser shows each as a sign of its own in the middle of a Chinese word. No page holds a zero byte otherwise.
 */
export function withoutGaps(): Transform {
  return new Transform({
    transform: (chunk: Buffer, _encoding, done) => done(null, chunk.includes(0) ? Buffer.from(chunk.filter((byte) => byte !== 0)) : chunk),
  });
}
