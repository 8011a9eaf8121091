import { readFileSync } from "node:fs";
import { asc, eq, sql } from "drizzle-orm";
import { figure, figureImport, figureMonth, platformAccount } from "@db/schema";
import { newId } from "~/platform/ids";
import type { WriteContext } from "~/platform/write.server";
import { runFigureImport, orderFigures } from "~/results/import-run.server";
import { answerFigures, stageFigures } from "~/results/import-stage.server";
import { freshDatabase, MONDAY } from "@test/setup/database";

export type Answers = Partial<Record<"storeId" | "personId" | "from" | "to" | "dates", string>>;

/** A store with four people behind its accounts, and files of figures that come in. */
export async function figuresDesk() {
  const { db, owner, appSql, ownerSql, make } = await freshDatabase();
  const team = await make.team();
  const manager = await make.manager(team.id);
  const store = await make.store({ name: "行囊旗舰店" });
  const agent = (name: string, externalId: string, hireDate: string, more = {}) =>
    make.trainee(team.id, { name, externalId, hireDate, ...more });
  const yang = await agent("林小洋", "A001", "2026-01-20");
  const you = await agent("周柚", "A002", "2026-01-05");
  const mo = await agent("陈默", "A003", "2026-01-05", {
    state: "left",
    stateBefore: "training",
    stateSince: new Date("2026-02-12T02:00:00.000Z"),
  });
  const new7 = await agent("王梨", "A007", "2026-01-05");
  const twins = [await agent("李雷", "A008", "2026-01-05"), await agent("李雷", "A009", "2026-01-05")];
  await db.insert(platformAccount).values([
    { storeId: store.id, nick: "小洋", personId: yang.id, from: "2026-01-20" },
    { storeId: store.id, nick: "行囊旗舰店:阿柚", personId: you.id, from: "2026-01-05", to: "2026-02-10" },
    { storeId: store.id, nick: "行囊旗舰店:阿柚", personId: new7.id, from: "2026-02-10" },
    { storeId: store.id, nick: "小默", personId: mo.id, from: "2026-01-05" },
    { storeId: store.id, nick: "早班", personId: you.id, from: "2026-02-20" },
  ]);
  const ctx = (now: Date = MONDAY): WriteContext => ({ db, actorId: manager.id, now, requestId: "test", submissionId: newId() });
  const imported = async (id: string) => {
    const [row] = await db.select().from(figureImport).where(eq(figureImport.id, id));
    if (!row) throw new Error("no such import");
    return row;
  };

  const read = (name: string) => new File([new Uint8Array(readFileSync(new URL(`../../fixtures/figures/${name}`, import.meta.url)))], name);

  /** Looked at, with what the file does not say. */
  async function look(file: File, said: Answers = {}) {
    const staged = await stageFigures(ctx(), file);
    if (!staged.ok) throw new Error(JSON.stringify(staged.refusals));
    const id = staged.value.importId;
    const answered = await answerFigures(ctx(), id, { storeId: "", personId: "", from: "", to: "", dates: "", ...said });
    if (!answered.ok) throw new Error(JSON.stringify(answered.refusals));
    return imported(id);
  }

  /** Ordered, without what is faulty, and done. */
  async function bring(file: File, said: Answers = {}, now = MONDAY) {
    const { id } = await look(file, said);
    const ordered = await orderFigures(ctx(now), id, true);
    await runFigureImport(db, id, now);
    return { ordered, row: await imported(id) };
  }

  const csv = (...lines: string[]) => new File([lines.join("\n")], "figures.csv");
  const figures = () => db.select().from(figure).orderBy(asc(figure.from), asc(figure.part), asc(figure.storeId));
  const months = () => db.select().from(figureMonth).orderBy(asc(figureMonth.month));
  /** All that is kept of figures, as text: to see whether anything changed. */
  const everything = async () =>
    JSON.stringify(
      await db.execute(sql`
        select (select json_agg(f order by f.id) from figure f) as figures, (select json_agg(p order by p.id) from figure_past p) as past,
          (select json_agg(m order by m.person_id, m.month, m.store_id) from figure_month m) as months`),
    );
  const people = { yang, you, mo, pear: new7, twins };
  return {
    db,
    owner,
    appSql,
    ownerSql,
    make,
    team,
    manager,
    store,
    people,
    ctx,
    imported,
    read,
    look,
    bring,
    csv,
    figures,
    months,
    everything,
  };
}
