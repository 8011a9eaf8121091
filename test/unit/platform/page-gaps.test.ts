import { createElement } from "react";
import { renderToPipeableStream } from "react-dom/server";
import { Writable } from "node:stream";
import { describe, expect, it } from "vitest";
import { withoutGaps } from "~/platform/page-gaps.server";

/** Lines of Chinese that end at every place of a buffer; longer than it many times over. */
const lines = Array.from({ length: 400 }, (_, n) => `${"a".repeat(n % 7)}您的单六点前能出，今天走，单号晚上八点前发给您`);

/** The bytes of a page of these lines, as React writes them into what `through` gives. */
function rendered(through: (sink: Writable) => NodeJS.WritableStream): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const sink = new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        chunks.push(Buffer.from(chunk));
        done();
      },
    });
    sink.on("finish", () => resolve(Buffer.concat(chunks)));
    const page = createElement(
      "ol",
      null,
      lines.map((line, n) => createElement("li", { key: n }, line)),
    );
    const { pipe } = renderToPipeableStream(page, { onShellReady: () => void pipe(through(sink)), onError: reject });
  });
}

describe("a rendered page", () => {
  it("holds every character and no zero byte, though React leaves some", async () => {
    const [raw, whole] = await Promise.all([
      rendered((sink) => sink),
      rendered((sink) => {
        const between = withoutGaps();
        between.pipe(sink);
        return between;
      }),
    ]);
    // When React leaves none any more, the stream between may go.
    expect(raw.includes(0)).toBe(true);
    expect(whole.includes(0)).toBe(false);
    for (const line of lines) expect(whole.toString()).toContain(`<li>${line}</li>`);
  });
});
