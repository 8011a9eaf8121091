import { createHmac } from "node:crypto";
import { seal } from "~/platform/keys.server";

/** The secret of an endpoint as its receiver enters it: derived under the instance's key, so that no copy of the database gives it away. */
export function secretOf(secretId: string): string {
  return `whsec_${bytesOf(secretId).toString("base64")}`;
}

function bytesOf(secretId: string): Buffer {
  return Buffer.from(seal("webhook-secret", secretId), "hex");
}

/** The headers of Standard Webhooks: one signature for each secret that is valid now, over id, time and body. */
export function signedHeaders(secretIds: readonly string[], message: { id: string; at: Date; body: string }): Record<string, string> {
  const timestamp = String(Math.floor(message.at.getTime() / 1000));
  const content = `${message.id}.${timestamp}.${message.body}`;
  const signatures = secretIds.map((secretId) => `v1,${createHmac("sha256", bytesOf(secretId)).update(content).digest("base64")}`);
  return { "webhook-id": message.id, "webhook-timestamp": timestamp, "webhook-signature": signatures.join(" ") };
}
