import { beforeAll, describe, expect, it } from "vitest";
import { action as robotAction, loader as robotLoader } from "~/notifying/routes/robot";
import { action as settingsAction, loader as settingsLoader } from "~/notifying/routes/settings";
import { notificationDelivery } from "@db/schema";
import { sendDue } from "~/notifying/send.server";
import { env } from "~/platform/env.server";
import { newId } from "~/platform/ids";
import { routeArgs } from "@test/factories/request";
import { desk, HOME, later } from "./desk";

const { db, owner, make, post, reached } = await desk();

let adminId: string;
let cookie: string;
beforeAll(async () => {
  adminId = (await make.administrator({ locale: "en" })).id;
  cookie = await make.signIn(adminId);
});
const form = {
  ...{
    step: "add",
    vendor: "dingtalk",
    name: "Early shift",
    address: "https://oapi.dingtalk.com/robot/send?access_token=x",
    secret: "SECx",
  },
  ...{ teamId: "", roles: ["supervisor"], locale: "zh-CN", rhythm: "at_once", digestAt: "09:00" },
};
type Answer = { data: { refusals: { code: string; field?: string }[] }; init: { status: number } };
const toSettings = async (more: Record<string, string | string[]> = {}) =>
  (await settingsAction(routeArgs("/settings/notifications", { cookie, form: { ...form, ...more } })).catch(
    (thrown: unknown) => thrown,
  )) as Response & Answer;
type Page = Exclude<Awaited<ReturnType<typeof settingsLoader>>, Response>;
const settings = async (query = "") => (await settingsLoader(routeArgs(`/settings/notifications${query}`, { cookie }))) as Page;
const page = (id: string) => robotLoader(routeArgs(`/settings/notifications/${id}`, { cookie, params: { robotId: id } }));
const toRobot = async (id: string, fields: Record<string, string | string[]>) =>
  (await robotAction(routeArgs(`/settings/notifications/${id}`, { cookie, params: { robotId: id }, form: fields })).catch(
    (thrown: unknown) => thrown,
  )) as Response & Answer;

describe("the settings of notifications", () => {
  it("say what can go out and what is missing", async () => {
    expect(await settings()).toMatchObject({ publicUrl: HOME, mailFrom: "Deskready <desk@example.com>" });
    const set = { PUBLIC_URL: env.PUBLIC_URL, SMTP_URL: env.SMTP_URL };
    Object.assign(env, { PUBLIC_URL: undefined, SMTP_URL: undefined });
    const unset = await settings();
    const refused = await toSettings({ step: "mail_test" });
    Object.assign(env, set);
    expect(unset).toMatchObject({ publicUrl: null, mailFrom: null });
    expect(refused.data.refusals).toEqual([{ code: "nothing_goes_out" }]);
  });

  it("try out a letter to oneself", async () => {
    expect((await toSettings({ step: "mail_test" })).data.refusals).toEqual([{ code: "no_address" }]);
    const address = await reached(adminId);
    expect((await toSettings({ step: "mail_test" })).status).toBe(302);
    await sendDue(db, { personId: adminId });
    expect(post.to(address).map(({ subject }) => subject)).toEqual(["A test from Deskready"]);
  });

  it("add a robot and lead to it, pause, go on, change and remove it; never show address or secret", async () => {
    const made = await toSettings();
    const id = made.headers.get("Location")?.split("/").at(-1) ?? "";
    expect(await page(id)).toMatchObject({ robot: { name: "Early shift", host: "oapi.dingtalk.com", state: "active" } });
    expect(JSON.stringify([await page(id), await settings()])).not.toMatch(/access_token|SECx/);
    for (const step of ["pause", "resume"]) expect((await toRobot(id, { step })).status).toBe(302);
    expect(await page(id)).toMatchObject({ robot: { revision: 3 } });
    expect((await toRobot(id, { ...form, step: "save", revision: "3", address: "", secret: "", name: "Late shift" })).status).toBe(302);
    expect(await toRobot(id, { ...form, step: "save", revision: "3" })).toMatchObject({
      data: { refusals: [{ code: "robot_stale" }] },
      init: { status: 400 },
    });
    expect((await toRobot(id, { step: "explode" })).status).toBe(400);
    expect((await toRobot(id, { step: "remove" })).status).toBe(302);
    for (const gone of [id, newId(), "nothing"]) await expect(page(gone)).rejects.toMatchObject({ status: 404 });
  });

  it("refuse next to the field", async () => {
    const answer = await toSettings({ address: "https://open.feishu.cn/open-apis/bot/v2/hook/x", roles: [] });
    expect([answer.init.status, answer.data.refusals]).toEqual([
      400,
      [
        { code: "other_vendor", field: "address" },
        { code: "roles_missing", field: "roles" },
      ],
    ]);
    expect((await toSettings({ teamId: newId() })).data.refusals).toEqual([{ code: "team_unknown", field: "teamId" }]);
  });

  it("keep a log by state, a page at a time, of who was written to, not of what", async () => {
    const team = await make.team();
    const people = [];
    for (let n = 0; n < 30; n++) {
      const { id, name } = await make.trainee(team.id, { name: `Trainee ${n}` });
      people.push(name);
      const row = { personId: id, what: "notice" as const, key: `notice:${id}`, state: "sent" as const, settledAt: later(n) };
      await owner
        .insert(notificationDelivery)
        .values({ ...row, id: newId(Date.now() + n), createdAt: later(n), nextAt: later(n), giveUpAt: later(n) });
    }
    const first = await settings("?state=sent");
    const second = await settings(`?state=sent&before=${first.log.older}`);
    const names = [...first.log.rows, ...second.log.rows].map(({ personName }) => personName);
    expect(names.slice(0, 30)).toEqual(people.toReversed());
    expect((await settings("?state=given_up")).log.rows).toEqual([]);
    for (const query of ["?state=lost", "?before=x"]) await expect(settings(query)).resolves.toBeDefined();
  });
});
