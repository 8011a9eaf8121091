import type { Heard } from "~/platform/outgoing.server";

/** Whose group robots are spoken to. */
export const vendors = ["dingtalk", "wecom", "feishu"] as const;
export type Vendor = (typeof vendors)[number];

/** Whether `value` names a vendor. */
export function isVendor(value: unknown): value is Vendor {
  return vendors.some((vendor) => vendor === value);
}

const hosts: Record<Vendor, readonly string[]> = {
  dingtalk: ["oapi.dingtalk.com", "api.dingtalk.com"],
  wecom: ["qyapi.weixin.qq.com"],
  feishu: ["open.feishu.cn", "open.larksuite.com"],
};

/** Whose an address is, if it is plainly one vendor's; null for any other host. */
export function vendorOf(address: string): Vendor | null {
  const { hostname } = new URL(address);
  return vendors.find((vendor) => hosts[vendor].includes(hostname)) ?? null;
}

/** Ms between two messages to one robot: DingTalk and WeCom take 20 a minute, Feishu 100 a minute and 5 a second. */
export const spacingMs: Record<Vendor, number> = { dingtalk: 3200, wecom: 3200, feishu: 700 };

/** How long a robot rests that said "too many": DingTalk shuts it out for ten minutes, the others count a minute. */
export const restMs: Record<Vendor, number> = { dingtalk: 600_000, wecom: 60_000, feishu: 60_000 };

/** Whether a robot took a message. All three answer 200 whatever happened, and say in the body how it went. */
export type RobotAnswer = "taken" | { fault: "too_many" | "robot_refused" | string; answer: string | null };

/** Codes by which vendors say that too many messages came (DingTalk 130101, WeCom 45009, Feishu 9499 and 11232). */
const TOO_MANY = new Set([130101, 45009, 9499, 11232]);

/** What a vendor's answer means. */
export function answerOf(vendor: Vendor, heard: Heard): RobotAnswer {
  if ("fault" in heard) return { fault: heard.fault, answer: null };
  const answer = `${heard.status} ${heard.body}`.trim();
  if (heard.status === 429) return { fault: "too_many", answer };
  const code = heard.status >= 200 && heard.status < 300 ? codeIn(vendor, heard.body) : null;
  if (code === 0) return "taken";
  return { fault: code !== null && TOO_MANY.has(code) ? "too_many" : "robot_refused", answer };
}

function codeIn(vendor: Vendor, body: string): number | null {
  try {
    const { errcode, code, StatusCode } = JSON.parse(body) as Record<string, unknown>;
    const said = vendor === "feishu" ? (code ?? StatusCode) : errcode;
    return typeof said === "number" ? said : null;
  } catch {
    return null;
  }
}
