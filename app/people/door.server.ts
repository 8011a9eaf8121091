import { redirect } from "@remix-run/node";
import { localeCookie } from "~/platform/cookies.server";
import type { Locale } from "~/platform/locale";
import type { Browser } from "./accounts.server";
import type { GuardArgs } from "./guard.server";
import type { LinkFault } from "./links.server";
import { closeSession, openSession, sessionTokenOf } from "./session.server";

/** The browser that asks, as a session remembers it. */
function browserOf({ request, context }: GuardArgs): Browser {
  return { userAgent: request.headers.get("User-Agent") ?? "", address: context.address };
}

/** Let somebody in who has proved who they are: ends this browser's earlier session, opens a new one, and goes to `to`. */
export async function letIn(args: GuardArgs, personId: string, to: string, locale?: Locale): Promise<Response> {
  const earlier = sessionTokenOf(args.request);
  if (earlier) await closeSession(earlier);
  const headers = new Headers({ "Set-Cookie": await openSession(personId, browserOf(args)) });
  if (locale) headers.append("Set-Cookie", await localeCookie.serialize(locale));
  return redirect(to, { headers });
}

/** The status of a page behind a link that opens nothing: unknown is not found, the others are gone. */
export function faultStatus(fault: LinkFault): number {
  return fault === "link_unknown" ? 404 : 410;
}
