import { eq } from "drizzle-orm";
import { person } from "./schema";
import type { Db } from "../app/platform/database.server";

/** Fill an empty database with the demo shop. Does nothing when somebody is there. */
export async function seedDemo(db: Db, tell: (step: string) => void): Promise<void> {
  const [anybody] = await db.select({ id: person.id }).from(person).limit(1);
  if (anybody) return;
  tell("Making the demo shop");
}

/** One person per role, in the order of the walk-through. */
export async function demoPeople(db: Db): Promise<{ role: string; personId: string }[]> {
  const roles = [
    ["trainee", "chenxi"],
    ["agent", "liuyang"],
    ["supervisor", "wangjing"],
    ["manager", "zhaomin"],
    ["content owner", "sunyue"],
    ["administrator", "admin"],
  ] as const;
  const rows = await Promise.all(roles.map(([, login]) => db.select({ id: person.id }).from(person).where(eq(person.login, login))));
  return rows.flatMap((found, i) => (found[0] ? [{ role: roles[i]?.[0] ?? "", personId: found[0].id }] : []));
}
