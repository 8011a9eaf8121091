import { resolve } from "node:path";
import { z } from "zod";
import { rangeOf } from "./addresses";

const flag = z.enum(["0", "1", "true", "false"]).transform((v) => v === "1" || v === "true");
const url = z.url({ protocol: /^https?$/ });
const ranges = z.string().transform((text, ctx) =>
  text.split(",").flatMap((part) => {
    const range = rangeOf(part);
    if (!range) ctx.addIssue({ code: "custom", message: "a list of ranges such as 10.0.0.0/8,fd00::/8 is wanted" });
    return range ?? [];
  }),
);

const settings = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("production"),
  PORT: z.coerce.number<string>().int().min(1).max(65535).default(3000),
  /** Address to listen on. */
  HOST: z.string().default("0.0.0.0"),
  DATA_DIR: z
    .string()
    .default(".data")
    .transform((dir) => resolve(dir)),
  CONTENT_DIR: z
    .string()
    .default("content")
    .transform((dir) => resolve(dir)),
  /** A PostgreSQL ≥ 15 of one's own: its owner role. Unset: the embedded one. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  /** The app's role on that database, when it signs in by itself. */
  DATABASE_APP_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  /** What every link and QR code is built on, e.g. https://desk.example.com */
  PUBLIC_URL: url.optional(),
  /** Number of proxies in front whose X-Forwarded-* is trusted. */
  TRUST_PROXY: z.coerce.number<string>().int().min(0).max(5).default(0),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  /** `inline`: jobs run inside the app process; `none`: a process of their own runs them. */
  WORKER: z.enum(["inline", "none"]).default("inline"),
  /** Lets /metrics be read from elsewhere than loopback. */
  METRICS_TOKEN: z.string().min(16).optional(),
  /** Private ranges that webhooks and other outgoing messages may reach, also in clear text: 10.1.0.0/16,192.168.7.5 */
  WEBHOOK_ALLOW_CIDR: ranges.default([]),
  /** The mail server by which notifications go out, with user and password if it wants them: smtps://user:password@mail.example.com:465 */
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  /** Who writes them: Deskready <desk@example.com> */
  MAIL_FROM: z
    .string()
    .regex(/^(?:[^<>\r\n]* )?<?[^\s<>@]+@[^\s<>@]+>?$/, "an address such as Deskready <desk@example.com> is wanted")
    .optional(),
  /** Shows the demo shop on a given database too (never for real data). */
  DEMO: flag.optional(),
});

const schema = settings.superRefine(({ SMTP_URL, MAIL_FROM }, ctx) => {
  if (SMTP_URL !== undefined && MAIL_FROM === undefined) wantedBeside(ctx, "MAIL_FROM", "SMTP_URL");
  if (MAIL_FROM !== undefined && SMTP_URL === undefined) wantedBeside(ctx, "SMTP_URL", "MAIL_FROM");
});

function wantedBeside(ctx: z.RefinementCtx, missing: string, given: string): void {
  ctx.addIssue({ code: "custom", path: [missing], message: `is wanted where ${given} is set` });
}

export type Env = z.output<typeof schema>;

/** Values that hold a password: a sentence about them ends up in terminals and logs. */
const SECRET = /^(DATABASE_URL|DATABASE_APP_URL|METRICS_TOKEN|SMTP_URL)$/;

function faultOf(name: string, message: string, value: string | undefined): string {
  return `${name}: ${message}${SECRET.test(name) ? "" : ` (is "${value ?? ""}")`}`;
}

/**
 * Validate the environment. Returns the settings, or a sentence per wrong variable.
 */
export function readEnv(source: Record<string, string | undefined>): { env: Env } | { faults: string[] } {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ""));
  const parsed = schema.safeParse(given);
  if (parsed.success) return { env: parsed.data };
  return {
    faults: parsed.error.issues.map((issue) => faultOf(issue.path.join("."), issue.message, given[String(issue.path[0])])),
  };
}

function readEnvOrExit(): Env {
  const result = readEnv(process.env);
  if ("env" in result) return result.env;
  process.stderr.write(`Deskready cannot start, these settings are wrong:\n${result.faults.map((f) => `  ${f}`).join("\n")}\n`);
  process.exit(78);
}

/** The settings of this process, validated once. */
export const env: Env = readEnvOrExit();

/** What links and QR codes are built on, without a slash at its end; null when PUBLIC_URL is unset. */
export const publicAddress: string | null = env.PUBLIC_URL?.replace(/\/+$/, "") ?? null;
