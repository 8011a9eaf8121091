import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { webhookAttempt, webhookDelivery, webhookEndpoint } from "@db/schema";
import { clock } from "~/platform/clock.server";
import { setDb } from "~/platform/database.server";
import { newId } from "~/platform/ids";
import { action as endpointAction, loader as endpointLoader } from "~/telling/routes/endpoint";
import { action as settingsAction, loader as settingsLoader } from "~/telling/routes/settings";
import { routeArgs } from "@test/factories/request";
import { freshDatabase, MONDAY } from "@test/setup/database";

const { db, owner, make } = await freshDatabase();
setDb(db);
vi.spyOn(clock, "now").mockImplementation(() => MONDAY);
const later = (minutes: number) => new Date(MONDAY.getTime() + minutes * 60_000);

let cookie: string;
beforeAll(async () => {
  cookie = await make.signIn((await make.administrator()).id);
});

type Posted = { data: { refusals: { code: string; field?: string }[] | null; secret: string | null }; init: { status: number } };
const form = { name: "Seats", url: "https://seats.example.com/hook", events: ["clearance.changed"], teamId: "" };
const toSettings = (more: Record<string, string | string[]>) =>
  settingsAction(routeArgs("/settings/telling", { cookie, form: { step: "add_endpoint", ...form, ...more } })) as Promise<Posted>;
const endpoints = async () =>
  ((await settingsLoader(routeArgs("/settings/telling", { cookie }))) as Awaited<ReturnType<typeof settingsLoader>>).endpoints;
const page = (id: string, query = "") =>
  endpointLoader(routeArgs(`/settings/telling/${id}${query}`, { cookie, params: { endpointId: id } }));
const toEndpoint = async (id: string, fields: Record<string, string | string[]>) => {
  const args = routeArgs(`/settings/telling/${id}`, { cookie, params: { endpointId: id }, form: fields });
  return (await endpointAction(args).catch((thrown: unknown) => thrown)) as Posted | Response;
};
const made = async (name: string): Promise<string> => {
  await toSettings({ name });
  const found = (await endpoints()).find((one) => one.name === name);
  if (!found) throw new Error("no endpoint was made");
  return found.id;
};

