import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";

/** How the mail server behaves: well, "come later", "nobody of that name", or not there at all. */
export type Mood = "well" | "busy" | "unknown" | "away";
/** A letter as it arrived: its headers by lower-case name, its two bodies. */
export type Arrived = { to: string[]; headers: Map<string, string>; subject: string; text: string; html: string };

/** A real mail server on this machine that keeps what it is handed. */
export class PostOffice {
  readonly letters: Arrived[] = [];
  mood: Mood = "well";
  private server: SMTPServer | null = null;

  /** Open it; returns the address for SMTP_URL. */
  async open(): Promise<string> {
    const fail = (code: number, text: string) => Object.assign(new Error(text), { responseCode: code });
    this.server = new SMTPServer({
      authOptional: true,
      disabledCommands: ["STARTTLS", "AUTH"],
      logger: false,
      onConnect: (_session, done) => done(this.mood === "away" ? fail(421, "closed today") : null),
      onRcptTo: (_address, _session, done) => done(this.mood === "unknown" ? fail(550, "5.1.1 nobody of that name") : null),
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on("data", (chunk: Buffer) => void chunks.push(chunk));
        stream.on("end", () => {
          if (this.mood === "busy") return done(fail(451, "4.3.0 come later"));
          this.letters.push(
            read(
              Buffer.concat(chunks).toString("utf8"),
              session.envelope.rcptTo.map(({ address }) => address),
            ),
          );
          done();
        });
      },
    });
    const listening = this.server.listen(0, "127.0.0.1");
    await once(listening, "listening");
    return `smtp://127.0.0.1:${(listening.address() as AddressInfo).port}`;
  }

  close(): void {
    this.server?.close();
  }

  /** Forget what arrived, and behave well. */
  clear(): void {
    this.letters.length = 0;
    this.mood = "well";
  }

  to(address: string): Arrived[] {
    return this.letters.filter(({ to }) => to.includes(address));
  }
}

/** A letter out of its bytes, by the words of RFC 5322, 2047 and 2046: nothing of the sender's own code. */
function read(raw: string, to: string[]): Arrived {
  const { headers, body } = split(raw);
  const boundary = /boundary="?([^";]+)"?/.exec(headers.get("content-type") ?? "")?.[1] ?? "";
  const parts = body
    .split(`--${boundary}`)
    .slice(1, -1)
    .map((part) => split(part.replace(/^\r\n/, "")));
  const of = (type: string) => {
    const part = parts.find((one) => (one.headers.get("content-type") ?? "").startsWith(type));
    return part ? decoded(part.body, part.headers.get("content-transfer-encoding") ?? "7bit") : "";
  };
  return { to, headers, subject: words(headers.get("subject") ?? ""), text: of("text/plain"), html: of("text/html") };
}

function split(raw: string): { headers: Map<string, string>; body: string } {
  const at = raw.indexOf("\r\n\r\n");
  const lines = raw
    .slice(0, at)
    .replace(/\r\n[ \t]+/g, " ")
    .split("\r\n");
  const pairs = lines.map((line) => [line.slice(0, line.indexOf(":")).toLowerCase(), line.slice(line.indexOf(":") + 1).trim()] as const);
  return { headers: new Map(pairs), body: raw.slice(at + 4) };
}

function decoded(body: string, encoding: string): string {
  const text = body.replace(/\r\n$/, "");
  if (encoding === "base64") return Buffer.from(text, "base64").toString("utf8").replace(/\r\n/g, "\n");
  const plain =
    encoding === "quoted-printable"
      ? text.replace(/=\r\n/g, "").replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
      : text;
  return (encoding === "quoted-printable" ? Buffer.from(plain, "latin1").toString("utf8") : plain).replace(/\r\n/g, "\n");
}

function words(text: string): string {
  return text.replace(/\?=\s+=\?/g, "?==?").replace(/=\?UTF-8\?([BQ])\?([^?]*)\?=/gi, (_, how: string, what: string) =>
    how.toUpperCase() === "B"
      ? Buffer.from(what, "base64").toString("utf8")
      : Buffer.from(
          what.replace(/_/g, " ").replace(/=([0-9A-F]{2})/g, (_m, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
          "latin1",
        ).toString("utf8"),
  );
}
