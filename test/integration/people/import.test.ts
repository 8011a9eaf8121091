import { asc, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import writeXlsxFile from "write-excel-file/node";
import { accountLink, audit, person, teamMembership } from "@db/schema";
import type { Done, Preview } from "~/people/import-page.server";
import { findLink } from "~/people/links.server";
import * as route from "~/people/routes/import";
import { clock } from "~/platform/clock.server";
import { setDb } from "~/platform/database.server";
import { newId } from "~/platform/ids";
import { routeArgs } from "@test/factories/request";
import { freshDatabase, MONDAY } from "@test/setup/database";

const { db, owner, make } = await freshDatabase();
setDb(db);
clock.setOffset(MONDAY.getTime() - Date.now());

const red = await make.team({ name: "售前组" });
const blue = await make.team({ name: "Blue" });
const boss = await make.manager(red.id);
const cookie = await make.signIn(boss.id);

type Answer = { status: number; refusals: { code: string; field?: string }[] | null; preview: Preview | null; done: Done | null };

async function post(form: Record<string, string | Blob>): Promise<Answer> {
  try {
    const answer = await route.action(routeArgs("/people/import", { cookie, form }));
    return { status: answer.init?.status ?? 200, ...answer.data };
  } catch (thrown) {
    if (thrown instanceof Response) return { status: thrown.status, refusals: null, preview: null, done: null };
    throw thrown;
  }
}
const csv = (...lines: string[]) => new Blob([lines.join("\r\n")]);
const check = (file: Blob, teamId: string = red.id) => post({ intent: "check", file, teamId });
const order = (preview: Preview | null, submissionId: string = newId()) =>
  post({ intent: "import", payload: preview?.payload ?? "", teamId: preview?.teamId ?? "", submissionId });
const HEAD = "工号,姓名,团队,邮箱,入职日期,合同期限,试用期结束";
const people = () => db.select().from(person).orderBy(asc(person.externalId));

/** 工号,姓名 ⏎ B1,李小梅 in GBK, byte by byte: the runtime reads GBK and writes only UTF-8. */
const GBK = Buffer.from("b9a4bac52cd0d5c3fb0d0a42312cc0eed0a1c3b7", "hex");

describe("importing people", () => {
  it("shows what would happen, writes nothing, then writes all of it with a link for each", async () => {
    const before = (await people()).length;
    const file = csv("三只包 · 三月新人", HEAD, "A1,李小梅,售前组,mei@example.com,2026/3/2,3年,2026-09-01", "", "A2,王强,,,2026年3月3日,,");
    const { preview, status } = await check(file);
    expect(status).toBe(200);
    expect(preview).toMatchObject({ created: 2, changed: 0, same: 0, errorCount: 0 });
    expect(await people()).toHaveLength(before);
    const { done } = await order(preview);
    expect(done).toMatchObject({ created: 2, changed: 0, same: 0 });
    expect(done?.links?.map((l) => [l.externalId, l.name])).toEqual([
      ["A1", "李小梅"],
      ["A2", "王强"],
    ]);
    for (const link of done?.links ?? [])
      expect((await findLink(db, "invitation", link.path.split("/").at(-1) ?? "", MONDAY)).ok).toBe(true);
    const made = (await people()).filter((p) => p.externalId?.startsWith("A"));
    expect(made).toMatchObject([
      {
        name: "李小梅",
        pinyin: "lixiaomei lxm",
        state: "invited",
        hireDate: "2026-03-02",
        contractTerm: "3_years_or_longer",
        probationEnd: "2026-09-01",
        email: "mei@example.com",
      },
      { name: "王强", hireDate: "2026-03-03", contractTerm: null },
    ]);
    expect(await db.select().from(teamMembership).where(eq(teamMembership.teamId, red.id))).toHaveLength(2);
    expect(await db.select().from(audit).where(eq(audit.action, "people.invited"))).toHaveLength(2);
    expect(await db.select().from(audit).where(eq(audit.action, "people.imported"))).toMatchObject([{ after: { created: 2, rows: 2 } }]);
  });

  it("changes nothing the second time, and updates only what the file gives", async () => {
    const same = await check(csv(HEAD, "A1,李小梅,,mei@example.com,2026-03-02,3年,2026-09-01"));
    expect(same.preview).toMatchObject({ created: 0, changed: 0, same: 1 });
    expect((await order(same.preview)).done).toMatchObject({ created: 0, changed: 0, same: 1, links: [] });
    expect(await db.select().from(audit).where(eq(audit.action, "people.imported"))).toHaveLength(1);
    const changed = await check(csv("Staff number,Name,E-mail", "A1,李小美,"));
    expect(changed.preview).toMatchObject({ created: 0, changed: 1 });
    await order(changed.preview);
    expect((await people()).find((p) => p.externalId === "A1")).toMatchObject({
      name: "李小美",
      pinyin: "lixiaomei lxm",
      email: "mei@example.com",
      revision: 2,
    });
  });

  it("does one thing for a double click, and shows the links once", async () => {
    const { preview } = await check(csv("工号,姓名", "D1,赵六"));
    const id = newId();
    const both = await Promise.all([order(preview, id), order(preview, id)]);
    expect(both.map((b) => b.done?.created)).toEqual([1, 1]);
    expect(both.map((b) => b.done?.links?.length ?? null).sort()).toEqual([1, null]);
    expect((await people()).filter((p) => p.externalId === "D1")).toHaveLength(1);
  });

  it("names every error by row, column, value and rule, and imports none of it", async () => {
    const stranger = await make.trainee(blue.id, { externalId: "X1", name: "Stranger" });
    await owner.update(person).set({ state: "left" }).where(eq(person.externalId, "D1"));
    const before = await people();
    const { preview, status } = await check(
      csv(
        HEAD,
        "E1,好人,售前组,,,,",
        "E2,,售前组,,,,",
        "E3,无组,没有的组,,,,",
        "E4,别组,Blue,,,,",
        "E5,试用,售前组,,2026-03-02,不满一年,2026-04-02",
        "E6,邮箱,售前组,mei@example.com,,,",
        "X1,Stranger,,,,,",
        "D1,赵六,,,,,",
        "A2,王强,,,,,2026-12-31",
        "E1,再来,售前组,,,,",
      ),
    );
    expect(status).toBe(422);
    expect(preview?.payload).toBe("");
    expect(preview?.errors.map((e) => [e.row, e.column, e.value, e.code])).toEqual([
      [3, "姓名", "", "name_missing"],
      [4, "团队", "没有的组", "import_team"],
      [5, "团队", "Blue", "team_not_yours"],
      [6, "试用期结束", "2026-04-02", "probation_past_limit"],
      [7, "邮箱", "mei@example.com", "email_taken"],
      [8, "工号", "X1", "import_not_yours"],
      [9, "工号", "D1", "import_left"],
      [10, "试用期结束", "2026-12-31", "probation_needs_term"],
      [11, "工号", "E1", "import_twice"],
    ]);
    expect(await people()).toEqual(before);
    expect(stranger.externalId).toBe("X1");
  });

  it("refuses all of it when the shop changed between check and order", async () => {
    const { preview } = await check(csv("工号,姓名", "F1,甲", "F2,乙"));
    await make.trainee(blue.id, { externalId: "F2" });
    const answer = await order(preview);
    expect(answer).toMatchObject({ status: 409, refusals: [{ code: "import_changed" }] });
    expect((await people()).filter((p) => p.externalId === "F1")).toEqual([]);
  });

  it("reads XLSX with real dates, and GBK", async () => {
    const bytes = await writeXlsxFile(
      [
        [{ value: "工号" }, { value: "姓名" }, { value: "入职日期" }],
        [{ value: 9001, type: Number }, { value: "表格" }, { value: new Date(Date.UTC(2026, 2, 2)), type: Date, format: "yyyy/mm/dd" }],
      ],
      {},
    ).toBuffer();
    const sheet = await check(new Blob([new Uint8Array(bytes)]));
    expect(sheet.preview).toMatchObject({ created: 1, sample: [{ externalId: "9001", name: "表格" }] });
    expect(sheet.preview?.payload).toContain("2026-03-02");
    const gbk = await check(new Blob([GBK]));
    expect(gbk.preview).toMatchObject({ created: 1, sample: [{ externalId: "B1", name: "李小梅" }] });
  });

  it.each([
    ["no file", new File([], ""), "import_no_file"],
    ["an empty file", new File([], "人员.csv"), "import_file_empty"],
    ["a picture", new Blob([Buffer.from("89504e470d0a1a0a0000000d49484452", "hex")]), "import_not_readable"],
    ["an old XLS", new Blob([Buffer.from("d0cf11e0a1b11ae1", "hex")]), "import_xls"],
    ["a damaged XLSX", new Blob([Buffer.from("504b0304deadbeef", "hex")]), "import_not_readable"],
    ["over 5 MB", new Blob(["工号,姓名\n", "x".repeat(5_000_001)]), "import_too_large"],
    ["no heading", csv("a,b", "c,d"), "import_no_header"],
    ["5 001 rows", csv("工号,姓名", ...Array.from({ length: 5001 }, (_, i) => `N${i},n`)), "import_too_many_rows"],
  ])("refuses %s with a reason", async (...[, file, code]) => {
    expect(await check(file)).toMatchObject({ status: 400, refusals: [{ code, field: "file" }] });
  });

  it("answers 400 to a payload that is none of ours", async () => {
    for (const payload of ["", "{", "[]", '{"rows":[]}', '{"rows":[{"row":1,"cells":{"clearance":"full"}}],"columns":{},"ignored":[]}']) {
      expect((await post({ intent: "import", payload, teamId: "" })).status).toBe(400);
    }
    expect((await post({ intent: "else" })).status).toBe(400);
  });

  it("takes 5 000 rows at once", async () => {
    const rows = Array.from({ length: 5000 }, (_, i) => `T${i},员工${i},售前组,t${i}@example.com,2026-03-02,1年,2026-04-30`);
    const { preview } = await check(csv(HEAD, ...rows));
    expect(preview).toMatchObject({ created: 5000, errorCount: 0 });
    const { done } = await order(preview);
    expect(done?.created).toBe(5000);
    expect(done?.links).toHaveLength(5000);
    expect((await db.select({ id: accountLink.id }).from(accountLink)).length).toBeGreaterThanOrEqual(5000);
  });
});