describe("adding a webhook", () => {
  it("shows its secret, the same one to a repetition of the form, and never again", async () => {
    const submissionId = newId();
    const [first, again] = [await toSettings({ name: "Once", submissionId }), await toSettings({ name: "Once", submissionId })];
    expect(first.data.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(again.data.secret).toBe(first.data.secret);
    expect((await endpoints()).filter((one) => one.name === "Once")).toHaveLength(1);
    const id = (await endpoints()).find((one) => one.name === "Once")?.id ?? "";
    expect(JSON.stringify([await endpoints(), await page(id)])).not.toContain(first.data.secret?.slice(6));
  });

  it.each([
    [{ name: " " }, "endpoint_name_missing", "name"],
    [{ url: "seats.example.com" }, "url_address_malformed", "url"],
    [{ url: "https://admin:secret@seats.example.com/" }, "url_address_malformed", "url"],
    [{ url: "https://192.168.0.1/" }, "url_address_forbidden", "url"],
    [{ url: "https://[::1]/" }, "url_address_forbidden", "url"],
    [{ url: "http://seats.example.com/" }, "url_needs_https", "url"],
    [{ events: [] }, "events_missing", "events"],
    [{ events: ["everything"] }, "events_missing", "events"],
    [{ teamId: "01a00000-0000-7000-8000-000000000000" }, "team_unknown", "teamId"],
  ])("refuses %j next to the field", async (wrong, code, field) => {
    const answer = await toSettings(wrong);
    expect([answer.init.status, answer.data.refusals]).toEqual([400, [{ code, field }]]);
  });

  it("ends at twenty", async () => {
    while ((await endpoints()).length < 20) await made(`Many ${(await endpoints()).length}`);
    expect((await toSettings({ name: "One more" })).data.refusals).toMatchObject([{ code: "endpoints_many" }]);
    await owner.update(webhookEndpoint).set({ removedAt: MONDAY });
  });
});

describe("the log", () => {
  it("is read by person and state, a page at a time, and each can be sent again", async () => {
    const id = await made("Log");
    const agents = [
      await make.person({ name: "陈晨", pinyin: "chenchen cc", externalId: "L-1" }),
      await make.person({ name: "林晓", pinyin: "linxiao lx", externalId: "L-2" }),
    ];
    for (let n = 0; n < 60; n++) {
      const deliveryId = newId(MONDAY.getTime() + n);
      await owner.insert(webhookDelivery).values({
        ...{ id: deliveryId, endpointId: id, outboxId: null, kind: "clearance.changed", sequence: n + 1, body: `{"n":${n}}` },
        ...{ subjectId: agents[n % 2]?.id ?? "", state: n < 50 ? ("delivered" as const) : ("given_up" as const), attempts: 2 },
        ...{ createdAt: later(n), nextAt: later(n), giveUpAt: later(n), settledAt: later(n) },
      });
      await owner.insert(webhookAttempt).values([
        { deliveryId, at: later(n), ms: 10_000, fault: "timed_out" },
        { deliveryId, at: later(n + 1), ms: 12, status: 200, answer: "ok" },
      ]);
    }
    const sequences: number[] = [];
    for (let before: string | null = ""; before !== null;) {
      const { log } = await page(id, `?before=${before}`);
      sequences.push(...log.rows.map((row) => row.sequence));
      before = log.older;
    }
    expect(sequences).toEqual(Array.from({ length: 60 }, (_, n) => 60 - n));
    const { log } = await page(id, "?state=given_up&q=L-2");
    expect(log.rows.map((row) => [row.personName, row.sequence])).toEqual([60, 58, 56, 54, 52].map((n) => ["林晓", n]));
    expect(log.rows[0]?.tries).toMatchObject([{ status: 200, answer: "ok" }, { fault: "timed_out" }]);
    for (const query of ["?q=lx", "?q=%E6%9E%97"])
      expect((await page(id, query)).log.rows.every((row) => row.personName === "林晓")).toBe(true);
    for (const query of ["?q=%25", "?before=x", "?state=lost"]) await expect(page(id, query)).resolves.toBeDefined();
    expect((await page(id, "?q=%25")).log.rows).toEqual([]);

    const state = async (deliveryId: string) =>
      (await db.select().from(webhookDelivery).where(eq(webhookDelivery.id, deliveryId)))[0]?.state;
    const one = (await page(id, "?state=delivered")).log.rows[0]?.id ?? "";
    expect(await toEndpoint(id, { step: "again", deliveryId: one })).toMatchObject({ status: 302 });
    expect(await state(one)).toBe("waiting");
    expect(await toEndpoint(id, { step: "again", deliveryId: one })).toMatchObject({ data: { refusals: [{ code: "nothing_to_send" }] } });
    expect(await toEndpoint(id, { step: "again_all", since: "tomorrow" })).toMatchObject({
      data: { refusals: [{ code: "date_malformed" }] },
    });
    expect(await toEndpoint(id, { step: "again_all", since: "2026-03-02" })).toMatchObject({ status: 302 });
    expect((await page(id, "?state=given_up")).log.rows).toEqual([]);
    const other = await made("Other");
    expect(await toEndpoint(other, { step: "again", deliveryId: one })).toMatchObject({
      data: { refusals: [{ code: "nothing_to_send" }] },
    });
  });

  it("belongs to an endpoint that is there, and is asked for with steps that exist", async () => {
    for (const id of [newId(), "nothing"]) await expect(page(id)).rejects.toMatchObject({ status: 404 });
    expect(await toEndpoint(newId(), { step: "pause" })).toMatchObject({ data: { refusals: [{ code: "endpoint_gone" }] } });
    expect(await toEndpoint(await made("Steps"), { step: "explode" })).toMatchObject({ status: 400 });
  });

  it("offers a new secret, pauses, goes on, and removes", async () => {
    const id = await made("Kept");
    expect(await toEndpoint(id, { step: "secret" })).toMatchObject({ data: { secret: expect.stringMatching(/^whsec_/) } });
    expect((await page(id)).overlapUntil).toEqual(later(24 * 60));
    expect(await toEndpoint(id, { step: "pause" })).toMatchObject({ status: 302 });
    expect((await page(id)).endpoint).toMatchObject({ state: "paused", pausedFor: "hand" });
    expect(await toEndpoint(id, { step: "resume" })).toMatchObject({ status: 302 });
    const { revision } = (await page(id)).endpoint;
    expect(await toEndpoint(id, { step: "save", ...form, name: "Renamed", revision: String(revision) })).toMatchObject({ status: 302 });
    expect(await toEndpoint(id, { step: "save", ...form, revision: String(revision) })).toMatchObject({
      data: { refusals: [{ code: "endpoint_stale" }] },
    });
    expect(await toEndpoint(id, { step: "remove" })).toMatchObject({ status: 302 });
    await expect(page(id)).rejects.toMatchObject({ status: 404 });
  });
});
