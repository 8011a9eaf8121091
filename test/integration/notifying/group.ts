import { createHmac } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Vendor } from "~/notifying/vendors";

/** How a vendor behaves: well, "too many", refusing everything, or not answering in its own words. */
export type Mood = "well" | "full" | "refusing" | "broken";
type Heard = { vendor: Vendor; text: string; body: Record<string, unknown> };

/** How far a message's time may lie from the vendor's clock. */
const TOLERANCE_MS = 3_600_000;

/**
 * The vendors' side of group robots: verifies what arrives by the words of their documents, with nothing of the product's own code, and believes only that. One address for each.
 */
export class Group {
  readonly believed: Heard[] = [];
  readonly disbelieved: string[] = [];
  mood: Mood = "well";
  readonly secrets: Record<Vendor, string> = { dingtalk: "SECding", wecom: "", feishu: "feishu-secret" };
  requests = 0;
  private readonly server = createServer((req, res) => {
    const chunks: Buffer[] = [];
    req.on("data", (chunk: Buffer) => void chunks.push(chunk));
    req.on("end", () => {
      this.requests++;
      const url = new URL(req.url ?? "/", "http://group.test");
      const vendor = url.pathname.slice(1) as Vendor;
      if (this.mood === "broken") return void res.writeHead(502).end("<html>bad gateway</html>");
      const body = JSON.parse(Buffer.concat(chunks).toString("utf8")) as Record<string, unknown>;
      res.writeHead(200, { "Content-Type": "application/json" }).end(JSON.stringify(this.answer(vendor, url, body)));
    });
  });

  async open(): Promise<void> {
    this.server.listen(0, "127.0.0.1");
    await once(this.server, "listening");
  }

  close(): void {
    this.server.close();
  }

  clear(): void {
    this.believed.length = 0;
    this.disbelieved.length = 0;
    this.requests = 0;
    this.mood = "well";
  }

  address(vendor: Vendor): string {
    const { port } = this.server.address() as AddressInfo;
    return `http://127.0.0.1:${port}/${vendor}?${vendor === "wecom" ? "key" : "access_token"}=token-of-${vendor}`;
  }

  private answer(vendor: Vendor, url: URL, body: Record<string, unknown>): unknown {
    const said = (code: number, text: string) => (vendor === "feishu" ? { code, msg: text } : { errcode: code, errmsg: text });
    if (this.mood === "full") return said({ dingtalk: 130101, wecom: 45009, feishu: 9499 }[vendor], "too many");
    if (this.mood === "refusing") return said({ dingtalk: 310000, wecom: 93000, feishu: 19001 }[vendor], "not like this");
    const fault = this.faultOf(vendor, url, body);
    if (fault) {
      this.disbelieved.push(`${vendor}: ${fault}`);
      return said(19021, fault);
    }
    this.believed.push({ vendor, body, text: textOf(vendor, body) });
    return said(0, "ok");
  }

  private faultOf(vendor: Vendor, url: URL, body: Record<string, unknown>): string | null {
    if (!url.search.includes(`token-of-${vendor}`)) return "no token";
    if (vendor === "wecom") {
      const { content } = (body.markdown ?? {}) as { content?: string };
      if (body.msgtype !== "markdown" || !content) return "no markdown";
      return Buffer.byteLength(content) > 4096 ? "too long" : null;
    }
    const secret = this.secrets[vendor];
    if (vendor === "dingtalk") {
      // "The signature is of timestamp, line feed and secret, keyed by the secret; timestamp in milliseconds, within an hour."
      const timestamp = url.searchParams.get("timestamp") ?? "";
      const wanted = createHmac("sha256", secret).update(`${timestamp}\n${secret}`, "utf8").digest("base64");
      if (!(Math.abs(Date.now() - Number(timestamp)) < TOLERANCE_MS)) return "not of this time";
      if (url.searchParams.get("sign") !== wanted) return "sign does not match";
      return body.msgtype === "markdown" && typeof (body.markdown as { title?: unknown })?.title === "string" ? null : "no markdown";
    }
    // "The key is timestamp, line feed and secret; nothing is signed with it; timestamp in seconds, within an hour."
    const timestamp = String(body.timestamp);
    const wanted = createHmac("sha256", `${timestamp}\n${secret}`).update("").digest("base64");
    if (!/^\d{10}$/.test(timestamp) || !(Math.abs(Date.now() - Number(timestamp) * 1000) < TOLERANCE_MS)) return "not of this time";
    if (body.sign !== wanted) return "sign does not match";
    return body.msg_type === "interactive" && typeof body.card === "object" ? null : "no card";
  }
}

function textOf(vendor: Vendor, body: Record<string, unknown>): string {
  if (vendor === "wecom") return (body.markdown as { content: string }).content;
  return vendor === "dingtalk" ? (body.markdown as { text: string }).text : JSON.stringify(body.card);
}
