import { createHmac, timingSafeEqual } from "node:crypto";
import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { Socket } from "node:net";

/** How the receiver answers: well, with an error, not at all, it hangs up after it has read everything, or it is not there. */
export type Mood = "well" | "broken" | "hanging" | "rude" | "away";
type Received = { id: string; event: { type: string; data: { id: string; external_id: string; sequence: number; clearance: string } } };

/** How far a message's time may be from the receiver's clock. */
const TOLERANCE_S = 300;

/**
 * Somebody else's program that is told of changes: it verifies each message by the words of the Standard Webhooks specification, with nothing of the product's own code, and
 * believes only what verifies.
 */
export class Receiver {
  readonly believed: Received[] = [];
  readonly disbelieved: string[] = [];
  mood: Mood = "well";
  /** Secrets as an administrator enters them. */
  readonly secrets: string[] = [];
  requests = 0;
  private readonly server;
  private readonly sockets = new Set<Socket>();
  private port = 0;

  constructor() {
    this.server = createServer((req, res) => {
      this.requests++;
      if (this.mood === "hanging") return;
      const chunks: Buffer[] = [];
      req.on("data", (chunk: Buffer) => void chunks.push(chunk));
      req.on("end", () => this.answer(Buffer.concat(chunks), req.headers as Record<string, string>, res));
    });
    this.server.on("connection", (socket) => {
      if (this.mood === "away") return void socket.destroy();
      this.sockets.add(socket);
      socket.once("close", () => void this.sockets.delete(socket));
    });
  }

  async open(): Promise<string> {
    this.server.listen(0, "127.0.0.1");
    await once(this.server, "listening");
    const address = this.server.address();
    if (address === null || typeof address === "string") throw new Error("the receiver has no port");
    this.port = address.port;
    return `http://127.0.0.1:${this.port}/seats`;
  }

  close(): void {
    this.server.close();
    for (const socket of this.sockets) socket.destroy();
  }

  private answer(body: Buffer, headers: Record<string, string>, res: ServerResponse): void {
    if (this.mood === "broken") return void res.writeHead(500).end("out of order");
    const fault = this.faultOf(body, headers);
    if (fault) {
      this.disbelieved.push(fault);
      return void res.writeHead(401).end(fault);
    }
    this.believed.push({ id: headers["webhook-id"] ?? "", event: JSON.parse(body.toString("utf8")) as Received["event"] });
    if (this.mood === "rude") return void res.destroy();
    res.writeHead(200).end("ok");
  }

  /** "The content to sign is the id, the timestamp and the payload, joined by full stops"; several signatures are separated by spaces. */
  private faultOf(body: Buffer, headers: Record<string, string>): string | null {
    const { "webhook-id": id = "", "webhook-timestamp": timestamp = "", "webhook-signature": signatures = "" } = headers;
    if (!/^msg_[\w-]+$/.test(id)) return "no id";
    if (!(Math.abs(Date.now() / 1000 - Number(timestamp)) < TOLERANCE_S)) return "not of this time";
    const isSigned = this.secrets.some((secret) => {
      const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
      const wanted = createHmac("sha256", key)
        .update(Buffer.concat([Buffer.from(`${id}.${timestamp}.`), body]))
        .digest();
      return signatures.split(" ").some((one) => {
        const given = Buffer.from(one.replace(/^v1,/, ""), "base64");
        return one.startsWith("v1,") && given.length === wanted.length && timingSafeEqual(given, wanted);
      });
    });
    return isSigned ? null : "not signed by a secret that is known";
  }
}
