import { and, eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { audit, noticeAddress, noticePreference } from "@db/schema";
import { askForAddress, confirmAddress, stopByLink } from "~/notifying/address.server";
import { action as confirmAction, loader as confirmLoader } from "~/notifying/routes/confirm-email";
import { action as preferencesAction, loader as preferencesLoader } from "~/notifying/routes/preferences";
import { action as stopAction, loader as stopLoader } from "~/notifying/routes/unsubscribe";
import { sendDue } from "~/notifying/send.server";
import type { Outcome } from "~/platform/refusal";
import { routeArgs } from "@test/factories/request";
import { desk, later, NOON } from "./desk";

const { db, ctx, make, post, at, told, minute, deliveries } = await desk();
const codes = (outcome: Outcome<unknown>) => (outcome.ok ? [] : outcome.refusals.map((one) => one.code));

let teamId: string;
beforeAll(async () => {
  teamId = (await make.team()).id;
});
let serial = 0;
/** Somebody who has asked for letters at an address, and the token in the letter that came. */
async function asked() {
  const { id } = await make.trainee(teamId, { locale: "en" });
  const email = `asked${++serial}@example.com`;
  const outcome = await askForAddress(ctx(NOON, id), email);
  if (!outcome.ok) throw new Error("refused");
  await sendDue(db, { personId: id });
  const letter = post.to(email)[0];
  return { id, email, letter, token: /\/confirm-email\/(\S+)/.exec(letter?.text ?? "")?.[1] ?? "" };
}
const address = async (id: string) => (await db.select().from(noticeAddress).where(eq(noticeAddress.personId, id)))[0];
type Answer = { data: { standing?: unknown; refusals?: { code: string; field?: string }[] | null }; init: { status: number } };
const page = (loader: typeof confirmLoader | typeof stopLoader, path: string, token: string) =>
  loader(routeArgs(`/${path}/${token}`, { params: { token } })) as unknown as Promise<Answer>;
const press = (action: typeof confirmAction | typeof stopAction, path: string, token: string, form: Record<string, string> = {}) =>
  action(routeArgs(`/${path}/${token}`, { params: { token }, form })) as unknown as Promise<Answer>;

describe("an address", () => {
  it("gets nothing but one letter until its link was pressed; looking at the page confirms nothing", async () => {
    const { id, email, letter, token } = await asked();
    expect(letter?.subject).toBe("Confirm your e-mail address");
    expect(letter?.headers.has("list-unsubscribe")).toBe(false);
    await told(id, "activation.given_back", { personId: id });
    await minute(later(1), id);
    expect(await page(confirmLoader, "confirm-email", token)).toMatchObject({
      data: { standing: { email, done: false } },
      init: { status: 200 },
    });
    await minute(later(2), id);
    expect(post.to(email)).toHaveLength(1);
    expect(await press(confirmAction, "confirm-email", token)).toMatchObject({ data: { refusals: null } });
    expect(await press(confirmAction, "confirm-email", token)).toMatchObject({ data: { refusals: null } });
    expect(await address(id)).toMatchObject({ confirmedAt: later(2), digestDay: "2026-03-02" });
    await told(id, "activation.given_back", { personId: id });
    await minute(later(3), id);
    expect(post.to(email)).toHaveLength(2);
    const said = await db.select({ action: audit.action }).from(audit).where(eq(audit.personId, id));
    expect(said.map((one) => one.action)).toEqual(["notifying.address_asked", "notifying.address_confirmed"]);
  });

  it("is confirmed by the link of the last letter alone, within two days", async () => {
    const { id, token } = await asked();
    at(later(2));
    const other = `other${serial}@example.com`;
    await askForAddress(ctx(later(2), id), other);
    await sendDue(db, { personId: id });
    const second = /\/confirm-email\/(\S+)/.exec(post.to(other)[0]?.text ?? "")?.[1] ?? "";
    for (const wrong of [token, "", "x", `${id}.${"0".repeat(64)}`, second.slice(0, -1), `${second}0`])
      expect(codes(await confirmAddress(ctx(later(3)), wrong)), wrong).toEqual(["link_unknown"]);
    expect(await page(confirmLoader, "confirm-email", token)).toMatchObject({
      data: { standing: { fault: "link_unknown" } },
      init: { status: 404 },
    });
    expect(codes(await confirmAddress(ctx(later(2 + 48 * 60 + 1)), second))).toEqual(["link_expired"]);
    expect((await confirmAddress(ctx(later(2 + 48 * 60)), second)).ok).toBe(true);
  });

  it("cannot be flooded: a minute between two letters, five a day", async () => {
    const { id, email } = await asked();
    expect(codes(await askForAddress(ctx(later(0.5), id), email))).toEqual(["asked_just_now"]);
    for (let n = 1; n < 5; n++) expect((await askForAddress(ctx(later(n), id), email)).ok).toBe(true);
    expect(codes(await askForAddress(ctx(later(10), id), email))).toEqual(["asked_often"]);
    expect((await askForAddress(ctx(later(24 * 60 + 1), id), email)).ok).toBe(true);
    expect(codes(await askForAddress(ctx(NOON, id), "nowhere"))).toEqual(["email_malformed"]);
  });

  it("gets no letter of a request that a newer one took the place of", async () => {
    const { id } = await make.trainee(teamId);
    await askForAddress(ctx(NOON, id), "first@example.com");
    at(later(2));
    await askForAddress(ctx(later(2), id), "second@example.com");
    await sendDue(db, { personId: id });
    expect([post.to("first@example.com").length, post.to("second@example.com").length]).toEqual([0, 1]);
    expect((await deliveries(id)).map(({ state }) => state)).toEqual(["dropped", "sent"]);
  });
});

describe("the link that ends letters", () => {
  async function stopToken() {
    const { id, email, token } = await asked();
    await confirmAddress(ctx(NOON), token);
    await told(id, "activation.given_back", { personId: id });
    await minute(later(1), id);
    const header = post.to(email).at(-1)?.headers.get("list-unsubscribe") ?? "";
    return { id, email, stop: /\/unsubscribe\/([^>]+)/.exec(header)?.[1] ?? "" };
  }

  it("works by a press, or by a mail program's own, and can be taken back in the app", async () => {
    const { id, email, stop } = await stopToken();
    expect(await page(stopLoader, "unsubscribe", stop)).toMatchObject({ data: { standing: { email, done: false } } });
    expect((await address(id))?.offAt).toBe(null);
    expect(await press(stopAction, "unsubscribe", stop, { "List-Unsubscribe": "One-Click" })).toMatchObject({ data: { refusals: null } });
    expect((await address(id))?.offAt).not.toBe(null);
    const before = post.to(email).length;
    await told(id, "activation.given_back", { personId: id });
    await minute(later(2), id);
    expect(post.to(email)).toHaveLength(before);
    const cookie = await make.signIn(id);
    const on = preferencesAction(routeArgs("/profile/notifications", { cookie, form: { step: "on" } }));
    await expect(on).rejects.toMatchObject({ status: 302 });
    expect((await address(id))?.offAt).toBe(null);
  });

  it("is good for nobody else, and for no other address", async () => {
    const { id, stop } = await stopToken();
    const other = await stopToken();
    for (const wrong of [stop.replace(id, other.id), `${id}.${"0".repeat(64)}`, "nothing"])
      expect(codes(await stopByLink(ctx(NOON), wrong)), wrong).toEqual(["link_unknown"]);
    at(later(5));
    await askForAddress(ctx(later(5), id), "elsewhere@example.com");
    expect(codes(await stopByLink(ctx(later(5)), stop))).toEqual(["link_unknown"]);
  });
});

describe("the page of the preferences", () => {
  it("shows what concerns the role and keeps what is chosen; refuses next to the field", async () => {
    const { id } = await make.trainee(teamId);
    const cookie = await make.signIn(id);
    type Page = Exclude<Awaited<ReturnType<typeof preferencesLoader>>, Response>;
    const read = async () => (await preferencesLoader(routeArgs("/profile/notifications", { cookie }))) as Page;
    const shown = await read();
    expect(shown.groups.map(({ group }) => group)).toEqual(["training", "results", "waits", "deadlines", "account"]);
    expect(shown).toMatchObject({ unset: null, address: null, zone: "Asia/Shanghai" });
    const modes = Object.fromEntries(shown.groups.flatMap(({ topics }) => topics.map(({ topic, mode }) => [`mode.${topic}`, mode])));
    const form = { step: "save", ...modes, digestAt: "07:15", quiet: "on", quietFrom: "23:00", quietTo: "07:00" };
    const send = (more: Record<string, string>) =>
      preferencesAction(routeArgs("/profile/notifications", { cookie, form: { ...form, ...more } })).catch((thrown: unknown) => thrown);
    expect(await send({ "mode.chats": "off" })).toMatchObject({ status: 302 });
    expect((await read()).times).toEqual({ digestAt: "07:15", quietFrom: "23:00", quietTo: "07:00", urgentBreaks: false });
    const [kept] = await db.select().from(noticePreference).where(eq(noticePreference.personId, id));
    expect(kept?.muted).toContain("simulator.example");
    expect(await send({ digestAt: "06:00" })).toMatchObject({
      data: { refusals: [{ code: "digest_in_quiet", field: "digestAt" }] },
      init: { status: 400 },
    });
    expect(await send({ step: "off" })).toMatchObject({ data: { refusals: [{ code: "no_address" }] } });
    expect(await send({ step: "explode" })).toMatchObject({ status: 400 });
    const said = await db
      .select({ action: audit.action })
      .from(audit)
      .where(and(eq(audit.personId, id), eq(audit.action, "notifying.preferences_saved")));
    expect(said).toHaveLength(1);
  });
});
