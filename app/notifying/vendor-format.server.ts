import { createHmac } from "node:crypto";
import type { Outgoing } from "~/platform/outgoing.server";
import type { GroupMessage } from "./group-message";
import type { Vendor } from "./vendors";

/** WeCom takes markdown of at most 4096 bytes. */
const WECOM_BYTES = 4096;

/** A message as its vendor wants it, signed with the secret (null: the robot has none) at the machine's time `at`. */
export function vendorRequest(
  vendor: Vendor,
  robot: { address: string; secret: string | null },
  message: GroupMessage,
  at: Date,
): Outgoing {
  return formats[vendor](robot, message, at);
}

type Format = (robot: { address: string; secret: string | null }, message: GroupMessage, at: Date) => Outgoing;

const hmac = (key: string, text: string) => createHmac("sha256", key).update(text).digest("base64");
/** Signs of markdown in a team's name would be read as such. */
const plain = (text: string) => text.replace(/([\\`*_{}[\]()#+!|<>~])/g, "\\$1");

const formats: Record<Vendor, Format> = {
  /** Custom robots of DingTalk: sign = base64(HMAC-SHA256(secret, timestamp in ms + "\n" + secret)), in the query. */
  dingtalk: ({ address, secret }, { title, lines, link }, at) => {
    const url = new URL(address);
    if (secret) {
      const timestamp = String(at.getTime());
      url.searchParams.set("timestamp", timestamp);
      url.searchParams.set("sign", hmac(secret, `${timestamp}\n${secret}`));
    }
    const text = [`#### ${plain(title)}`, ...lines.map((line) => `- ${plain(line)}`), `[${plain(link.text)}](${link.url})`].join("\n\n");
    return { url: url.href, body: JSON.stringify({ msgtype: "markdown", markdown: { title, text } }) };
  },
  /** Group robots of WeCom: the key in the address is all there is. */
  wecom: ({ address }, { title, lines, link }) => {
    const end = `\n[${link.text}](${link.url})`;
    const text = cutTo(WECOM_BYTES - Buffer.byteLength(end), [`**${title}**`, ...lines.map((line) => `> ${line}`)].join("\n"));
    return { url: address, body: JSON.stringify({ msgtype: "markdown", markdown: { content: text + end } }) };
  },
  /** Custom bots of Feishu: sign = base64(HMAC-SHA256(key = timestamp in s + "\n" + secret, no text)), in the body. */
  feishu: ({ address, secret }, { title, lines, link }, at) => {
    const timestamp = String(Math.floor(at.getTime() / 1000));
    const signed = secret ? { timestamp, sign: hmac(`${timestamp}\n${secret}`, "") } : {};
    const card = {
      config: { wide_screen_mode: true },
      header: { template: "blue", title: { tag: "plain_text", content: title } },
      elements: [
        ...lines.map((line) => ({ tag: "div", text: { tag: "plain_text", content: line } })),
        { tag: "action", actions: [{ tag: "button", type: "primary", text: { tag: "plain_text", content: link.text }, url: link.url }] },
      ],
    };
    return { url: address, body: JSON.stringify({ ...signed, msg_type: "interactive", card }) };
  },
};

/** The beginning of a text that has at most so many bytes, cut between signs. */
function cutTo(bytes: number, text: string): string {
  if (Buffer.byteLength(text) <= bytes) return text;
  let kept = "";
  let size = Buffer.byteLength("…");
  for (const sign of text) {
    size += Buffer.byteLength(sign);
    if (size > bytes) break;
    kept += sign;
  }
  return `${kept}…`;
}
