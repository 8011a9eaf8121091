import { eq } from "drizzle-orm";
import { beforeAll, expect, it } from "vitest";
import { notice } from "@db/schema";
import { loader as frameLoader } from "~/frame";
import { action as listAction, loader as listLoader } from "~/notifying/routes/notices";
import { action as noticeAction } from "~/people/routes/notice";
import { routeArgs } from "@test/factories/request";
import { desk, later } from "./desk";

const { owner, make, at, told, reached } = await desk();

let teamId: string;
beforeAll(async () => {
  teamId = (await make.team()).id;
});
type Page = Exclude<Awaited<ReturnType<typeof listLoader>>, Response>;
const list = async (cookie: string, query = "") => (await listLoader(routeArgs(`/notices${query}`, { cookie }))) as Page;

it("shows all that somebody was told, unread first, a page at a time, each with the way to its thing", async () => {
  const { id } = await make.trainee(teamId, { locale: "en" });
  const other = await make.trainee(teamId);
  const cookie = await make.signIn(id);
  expect(await list(cookie)).toMatchObject({ rows: [], unread: 0, pages: 1 });
  const ids: string[] = [];
  for (let n = 0; n < 35; n++) {
    at(later(n));
    ids.push(await told(id, "scripts.published", { title: `Script ${n}`, slug: `script-${n}` }));
  }
  await told(other.id, "activation.given_back");
  const back = await noticeAction(
    routeArgs(`/notices/${ids[34]}`, { cookie, params: { noticeId: ids[34] ?? "" }, form: { returnTo: "/scripts/script-34" } }),
  ).catch((thrown: unknown) => thrown as Response);
  expect((back as Response).headers.get("Location")).toBe("/scripts/script-34");
  const first = await list(cookie);
  expect([first.rows.length, first.unread, first.total, first.pages]).toEqual([30, 34, 35, 2]);
  expect(first.rows[0]).toMatchObject({ text: "Your script “Script 33” is in the library now.", to: "/scripts/script-33", unread: true });
  const second = await list(cookie, "?page=2");
  expect(second.rows.map(({ to, unread }) => [to, unread])).toEqual([
    ...[3, 2, 1, 0].map((n) => [`/scripts/script-${n}`, true]),
    ["/scripts/script-34", false],
  ]);
  for (const query of ["?page=0", "?page=x", "?page=-3", "?page=1e9"]) await expect(list(cookie, query)).resolves.toBeDefined();
  await expect(listAction(routeArgs("/notices", { cookie, form: {} }))).rejects.toMatchObject({ status: 302 });
  expect((await list(cookie)).unread).toBe(0);
});

it("leaves what is switched off out of the frame, and counts it as read in the list", async () => {
  const { id } = await make.trainee(teamId);
  const cookie = await make.signIn(id);
  await reached(id, { modes: { chats: "off" } });
  await told(id, "simulator.example", { runId: "x" });
  await told(id, "scripts.published", { title: "Dispatch", slug: "dispatch" });
  const framed = (await frameLoader(routeArgs("/today", { cookie }))) as Exclude<Awaited<ReturnType<typeof frameLoader>>, Response>;
  expect(framed.notices.flatMap(({ lines }) => lines.map(({ to }) => to))).toEqual(["/scripts/dispatch"]);
  expect((await list(cookie)).rows.map(({ to, unread }) => [to, unread])).toEqual([
    ["/scripts/dispatch", true],
    ["/simulator/runs/x/debrief", false],
  ]);
});

it("folds what is of one kind above a page, all of which is put away by one press; without script it goes back to the page", async () => {
  const { id } = await make.trainee(teamId);
  const { id: other } = await make.trainee(teamId);
  const cookie = await make.signIn(id);
  for (let n = 0; n < 3; n++) await told(id, "chats.checked", { chatId: `c${n}` });
  const foreign = await told(other, "chats.checked", { chatId: "c9" });
  const frame = async () =>
    ((await frameLoader(routeArgs("/today", { cookie }))) as Exclude<Awaited<ReturnType<typeof frameLoader>>, Response>).notices;
  const [group, ...others] = await frame();
  expect([group?.lines.length, others]).toEqual([3, []]);
  const [first = "", ...also] = group?.lines.map((line) => line.id) ?? [];
  const form = { also: [...also, foreign, "none"], returnTo: "/today" };
  const back = await noticeAction(routeArgs(`/notices/${first}`, { cookie, params: { noticeId: first }, form })).catch(
    (thrown: unknown) => thrown as Response,
  );
  expect((back as Response).headers.get("Location")).toBe("/today");
  expect(await frame()).toEqual([]);
  const [row] = await owner.select({ seenAt: notice.seenAt }).from(notice).where(eq(notice.id, foreign));
  expect(row?.seenAt).toBeNull();
});
