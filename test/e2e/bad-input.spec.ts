import { readFileSync } from "node:fs";
import { newId } from "~/platform/ids";
import { PHOTO } from "./learner";
import { expect, open, post, type Shop, test } from "./shop";
import { ask, said, send, Sessions, WINDOW } from "./wire";

const who = { trainee: "chenxi", other: "zhouyu", manager: "zhaomin" };
const PRACTICAL = "price-wall";
const photo = { name: "photo.webp", type: "image/webp", bytes: readFileSync(PHOTO) };

test.describe("files", () => {
  const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0]);
  const files: [string, { name: string; type: string; bytes: Buffer }, string][] = [
    ["no picture", { name: "note.txt", type: "text/plain", bytes: Buffer.from("hello") }, "note.txt"],
    ["one with a lying name and type", { name: "photo.jpg", type: "image/jpeg", bytes: Buffer.from("<svg onload=alert(1)>") }, "photo.jpg"],
    ["an SVG", { name: "a.svg", type: "image/svg+xml", bytes: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>') }, "a.svg"],
    ["an empty one", { name: "empty.png", type: "image/png", bytes: Buffer.alloc(0) }, "empty.png"],
    ["one over 8 MB", { name: "large.jpg", type: "image/jpeg", bytes: Buffer.concat([jpeg, Buffer.alloc(8_000_001)]) }, "large.jpg"],
  ];

  test("that are no pictures, empty, too large or lie are refused by name, and nothing is written", async ({ shop }) => {
    const { cookie, personId } = await new Sessions(shop).open(who.trainee);
    const counts = () => shop.sql`
      select (select count(*) from file where owner_id = ${personId})::int as files,
        (select count(*) from practical_submission where person_id = ${personId})::int as submissions`;
    const before = await counts();
    const status = await statusOf(shop, personId, PRACTICAL);
    for (const [what, file, named] of files) {
      // The sound one before it must not stay behind either.
      const answer = await handIn(shop, cookie, PRACTICAL, [photo, file]);
      expect([what, answer.status]).toEqual([what, 422]);
      expect(answer.text).toContain(named);
    }
    expect(await counts()).toEqual(before);
    expect(await statusOf(shop, personId, PRACTICAL)).toBe(status);
  });

  test("are served as attachments that run nothing, and to nobody else", async ({ shop }) => {
    const sessions = new Sessions(shop);
    const [row] = await shop.sql<{ id: string; owner_id: string; login: string }[]>`
      select f.id, f.owner_id, p.login from practical_submission s join person p on p.id = s.person_id
      join file f on f.id = any(s.file_ids) where p.state = 'training' limit 1`;
    if (!row) throw new Error("the demo has no photo");
    const own = await ask(shop.app.url, `/files/${row.id}`, { cookie: (await sessions.open(row.login)).cookie });
    expect(own.status).toBe(200);
    expect(own.headers).toMatchObject({
      "content-type": "image/webp",
      "content-disposition": "attachment",
      "content-security-policy": "default-src 'none'; sandbox",
      "x-content-type-options": "nosniff",
    });
    const someoneElse = await sessions.open(row.login === who.trainee ? who.other : who.trainee);
    const foreign = await ask(shop.app.url, `/files/${row.id}`, { cookie: someoneElse.cookie });
    const missing = await ask(shop.app.url, `/files/${newId()}`, { cookie: someoneElse.cookie });
    expect([foreign.status, foreign.text]).toEqual([404, missing.text]);
    expect((await ask(shop.app.url, `/files/${row.id}`)).headers.location).toBe(`/sign-in?next=%2Ffiles%2F${row.id}`);
  });
});

async function statusOf({ sql }: Shop, personId: string, slug: string): Promise<string | undefined> {
  return (await sql<{ status: string }[]>`select status from activity_state where person_id = ${personId} and slug = ${slug}`)[0]?.status;
}

