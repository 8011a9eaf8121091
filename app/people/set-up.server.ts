import { and, isNull, sql } from "drizzle-orm";
import { person, roleGrant, store, team } from "@db/schema";
import type { Reader } from "~/platform/database.server";
import { plainDateIn } from "~/platform/dates";
import { newId } from "~/platform/ids";
import type { Locale } from "~/platform/locale";
import { accept, audit, type Outcome, refuse, refuseAll, write, type WriteContext } from "~/platform/write.server";
import { credentialFaults } from "./accounts.server";
import type { SetUpValues } from "./forms";
import { seedHolidays } from "./holidays.server";
import { takeLink } from "./links.server";
import { hashPassword } from "./password.server";
import { pinyinOf } from "./pinyin.server";
import { writeSetting } from "./settings.server";

/** Whether nobody holds a role here yet: the shop waits for its first administrator. */
async function isEmptyShop(reader: Reader): Promise<boolean> {
  const rows = await reader
    .select({ id: roleGrant.id })
    .from(roleGrant)
    .where(and(isNull(roleGrant.to)))
    .limit(1);
  return rows.length === 0;
}

/**
 * Open the shop: its name, its first administrator and manager, first team, first store and the year's public holidays, all at once.
 * Returns the person; the caller opens the session.
 */
export async function openShop(
  ctx: WriteContext,
  token: string,
  values: SetUpValues & { locale: Locale },
): Promise<Outcome<{ personId: string }>> {
  const faults = credentialFaults({ login: values.login, password: values.password, name: values.name });
  if (faults.length > 0) return refuseAll(faults);
  const passwordHash = await hashPassword(values.password);
  return write(ctx, async (tx) => {
    const taken = await takeLink(tx, "set_up", token, ctx.now);
    if (!taken.ok) return refuse(taken.fault);
    // The lock on the link is not enough: two links could be about, one of them older.
    await tx.execute(sql`lock table ${roleGrant} in share row exclusive mode`);
    if (!(await isEmptyShop(tx))) return refuse("shop_open");
    const personId = newId();
    const own = { ...ctx, actorId: personId };
    await tx.insert(person).values({
      id: personId,
      name: values.name,
      pinyin: pinyinOf(values.name),
      login: values.login,
      passwordHash,
      locale: values.locale,
      employedSince: ctx.now,
      createdAt: ctx.now,
    });
    await tx
      .insert(roleGrant)
      .values((["administrator", "manager"] as const).map((role) => ({ personId, role, from: ctx.now, grantedBy: personId })));
    const [made] = await tx
      .insert(team)
      .values({ name: values.teamName, zone: values.zone, workingWeek: [...values.workingWeek].sort(), createdAt: ctx.now })
      .returning({ id: team.id });
    if (values.storeName !== "") await tx.insert(store).values({ name: values.storeName, platform: values.platform, createdAt: ctx.now });
    await writeSetting(tx, own, "shop_name", values.shopName);
    const year = Number(plainDateIn(values.zone, ctx.now).slice(0, 4));
    await seedHolidays(tx, year);
    await seedHolidays(tx, year + 1);
    await audit(tx, own, {
      action: "people.shop_opened",
      subject: { type: "person", id: personId },
      personId,
      after: { shop: values.shopName, team: made?.id ?? null, store: values.storeName || null },
    });
    return accept({ personId });
  });
}
