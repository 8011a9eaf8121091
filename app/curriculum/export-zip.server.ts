import { Zip, ZipDeflate, ZipPassThrough } from "fflate";
import type { ExportedFile } from "./export.server";

// The same content is the same archive: no file of it has a time of its own.
const LONG_AGO = new Date(1980, 0, 1);
const PACKED = /\.(webp|png|jpg)$/;

/** The files as a zip, made as fast as it is read and no faster. */
export function zipped(files: AsyncIterator<ExportedFile>): ReadableStream<Uint8Array> {
  const ready: Uint8Array[] = [];
  const failed: { error?: Error } = {};
  const zip = new Zip((error, chunk) => {
    if (error) failed.error = error;
    else ready.push(chunk);
  });
  let ended = false;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      while (ready.length === 0 && !ended) {
        const next = await files.next();
        if (next.done) {
          zip.end();
          ended = true;
          continue;
        }
        const { path, bytes } = next.value;
        const entry = PACKED.test(path) ? new ZipPassThrough(path) : new ZipDeflate(path, { level: 6 });
        entry.mtime = LONG_AGO;
        zip.add(entry);
        entry.push(bytes, true);
        if (failed.error) throw failed.error;
      }
      for (const chunk of ready.splice(0)) if (chunk.length > 0) controller.enqueue(chunk);
      if (ended) controller.close();
    },
    async cancel() {
      await files.return?.();
    },
  });
}