async function handIn(shop: Shop, cookie: string, slug: string, photos: readonly { name: string; type: string; bytes: Buffer }[]) {
  const form = new FormData();
  form.set("intent", "practical");
  form.set("note", "with photos");
  for (const { name, type, bytes } of photos) form.append("photos", new File([Uint8Array.from(bytes)], name, { type }));
  const encoded = new Request("http://any.test", { method: "POST", body: form });
  const headers = { ...WINDOW, "Content-Type": encoded.headers.get("Content-Type") ?? "" };
  return ask(shop.app.url, `/learn/${slug}`, { method: "POST", cookie, headers, body: Buffer.from(await encoded.arrayBuffer()) });
}

test("what belongs to somebody else is not found, as if it were not there", async ({ shop }) => {
  const sessions = new Sessions(shop);
  const { url } = shop.app;
  const me = await sessions.open(who.trainee);
  const [them] = await shop.sql<{ id: string; name: string }[]>`select id, name from person where login = ${who.other}`;
  const [sitting] = await shop.sql<{ id: string; slug: string }[]>`
    select s.id, s.slug from sitting s where s.person_id <> ${me.personId} and s.submitted_at is not null
    and s.slug in (select slug from activity_state where person_id = ${me.personId}) limit 1`;
  const [graded] = await shop.sql<
    { id: string; person_id: string }[]
  >`select id, person_id from grading where submitted_at is not null limit 1`;
  const [submission] = await shop.sql<{ id: string }[]>`select id from practical_submission where person_id <> ${me.personId} limit 1`;
  if (!them || !sitting || !graded || !submission) throw new Error("the demo lacks something");
  const about = (id: string) => [
    ...[`/people/${id}`, `/people/${id}/edit`, `/people/${id}/access`, `/people/${id}/state`, `/training/${id}`, `/training/${id}/plan`],
    ...[`/training/${id}/exam-code`, `/probation/${id}`, `/gate/${id}/desk`, `/gate/${id}/activation`],
  ];
  const foreign = [
    ...about(them.id),
    ...[
      `/learn/${sitting.slug}/result/${sitting.id}`,
      `/probation/${graded.person_id}/result/${graded.id}`,
      `/probation/${graded.person_id}/grading/${graded.id}`,
    ],
  ];
  const nobody = await ask(url, `/people/${newId()}`, { cookie: me.cookie });
  for (const path of foreign) {
    const answer = await ask(url, path, { cookie: me.cookie });
    expect([path, answer.status, said(answer)]).toEqual([path, 404, "not_found"]);
    expect(answer.text).not.toContain(them.name);
    // The names of the parts of which such a page is made; not the page.
    expect(answer.text.length).toBeLessThan(nobody.text.length + 2500);
  }
  const writes = [
    ...about(them.id).filter((path) => !path.endsWith(them.id) || path.startsWith("/probation")),
    `/signoff/${submission.id}`,
  ];
  for (const path of writes) {
    const fields = { intent: "confirm", decision: "accepted", change: "leave", reason: "because I can", step: "x" };
    expect([path, (await send(url, path, fields, { cookie: me.cookie })).status]).toEqual([path, 404]);
  }
  const focus = await send(url, "/learn/day-1-check/sitting/answers", { intent: "focus", sittingId: sitting.id }, { cookie: me.cookie });
  expect(focus.status).toBe(404);
});

