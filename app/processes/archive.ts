import { createHash } from "node:crypto";
import { once } from "node:events";
import { createReadStream, createWriteStream, type WriteStream } from "node:fs";
import { open, readdir, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip, type Gzip } from "node:zlib";

const BLOCK = 512;
const ENTRY_LIMIT = 256_000_000;
const TRAILER = "trailer.json";

/** What the last entry of a whole archive says: the digest of everything before it. */
export type Trailer = { sha256: string; entries: number };

/**
 * Writes a .tar.gz that any tar can open. It grows under a temporary name and gets its own only when it is whole and on the disk:
 * last comes a trailer with the digest of all before it, then fsync, then the rename.
 */
export class ArchiveWriter {
  private readonly gzip: Gzip = createGzip();
  private readonly output: WriteStream;
  private readonly written: Promise<void>;
  private readonly hash = createHash("sha256");
  private readonly partial: string;
  private entries = 0;

  constructor(private readonly path: string) {
    this.partial = `${path}.${process.pid}.part`;
    this.output = createWriteStream(this.partial, { flags: "wx", mode: 0o600 });
    this.written = pipeline(this.gzip, this.output);
    this.written.catch(() => undefined); // whoever writes next, or finish(), meets the error
  }

  async add(name: string, body: Buffer): Promise<void> {
    this.entries++;
    await this.put(tarHeader(name, body.length), body, Buffer.alloc((BLOCK - (body.length % BLOCK)) % BLOCK));
  }

  async finish(): Promise<void> {
    const trailer: Trailer = { sha256: this.hash.copy().digest("hex"), entries: this.entries };
    await this.add(TRAILER, Buffer.from(JSON.stringify(trailer)));
    await this.put(Buffer.alloc(2 * BLOCK));
    this.gzip.end();
    await this.written;
    await flush(this.partial);
    await rename(this.partial, this.path);
    await flush(dirname(this.path));
  }

  async abandon(): Promise<void> {
    this.gzip.destroy();
    await this.written.catch(() => undefined);
    await rm(this.partial, { force: true });
  }

  private async put(...parts: Buffer[]): Promise<void> {
    for (const part of parts) {
      this.hash.update(part);
      if (!this.gzip.write(part)) await Promise.race([once(this.gzip, "drain"), this.written]);
    }
  }
}

/** Remove what killed backups left in `folder`: partial archives whose process is gone. */
export async function removePartials(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const pid = Number(/\.tar\.gz\.(\d+)\.part$/.exec(name)?.[1] ?? 0);
    if (pid > 0 && !alive(pid)) await rm(join(folder, name), { force: true });
  }
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** The entries of an archive, one after the other. Throws a sentence when it is cut off, damaged, or no archive of ours. */
export async function* readArchive(path: string): AsyncGenerator<{ name: string; body: Buffer }> {
  const bytes = new Pull(path);
  const hash = createHash("sha256");
  try {
    for (let entries = 0; ; entries++) {
      const header = await bytes.take(BLOCK);
      const { name, size } = parseHeader(header);
      if (size > ENTRY_LIMIT) throw new Error("an entry is larger than any that we write");
      const digest = name === TRAILER ? hash.copy().digest("hex") : "";
      const body = await bytes.take(size);
      const padding = await bytes.take((BLOCK - (size % BLOCK)) % BLOCK);
      if (name === TRAILER) {
        const trailer = JSON.parse(body.toString("utf8")) as Trailer;
        if (trailer.sha256 !== digest || trailer.entries !== entries) throw new Error("its content does not match its checksum");
        await bytes.end();
        return;
      }
      hash.update(header).update(body).update(padding);
      yield { name, body };
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") throw new Error(`There is no file ${path}.`);
    throw new NotWhole(path, error);
  } finally {
    bytes.close();
  }
}

/** The archive is cut off, damaged, or something else altogether. */
class NotWhole extends Error {
  constructor(path: string, cause: unknown) {
    super(`${basename(path)} is not a whole backup (${cause instanceof Error ? cause.message : String(cause)}). Nothing was changed.`);
  }
}

/** Takes exactly so many bytes at a time out of a gzipped file. */
class Pull {
  private readonly stream;
  private readonly chunks: AsyncIterator<Buffer>;
  private rest: Buffer = Buffer.alloc(0);

  constructor(path: string) {
    const source = createReadStream(path);
    this.stream = createGunzip();
    source.on("error", (error) => this.stream.destroy(error));
    source.pipe(this.stream);
    this.chunks = this.stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  }

  async take(size: number): Promise<Buffer> {
    const parts = [this.rest];
    let have = this.rest.length;
    while (have < size) {
      const next = await this.chunks.next();
      if (next.done) throw new Error("it ends in the middle");
      parts.push(next.value);
      have += next.value.length;
    }
    const all = parts.length === 1 ? this.rest : Buffer.concat(parts);
    this.rest = all.subarray(size);
    return all.subarray(0, size);
  }

  /** Read on to the end, where gzip's own checksum stands. */
  async end(): Promise<void> {
    while (!(await this.chunks.next()).done);
  }

  close(): void {
    this.stream.destroy();
  }
}

function tarHeader(name: string, size: number): Buffer {
  if (Buffer.byteLength(name) > 99) throw new Error(`The name ${name} is too long for an archive.`);
  const header = Buffer.alloc(BLOCK);
  const field = (text: string, at: number) => header.write(text, at, "utf8");
  field(name, 0);
  field("0000600\0", 100);
  field("0000000\0", 108);
  field("0000000\0", 116);
  field(`${size.toString(8).padStart(11, "0")}\0`, 124);
  field("00000000000\0", 136);
  field("        ", 148);
  field("0", 156);
  field("ustar\0" + "00", 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  field(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  return header;
}

function parseHeader(header: Buffer): { name: string; size: number } {
  const text = (from: number, to: number) => header.toString("utf8", from, to).replace(/\0.*$/s, "");
  const size = Number.parseInt(text(124, 136), 8);
  if (text(257, 262) !== "ustar" || !Number.isSafeInteger(size)) throw new Error("it has another format");
  return { name: text(0, 100), size };
}

async function flush(path: string): Promise<void> {
  const handle = await open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
