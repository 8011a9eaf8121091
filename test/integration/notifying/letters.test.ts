import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { notice, notificationDelivery, person } from "@db/schema";
import { sweepNews } from "~/notifying/news.server";
import { sendDue, sweepDueSends } from "~/notifying/send.server";
import { env } from "~/platform/env.server";
import { newId } from "~/platform/ids";
import { closeItem } from "~/work/actions.server";
import { desk, HOME, later, NOON } from "./desk";

const { db, owner, appSql, ctx, make, post, at, reached, told, open, deliveries, waiting, minute } = await desk();

let teamId: string;
beforeAll(async () => {
  teamId = (await make.team()).id;
});

const agent = async (values: Parameters<typeof make.trainee>[1] = {}) => (await make.trainee(teamId, values)).id;
const practical = (subjectId = newId()) => ({
  ...{ kind: "practical" as const, subjectId, teamId },
  data: { title: { en: "Pack five orders", "zh-CN": "打包五单" } },
});

describe("a notice that is wanted at once", () => {
  it("arrives in the reader's language with a link to its very thing, and a way to end letters", async () => {
    const [zh, en] = [await agent({ name: "陈晨", locale: "zh-CN" }), await agent({ name: "Chen", locale: "en" })];
    const addresses = [await reached(zh), await reached(en)];
    for (const id of [zh, en]) await told(id, "activation.probation_ends", { personId: id, end: "2026-03-20" });
    await minute(later(1), zh, en);
    const [toZh, toEn] = addresses.map((address) => post.to(address)[0]);
    expect(toZh?.subject).toBe("你约定的试用期于 2026年3月20日 结束。看看转正还缺什么。");
    expect(toEn?.subject).toBe("Your agreed probation ends on 20 Mar 2026. See what the activation still asks for.");
    expect(toZh?.text).toContain("陈晨，你好：");
    for (const [letter, id] of [
      [toZh, zh],
      [toEn, en],
    ] as const) {
      expect(letter?.text).toContain(`${HOME}/gate/${id}/activation`);
      expect(letter?.html).toContain(`href="${HOME}/gate/${id}/activation"`);
      expect(letter?.headers.get("list-unsubscribe")).toMatch(new RegExp(`^<${HOME}/unsubscribe/${id}\\.[0-9a-f]{64}>$`));
      expect(letter?.headers.get("list-unsubscribe-post")).toBe("List-Unsubscribe=One-Click");
      expect(letter?.headers.get("auto-submitted")).toBe("auto-generated");
    }
    expect(await deliveries(zh)).toMatchObject([{ state: "sent", attempts: 1, what: "notice" }]);
  });

  it("comes once, however many sweep and send at the same moment", async () => {
    const id = await agent();
    const address = await reached(id);
    await told(id, "people.role_granted", { by: "赵敏", role: "agent" });
    await Promise.all([1, 2, 3, 4].map(() => sweepNews(db, NOON)));
    await Promise.all([1, 2, 3, 4].map(() => sendDue(db, { personId: id })));
    await minute(later(1), id);
    expect(post.to(address)).toHaveLength(1);
    expect(await deliveries(id)).toHaveLength(1);
  });

  it("goes with others that are due in one letter", async () => {
    const id = await agent({ locale: "en" });
    const address = await reached(id);
    for (let n = 0; n < 15; n++) await told(id, "activation.probation_ends", { personId: id, end: "2026-03-20" });
    await minute(later(1), id);
    const [letter, ...more] = post.to(address);
    expect(more).toEqual([]);
    expect(letter?.subject).toBe("15 things are new for you");
    expect(letter?.text.match(/\/gate\//g)).toHaveLength(12);
    expect(letter?.text).toContain(`and 3 more\n  ${HOME}/notices`);
    expect((await deliveries(id)).every(({ state }) => state === "sent")).toBe(true);
  });

  it("waits for the end of the quiet hours, unless it is urgent and the reader lets it through", async () => {
    const [quiet, woken] = [await agent(), await agent()];
    const [first, second] = [await reached(quiet), await reached(woken, { urgentBreaks: true })];
    at(later(11 * 60));
    for (const id of [quiet, woken]) await told(id, "activation.lapsed_conduct", { personId: id }, true);
    await minute(later(11 * 60 + 1), quiet, woken);
    expect([post.to(first).length, post.to(second).length]).toEqual([0, 1]);
    await minute(later(20 * 60 - 1), quiet);
    expect(post.to(first)).toHaveLength(0);
    await minute(later(20 * 60), quiet);
    expect(post.to(first)).toHaveLength(1);
  });

  it("does not slip into the quiet hours by being late", async () => {
    const id = await agent();
    const address = await reached(id);
    at(later(9 * 60 + 59));
    await told(id, "activation.given_back", { personId: id });
    await sweepNews(db, later(9 * 60 + 59));
    await minute(later(10 * 60 + 30), id);
    expect(post.to(address)).toHaveLength(0);
    expect(await waiting(id)).toMatchObject([{ nextAt: later(20 * 60), attempts: 0 }]);
  });

  it.each([
    ["it was read meanwhile", async (id: string) => void (await owner.update(notice).set({ seenAt: NOON }).where(eq(notice.personId, id)))],
    [
      "they left",
      async (id: string) =>
        void (await owner.execute(
          `alter table person disable trigger person_guard; update person set state = 'left' where id = '${id}'; alter table person enable trigger person_guard`,
        )),
    ],
    [
      "their account was closed",
      async (id: string) => void (await owner.update(person).set({ disabledAt: NOON }).where(eq(person.id, id))),
    ],
    [
      "they ended letters",
      async (id: string) => void (await owner.execute(`update notice_address set off_at = now() where person_id = '${id}'`)),
    ],
  ])("is not sent when %s", async (_why, change) => {
    const id = await agent();
    const address = await reached(id);
    await told(id, "activation.given_back", { personId: id });
    await sweepNews(db, NOON);
    await change(id);
    await sendDue(db, { personId: id });
    expect(post.to(address)).toEqual([]);
    expect(await deliveries(id)).toMatchObject([{ state: "dropped", attempts: 0 }]);
  });

  it("stays in the app where that was chosen, without an address, and where nothing can go out", async () => {
    const [inApp, nowhere, unset] = [await agent(), await agent(), await agent()];
    await reached(inApp, { modes: { clearance: "app" } });
    await reached(unset);
    for (const id of [inApp, nowhere]) await told(id, "activation.given_back", { personId: id });
    await minute(later(1), inApp, nowhere);
    expect([...(await deliveries(inApp)), ...(await deliveries(nowhere))]).toEqual([]);
    const set = { PUBLIC_URL: env.PUBLIC_URL };
    Object.assign(env, { PUBLIC_URL: undefined });
    await told(unset, "activation.given_back", { personId: unset });
    await minute(later(2), unset);
    await sweepDueSends(db, later(2));
    Object.assign(env, set);
    expect(await deliveries(unset)).toEqual([]);
    expect(post.letters).toEqual([]);
    // Nothing was lost: what is still unread goes out once it can.
    await minute(later(3), unset);
    expect(await deliveries(unset)).toMatchObject([{ state: "sent" }]);
  });
});

describe("what waits in an inbox", () => {
  it("is told to whoever has it there and wants it at once, not about themselves, and not once it is settled", async () => {
    const chosen = { modes: { handed_in: "at_once" as const } };
    const [supervisor, manager, other] = [
      await make.supervisor(teamId, { locale: "en" }),
      await make.manager(teamId),
      await make.supervisor((await make.team()).id),
    ];
    const trainee = await make.trainee(teamId, { name: "陈曦" });
    const addresses = [await reached(supervisor.id, chosen), await reached(manager.id, chosen), await reached(other.id, chosen)];
    const settled = newId();
    await open({ ...practical(), personId: trainee.id });
    await open({ ...practical(settled), personId: trainee.id });
    await open({ ...practical(), personId: supervisor.id });
    await sweepNews(db, NOON);
    await db.transaction((tx) => closeItem(tx, ctx(NOON), "practical", settled, "accepted"));
    for (const { id } of [supervisor, manager, other]) await sendDue(db, { personId: id });
    const [toSupervisor, toManager, toOther] = addresses.map((address) => post.to(address));
    expect(toSupervisor?.map(({ subject }) => subject)).toEqual(["Practical: Pack five orders — 陈曦"]);
    expect(toSupervisor?.[0]?.text).toMatch(new RegExp(`${HOME}/inbox\\?item=[0-9a-f-]{36}`));
    expect(toManager).toHaveLength(1);
    expect(toManager?.[0]?.subject).toBe("有 2 件新事");
    expect(toOther).toEqual([]);
  });
});

describe("a mail server that does not take it", () => {
  it("is asked again with growing waits for a day; then it is given up", async () => {
    const id = await agent();
    const address = await reached(id, { quietFrom: null, quietTo: null });
    await told(id, "activation.given_back", { personId: id });
    const tried: number[] = [];
    for (let moment: Date | null = NOON; moment !== null && tried.length < 20;) {
      post.mood = tried.length % 2 === 0 ? "busy" : "away";
      await minute(moment, id);
      tried.push((moment.getTime() - NOON.getTime()) / 60_000);
      const [one] = await deliveries(id);
      moment = one?.state === "waiting" ? one.nextAt : null;
    }
    expect(tried).toEqual([0, 1, 3, 8, 18, 48, 108, 228, 468, 828, 1188, 1440]);
    const given = (await deliveries(id)).filter(({ what }) => what === "notice");
    expect(given).toMatchObject([{ state: "given_up", attempts: 12, fault: expect.stringMatching(/^mail_/) }]);
    expect(post.to(address)).toEqual([]);
  });

  it("by refusing the address is not asked again", async () => {
    const id = await agent();
    await reached(id);
    await told(id, "activation.given_back", { personId: id });
    post.mood = "unknown";
    await minute(NOON, id);
    expect(await deliveries(id)).toMatchObject([
      { state: "given_up", attempts: 1, fault: "mail_refused", answer: expect.stringContaining("nobody of that name") },
    ]);
  });

  it("gets the same number at every try", async () => {
    const id = await agent();
    const address = await reached(id);
    await told(id, "activation.given_back", { personId: id });
    post.mood = "busy";
    await minute(NOON, id);
    post.mood = "well";
    await minute(later(1), id);
    const [one] = await deliveries(id);
    expect(post.to(address).map(({ headers }) => headers.get("message-id"))).toEqual([`<${one?.id}@example.com>`]);
  });
});

describe("a sender that was killed", () => {
  it("between taking a letter and sending it leaves it to the next, after a minute", async () => {
    const id = await agent();
    const address = await reached(id);
    await told(id, "activation.given_back", { personId: id });
    await sweepNews(db, NOON);
    const busy = (seconds: number) =>
      owner
        .update(notificationDelivery)
        .set({ busyUntil: new Date(Date.now() + seconds * 1000) })
        .where(eq(notificationDelivery.personId, id));
    await busy(50);
    await sendDue(db, { personId: id });
    expect(post.to(address)).toEqual([]);
    await busy(-1);
    await sendDue(db, { personId: id });
    expect(post.to(address)).toHaveLength(1);
  });

  it("is followed by a round of the next minute, by a job", async () => {
    const id = await agent();
    await reached(id);
    await told(id, "activation.given_back", { personId: id });
    await sweepNews(db, NOON);
    await appSql`select graphile_worker.remove_job(${`notify person ${id}`})`;
    await sweepDueSends(db, NOON);
    expect(await appSql`select 1 from graphile_worker.jobs where key = ${`notify person ${id}`}`).toHaveLength(1);
  });
});

it("keeps what was decided as it was, whoever writes", async () => {
  for (const statement of [
    "update notified set at = now()",
    "update notification_delivery set key = 'x'",
    "update notification_delivery set person_id = null",
  ])
    await expect(appSql.unsafe(statement)).rejects.toThrow(/permission denied/);
});