test("two supervisors at once sign one practical once, and a replay changes nothing", async ({ shop }) => {
  const sessions = new Sessions(shop);
  const { url } = shop.app;
  const trainee = await sessions.open(who.other);
  expect((await handIn(shop, trainee.cookie, "pick-along-2", [photo])).status).toBe(302);
  const [waiting] = await shop.sql<{ id: string; team_id: string }[]>`
    select subject_id as id, team_id from work_item where kind = 'practical' and closed_at is null and person_id = ${trainee.personId}`;
  if (!waiting) throw new Error("nothing waits");
  const leaders = await shop.sql<{ login: string }[]>`
    select distinct p.login from person p join role_grant g on g.person_id = p.id
    where g.role in ('supervisor', 'manager') and (g.team_id is null or g.team_id = ${waiting.team_id}) and p.login <> 'wangjing'`;
  const [first, second] = await Promise.all(leaders.map(({ login }) => sessions.open(login)));
  if (!first || !second) throw new Error("there are no two");
  const decide = (cookie: string, submissionId: string) =>
    send(url, `/signoff/${waiting.id}`, { decision: "accepted", remark: "", submissionId }, { cookie });
  const doubleClick = newId();
  const answers = await Promise.all([
    decide(first.cookie, doubleClick),
    decide(second.cookie, newId()),
    decide(first.cookie, doubleClick),
    decide(second.cookie, newId()),
  ]);
  const rows = await shop.sql<{ decided_by: string }[]>`select decided_by from signoff where submission_id = ${waiting.id}`;
  expect(rows).toHaveLength(1);
  const firstWon = rows[0]?.decided_by === first.personId;
  // Whoever won is sent on, for the double click too; the others read who was quicker.
  expect(answers.map((a) => a.status)).toEqual(firstWon ? [302, 422, 302, 422] : [422, expect.any(Number), 422, expect.any(Number)]);
  expect(answers.filter((a) => a.status === 422).every((a) => a.text.includes("has accepted it already"))).toBe(true);
  const again = await decide(first.cookie, newId());
  expect([again.status, again.text]).toEqual([422, expect.stringContaining("has accepted it already")]);
});

test("a double click, going back and a second window make one submission", async ({ shop, watch }) => {
  const page = await watch.page(shop, null);
  await new Sessions(shop).enter(page.context(), who.manager);
  const named = (name: string) => shop.sql`select id from team where name = ${name}`;
  await open(page, "/settings/teams");
  const form = page.locator("form:has(input[name=name])").last();
  await form.locator("input[name=name]").fill("Twice");
  await form.locator("button[type=submit]").dblclick();
  await expect.poll(async () => (await named("Twice")).length).toBe(1);
  await page.goBack();
  await page.goForward();
  await page.reload();
  expect(await named("Twice")).toHaveLength(1);

  // A form that is posted again with the same id, as a reload of its answer would: the first result.
  const fields = { name: "Again", zone: "Asia/Shanghai", workingWeek: "1", submissionId: newId() };
  const replies = [await post(page, "/settings/teams", fields), await post(page, "/settings/teams", fields)];
  expect(replies.map((reply) => reply.redirected)).toEqual([true, true]);
  expect(await named("Again")).toHaveLength(1);
  // Somebody else's id, and one from long ago, are none.
  watch.refusal(400, /^\/settings\/teams/);
  const { cookie } = await new Sessions(shop).open("admin");
  const stolen = await send(shop.app.url, "/settings/teams", { ...fields, name: "Stolen" }, { cookie });
  const old = await send(
    shop.app.url,
    "/settings/teams",
    { ...fields, name: "Old", submissionId: newId(Date.UTC(2020, 0, 1)) },
    { cookie },
  );
  expect([stolen.status, old.status, await named("Stolen"), await named("Old")]).toEqual([400, 400, [], []]);
});

test("wrong passwords: one answer for everybody, then a wait, noted without what was typed", async ({ shop }) => {
  const { url } = shop.app;
  const tryIn = (identifier: string) => send(url, "/sign-in", { identifier, password: "not the password" });
  const names = [who.manager, "nobody-of-this-name"];
  const plain = (text: string) => text.replace(/nonce="[^"]*"|requestId[^,]*,[^,]*|[0-9a-f]{8}-[0-9a-f-]{27}/g, "").replace(/\d{13}/g, "");
  const [known, unknown] = [await tryIn(who.manager), await tryIn("nobody-of-this-name")];
  expect([known.status, unknown.status]).toEqual([400, 400]);
  expect(plain(known.text)).toBe(plain(unknown.text));
  for (let i = 0; i < 4; i++) for (const name of names) await tryIn(name);
  for (const name of names) {
    const waits = await tryIn(name);
    expect([name, waits.status, waits.text]).toEqual([name, 429, expect.stringMatching(/wait/i)]);
  }
  const noted = await shop.sql`select subject_id, after from audit where action = 'people.sign_in_failed'`;
  expect(noted.length).toBeGreaterThanOrEqual(2);
  expect(JSON.stringify(noted)).not.toMatch(/nobody-of-this-name|not the password/);
  await shop.sql`delete from throttle`;
});
