import { eq, inArray } from "drizzle-orm";
import { person, roleGrant, store, team } from "../schema";
import { addUsualKinds } from "~/activation/entitlements/settings.server";
import { publishPolicy } from "~/activation/policy-change.server";
import type { PolicyAsked } from "~/activation/policy-rules";
import { policyBook } from "~/activation/policy.server";
import { acceptInvitation } from "~/people/accounts.server";
import type { Invitation } from "~/people/forms";
import { addHoliday, seedHolidays } from "~/people/holidays.server";
import { invite } from "~/people/invite.server";
import { newToken } from "~/people/links.server";
import type { HeldRole } from "~/people/permissions";
import { hashPassword } from "~/people/password.server";
import { pinyinOf } from "~/people/pinyin.server";
import { writeSetting } from "~/people/settings.server";
import { addStore } from "~/people/stores.server";
import { addTeam } from "~/people/teams.server";
import type { Db, Tx } from "~/platform/database.server";
import { addDays, type PlainDate } from "~/platform/dates";
import { newId } from "~/platform/ids";
import { audit, type WriteContext } from "~/platform/write.server";
import { at, shopCalendar, WORKING_WEEK, workingDayBefore, workingDayFrom, ZONE } from "./calendar";
import { leaders, owner, type Person } from "./cast";
import { as, done, idOf, type Stage } from "./stage";

const OPENED_DAYS_AGO = 320;
const SHOP = "行囊";
const TEAM = "客服一组";
const COURIERS = ["中通", "圆通", "顺丰"];
const STORES = [
  { name: "行囊天猫旗舰店", platform: "tmall" },
  { name: "行囊京东自营店", platform: "jd" },
] as const;

/** The shop without its agents: the owner, a team, two stores, the year's days, and those who lead. One transaction. */
export function openDemoShop(db: Db, today: PlainDate): Promise<void> {
  return db.transaction(async (tx) => {
    const { calendar, stockDay } = shopCalendar(today);
    const opened = at(workingDayFrom(calendar, addDays(today, -OPENED_DAYS_AGO)), 10 * 60);
    const year = Number(today.slice(0, 4));
    for (const offset of [-1, 0, 1]) await seedHolidays(tx, year + offset);
    const ownerId = await enterOwner(tx, opened);
    const byOwner = as({ db: tx }, ownerId, opened);
    const { id: teamId } = await done("adding the team", addTeam(byOwner, { name: TEAM, zone: ZONE, workingWeek: WORKING_WEEK }));
    for (const values of STORES) await done(`adding ${values.name}`, addStore(byOwner, values));
    await done("listing what is handed out", addUsualKinds(byOwner));
    let days = 0;
    const ids: Record<string, string> = {};
    for (const { role, ...who } of Object.values(leaders)) {
      const invitedAt = new Date(opened.getTime() + ++days * 86_400_000);
      ids[who.login] = await takeOn({ db: tx }, who, {
        by: { personId: ownerId, roles: [{ role: "administrator", teamId: null }] },
        invitation: {
          roles: [role],
          teamId: role === "content_owner" ? null : teamId,
          hireDate: null,
          contractTerm: null,
          probationEnd: null,
        },
        invitedAt,
        acceptedAt: new Date(invitedAt.getTime() + 5_400_000),
      });
    }
    await sayWhenSeatsLapse(
      as({ db: tx }, ids[leaders.zhaomin.login] ?? ownerId, new Date(opened.getTime() + ++days * 86_400_000)),
      teamId,
    );
    const name = { "zh-CN": "全员盘点，停训一天", en: "Stock-taking, no training" };
    const entered = at(workingDayBefore(calendar, stockDay, 6), 16 * 60);
    await done(
      "entering the day of stock-taking",
      addHoliday(as({ db: tx }, ownerId, entered), { day: stockDay, kind: "off", name, teamId }),
    );
  });
}

/** What the team's manager decided before anybody was trained: who was away for twenty days passes the rules exam again before the desk. */
async function sayWhenSeatsLapse(ctx: WriteContext, teamId: string): Promise<void> {
  const { requirements } = (await policyBook(ctx.db)).inForce("activation", null);
  const asked: PolicyAsked = { follows: false, requirements, terms: { absence: { days: 20, exam: "rules_exam" } } };
  const target = { gate: "activation", teamId, expected: 0 } as const;
  await done("saying when a seat lapses", publishPolicy(ctx, target, asked, "平台规则改得勤，离岗二十天以上，先考规则再上机"));
}

/** The one person whom nobody invited: the owner, as administrator. */
async function enterOwner(tx: Tx, opened: Date): Promise<string> {
  const id = newId();
  const ctx = as({ db: tx }, id, opened);
  const { name, login, externalId } = owner;
  const passwordHash = await hashPassword(newToken());
  await tx
    .insert(person)
    .values({ id, name, pinyin: pinyinOf(name), login, externalId, passwordHash, employedSince: opened, createdAt: opened });
  await tx.insert(roleGrant).values({ personId: id, role: "administrator", from: opened, grantedBy: id });
  await writeSetting(tx, ctx, "shop_name", SHOP);
  await writeSetting(tx, ctx, "couriers", COURIERS);
  await audit(tx, ctx, { action: "people.shop_opened", subject: { type: "person", id }, personId: id, after: { shop: SHOP } });
  return id;
}

type Employment = Pick<Invitation, "roles" | "teamId" | "hireDate" | "contractTerm" | "probationEnd">;
type Hiring = { by: { personId: string; roles: HeldRole[] }; invitation: Employment; invitedAt: Date; acceptedAt: Date | null };

/** Invite somebody, who accepts unless `acceptedAt` is null. Nobody knows the password: the demo's people sign in by link. Returns their id. */
export async function takeOn(stage: Pick<Stage, "db">, who: Person, hiring: Hiring): Promise<string> {
  const token = newToken();
  const ctx = (actorId: string | null, now: Date) => as(stage, actorId, now);
  const values = { name: who.name, externalId: who.externalId, email: null, shares: [], sharesReason: "", ...hiring.invitation };
  const { personId } = await done(`inviting ${who.name}`, invite(ctx(hiring.by.personId, hiring.invitedAt), hiring.by, values, token));
  if (hiring.acceptedAt) {
    await done(
      `${who.name} accepting`,
      acceptInvitation(ctx(null, hiring.acceptedAt), token, { login: who.login, password: newToken(), locale: "zh-CN" }),
    );
    // Who looks at the demo reads it in the language they chose, whoever they sign in as.
    await stage.db.update(person).set({ locale: null }).where(eq(person.id, personId));
  }
  return personId;
}

/** What histories need to know of the shop that `openDemoShop` made. */
export async function readShop(db: Db): Promise<Pick<Stage, "teamId" | "ids" | "stores">> {
  const logins = [owner.login, ...Object.keys(leaders)];
  const [people, teams, stores] = await Promise.all([
    db.select({ id: person.id, login: person.login }).from(person).where(inArray(person.login, logins)),
    db.select({ id: team.id }).from(team).where(eq(team.name, TEAM)),
    db
      .select({ id: store.id, name: store.name })
      .from(store)
      .where(
        inArray(
          store.name,
          STORES.map((s) => s.name),
        ),
      ),
  ]);
  const ids = Object.fromEntries(people.map((p) => [p.login ?? "", p.id]));
  for (const login of logins) idOf({ ids }, login);
  const [place] = teams;
  if (!place) throw new Error("the demo's team is missing");
  return { teamId: place.id, ids, stores: STORES.flatMap((s) => stores.find((found) => found.name === s.name) ?? []) };
}
