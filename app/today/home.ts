import type { Actor } from "~/people/actor";
import type { Role } from "~/people/permissions";

/** Where each role works, the first that one holds decides. */
const homes: { role: Role; to: string }[] = [
  { role: "manager", to: "/team" },
  { role: "supervisor", to: "/inbox" },
  { role: "content_owner", to: "/library" },
  { role: "administrator", to: "/settings" },
  { role: "agent", to: "/today" },
];

/** The first page of somebody with these roles. Who is still on the way to the desk begins with their own day, whatever else they are. */
export function homeFor(actor: Pick<Actor, "roles" | "state">): string {
  const held = new Set(actor.roles.map((r) => r.role));
  const onTheWay = actor.state === "invited" || actor.state === "training" || actor.state === "probation";
  if (held.has("agent") && onTheWay) return "/today";
  return homes.find((h) => held.has(h.role))?.to ?? "/today";
}
