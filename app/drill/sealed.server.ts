import { timingSafeEqual } from "node:crypto";
import { parseJson } from "~/platform/json";
import { seal } from "~/platform/keys.server";

/** Fields that a browser carries about and cannot change. It can read them. */
export function sealed(purpose: string, fields: readonly unknown[]): string {
  const body = Buffer.from(JSON.stringify(fields)).toString("base64url");
  return `${body}.${seal(purpose, body)}`;
}

/** The fields that were sealed for this purpose; null when it is none of ours. */
export function unsealed(purpose: string, text: unknown, longest: number): unknown[] | null {
  if (typeof text !== "string" || text.length > longest) return null;
  const [body = "", given = "", more] = text.split(".");
  if (more !== undefined || !isSeal(given, seal(purpose, body))) return null;
  const fields = parseJson(Buffer.from(body, "base64url").toString("utf8"));
  return Array.isArray(fields) ? (fields as unknown[]) : null;
}

function isSeal(given: string, right: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(right);
  return a.length === b.length && timingSafeEqual(a, b);
}

/** A field that is a time, or null. */
export function timeField(value: unknown): Date | null {
  return typeof value === "number" ? new Date(value) : null;
}
