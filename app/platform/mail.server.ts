import { createTransport, type Transporter } from "nodemailer";
import { env } from "./env.server";

/** Why a letter did not go out: a code that pages put into words. `refused`: the server takes no letter for this address, now or later. */
export type MailFault = "mail_unset" | "mail_unreachable" | "mail_sign_in" | "mail_refused" | "mail_later" | "mail_timed_out";
/** What the server answered, or why nothing was taken. */
export type Mailed = { answer: string } | { fault: MailFault; answer: string | null };

/** A letter. The same `id` at every try: a server or reader that got it twice knows it by that. */
export type Letter = { id: string; to: string; subject: string; text: string; html: string; headers?: Record<string, string> };

const CONNECT_MS = 10_000;
const SILENCE_MS = 20_000;

let transport: { url: string; by: Transporter } | undefined;

function transportTo(url: string): Transporter {
  if (transport?.url !== url) {
    const times = { connectionTimeout: CONNECT_MS, greetingTimeout: CONNECT_MS, socketTimeout: SILENCE_MS };
    transport = { url, by: createTransport({ url, ...times, disableFileAccess: true, disableUrlAccess: true }) };
  }
  return transport.by;
}

/** Whether letters can go out at all: SMTP_URL and MAIL_FROM are set. */
export function mailIsSet(): boolean {
  return env.SMTP_URL !== undefined && env.MAIL_FROM !== undefined;
}

/** Hand a letter to the mail server. Never throws: a server that is away, slow or unwilling is an answer. */
export async function sendMail({ id, to, subject, text, html, headers = {} }: Letter): Promise<Mailed> {
  const { SMTP_URL: url, MAIL_FROM: from } = env;
  if (!url || !from) return { fault: "mail_unset", answer: null };
  try {
    const domain = /@([^\s<>]+?)>?$/.exec(from)?.[1] ?? "deskready.invalid";
    const sent = (await transportTo(url).sendMail({
      ...{ from, to, subject: subject.replace(/\s+/g, " "), text, html },
      messageId: `<${id}@${domain}>`,
      headers: { "Auto-Submitted": "auto-generated", ...headers },
    })) as { response?: string };
    return { answer: String(sent.response ?? "").slice(0, 300) };
  } catch (error) {
    const { code, responseCode, response } = error as { code?: string; responseCode?: number; response?: string };
    return { fault: faultOf(code ?? "", responseCode ?? 0), answer: response ? response.slice(0, 300) : null };
  }
}

function faultOf(code: string, status: number): MailFault {
  if (code === "EAUTH" || code === "ENOAUTH" || code === "EOAUTH2") return "mail_sign_in";
  if ((code === "EENVELOPE" || code === "EMESSAGE") && status >= 500) return "mail_refused";
  if (status >= 400) return "mail_later";
  return code === "ETIMEDOUT" ? "mail_timed_out" : "mail_unreachable";
}
