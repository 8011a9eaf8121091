import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { entitlementKind, person, team } from "@db/schema";
import { openTeams } from "~/people/queries.server";
import type { Reader } from "~/platform/database.server";
import { locales, type LocalText } from "~/platform/locale";
import { translate } from "~/platform/messages";
import { accept, audit, type Outcome, refuse, refuseAll, write, type WriteContext } from "~/platform/write.server";
import { entitlementMessages } from "./messages";
import { kindRefusals, type KindValues } from "./rules";

/** What shops usually hand out (S0 §7), who usually does, and in how many days; a beginning that is edited. */
const usual = [
  { key: "insurance", ownerRole: "administrator", dueDays: 30 },
  { key: "phone", ownerRole: "manager", dueDays: 3 },
  { key: "computer", ownerRole: "administrator", dueDays: 3 },
  { key: "platform_account", ownerRole: "manager", dueDays: 1 },
] as const;

/** The list with its owners, teams and who may own something; what is out of use last. Three statements. */
export async function entitlementSettings(reader: Reader, now: Date) {
  const at = now.toISOString();
  const [kinds, teams, owners] = await Promise.all([
    reader
      .select({ kind: entitlementKind, team: team.name, owner: person.name })
      .from(entitlementKind)
      .leftJoin(team, eq(team.id, entitlementKind.teamId))
      .leftJoin(person, eq(person.id, entitlementKind.ownerId))
      .orderBy(sql`${entitlementKind.archivedAt} is not null`, asc(entitlementKind.createdAt), asc(entitlementKind.id)),
    openTeams(reader),
    reader.execute<{ id: string; name: string }>(sql`
      select p.id, p.name from person p where p.disabled_at is null and exists (select from role_grant g where g.person_id = p.id
        and g.role in ('supervisor', 'manager', 'administrator') and g.from_at <= ${at}::timestamptz and (g.to_at is null or g.to_at > ${at}::timestamptz))
      order by p.name limit 300`),
  ]);
  return {
    kinds: kinds.map(({ kind, team: teamName, owner }) => ({ ...kind, team: teamName, owner })),
    teams: teams.map(({ id, name }) => ({ id, name })),
    owners: owners.map(({ id, name }) => ({ id, name })),
  };
}

export type EntitlementSettings = Awaited<ReturnType<typeof entitlementSettings>>;

async function unknownOf(tx: Reader, { teamId, ownerId }: KindValues): Promise<boolean> {
  const [found] = await tx.execute<{ ok: boolean }>(sql`select
    (${teamId}::uuid is null or exists (select from team where id = ${teamId}::uuid and archived_at is null))
    and (${ownerId}::uuid is null or exists (select from person where id = ${ownerId}::uuid and disabled_at is null)) as ok`);
  return found?.ok !== true;
}

/** Add an entry, or change one (`kindId`, against the revision that was read). Who was activated before keeps what was made then. Refuses what `kindRefusals` names. */
export function saveKind(
  ctx: WriteContext,
  values: KindValues,
  was: { kindId: string; revision: number } | null,
): Promise<Outcome<{ kindId: string }>> {
  return write(ctx, async (tx) => {
    const refusals = kindRefusals(values);
    if (refusals.length > 0) return refuseAll(refusals);
    if (await unknownOf(tx, values)) return refuse("kind_stale");
    const name = { "zh-CN": values.name["zh-CN"].trim(), en: values.name.en.trim() };
    if (was === null) {
      const [made] = await tx
        .insert(entitlementKind)
        .values({ ...values, name, createdAt: ctx.now })
        .returning({ id: entitlementKind.id });
      if (!made) throw new Error("nothing was inserted");
      await note(tx, ctx, made.id, "added", name);
      return accept({ kindId: made.id });
    }
    const rows = await tx
      .update(entitlementKind)
      .set({ ...values, name, revision: sql`${entitlementKind.revision} + 1` })
      .where(and(eq(entitlementKind.id, was.kindId), eq(entitlementKind.revision, was.revision), isNull(entitlementKind.archivedAt)))
      .returning({ id: entitlementKind.id });
    if (rows.length === 0) return refuse("kind_stale");
    await note(tx, ctx, was.kindId, "changed", name);
    return accept({ kindId: was.kindId });
  });
}

/** Take an entry out of use, or bring it back. */
export function archiveKind(ctx: WriteContext, kindId: string, archived: boolean): Promise<Outcome<null>> {
  return write(ctx, async (tx) => {
    const [row] = await tx.select().from(entitlementKind).where(eq(entitlementKind.id, kindId)).for("update");
    if (!row) return refuse("kind_stale");
    if ((row.archivedAt !== null) === archived) return accept(null);
    await tx
      .update(entitlementKind)
      .set({ archivedAt: archived ? ctx.now : null, revision: sql`${entitlementKind.revision} + 1` })
      .where(eq(entitlementKind.id, kindId));
    await note(tx, ctx, kindId, archived ? "archived" : "restored", row.name);
    return accept(null);
  });
}

/** Begin with what shops usually hand out. Refuses where there is a list already. */
export function addUsualKinds(ctx: WriteContext): Promise<Outcome<null>> {
  return write(ctx, async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('the usual entitlements'))`);
    const [any] = await tx.select({ id: entitlementKind.id }).from(entitlementKind).limit(1);
    if (any) return refuse("kind_stale");
    const made = await tx
      .insert(entitlementKind)
      .values(
        usual.map(({ key, ownerRole, dueDays }) => ({
          name: Object.fromEntries(locales.map((one) => [one, translate(entitlementMessages, one)(`usual.${key}`)])) as LocalText,
          ...{ ownerRole, dueDays, takenBack: true, createdAt: ctx.now },
        })),
      )
      .returning({ id: entitlementKind.id, name: entitlementKind.name });
    for (const { id, name } of made) await note(tx, ctx, id, "added", name);
    return accept(null);
  });
}

function note(tx: Parameters<typeof audit>[0], ctx: WriteContext, kindId: string, what: string, name: LocalText): Promise<void> {
  return audit(tx, ctx, {
    action: `activation.entitlement_kind_${what}`,
    subject: { type: "entitlement_kind", id: kindId },
    after: { name: name["zh-CN"] },
  });
}
