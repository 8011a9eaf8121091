import { person } from "@db/schema";
import { demoPeople, seedDemo } from "@db/seed";
import { issueLink, linkPath, newToken } from "~/people/links.server";
import { clock } from "~/platform/clock.server";
import type { Db } from "~/platform/database.server";
import { env, publicAddress } from "~/platform/env.server";
import type { Link } from "./announce";
import type { Mode } from "~/platform/mode.server";

/** What the links are built on: PUBLIC_URL, or this machine. */
export const baseUrl = () => publicAddress ?? `http://localhost:${env.PORT}`;

/**
 * The links that are printed at the start. Demo: the shop is made at the first start, and there is one sign-in link per role.
 * A shop without people: the set-up link. A shop with people: none.
 */
export async function firstLinks(db: Db, mode: Mode, tell: (step: string) => void): Promise<Link[]> {
  if (mode === "demo") {
    await seedDemo(db, tell);
    const links: Link[] = [];
    for (const { role, personId } of await demoPeople(db)) links.push({ for: role, url: await freshLink(db, "sign_in", personId) });
    return links;
  }
  const [anybody] = await db.select({ id: person.id }).from(person).limit(1);
  return anybody ? [] : [{ for: "set-up", url: await freshLink(db, "set_up", null) }];
}

async function freshLink(db: Db, kind: "sign_in" | "set_up", personId: string | null): Promise<string> {
  const token = newToken();
  await issueLink(db, { kind, token, personId, createdBy: null, now: clock.now() });
  return baseUrl() + linkPath(kind, token);
}
