import { sql } from "drizzle-orm";
import { figure, figureImport, figureMonth, person, platformAccount, store, team, teamMembership } from "@db/schema";
import { addDays } from "~/platform/dates";
import { setDb } from "~/platform/database.server";
import { newId } from "~/platform/ids";
import type { WriteContext } from "~/platform/write.server";
import { orderFigures, runFigureImport } from "~/results/import-run.server";
import { stageFigures } from "~/results/import-stage.server";
import { milliseconds, timed, withDatabase } from "./database";
import type { Figure } from "./run";

const NOW = new Date("2026-03-02T01:00:00.000Z");
const STORE = "行囊旗舰店";
const [AGENTS, DAYS] = [360, 28];
const HEAD = "旺旺昵称,日期,询单人数,最终付款人数,询单最终付款转化率,咨询人数,接待人数,有效接待人数,首次响应时长";

/** Ten thousand rows of two parts each: looked at, ordered, imported; then the same file with every tenth row corrected, and the same once more. */
export function kpiImport(tell: (line: string) => void): Promise<Figure[]> {
  return withDatabase("kpi_import", tell, async ({ db }) => {
    setDb(db);
    const storeId = newId();
    const [row] = await db
      .insert(team)
      .values({ name: "Bench", workingWeek: [1, 2, 3, 4, 5], createdAt: NOW })
      .returning();
    await db.insert(store).values({ id: storeId, name: STORE, platform: "tmall", createdAt: NOW });
    const people = Array.from({ length: AGENTS }, (_, i) => ({
      id: newId(),
      name: `客服${i}`,
      state: "invited" as const,
      employedSince: NOW,
      createdAt: NOW,
      hireDate: "2026-01-05",
    }));
    await db.insert(person).values(people);
    await db.insert(teamMembership).values(people.map(({ id }) => ({ personId: id, teamId: row?.id ?? "", from: "2026-01-05" })));
    await db.insert(platformAccount).values(people.map(({ id }, i) => ({ storeId, nick: `小${i}`, personId: id, from: "2026-01-05" })));
    const ctx = (): WriteContext => ({ db, actorId: people[0]?.id ?? null, now: NOW, requestId: "bench", submissionId: newId() });
    const file = (corrected: boolean) => new File([`${HEAD}\n${rows(corrected)}`], "february.csv");

    const figures: Figure[] = [];
    for (const [name, upload] of [
      ["10 080 rows, new", file(false)],
      ["a tenth corrected", file(true)],
    ] as const) {
      let id = "";
      const look = await milliseconds(async () => {
        const staged = await stageFigures(ctx(), upload);
        if (!staged.ok) throw new Error(JSON.stringify(staged.refusals));
        id = staged.value.importId;
      });
      const done = await milliseconds(async () => {
        const ordered = await orderFigures(ctx(), id, false);
        if (!ordered.ok) throw new Error(JSON.stringify(ordered.refusals));
        await runFigureImport(db, id, NOW);
      });
      const [imported] = await db
        .select()
        .from(figureImport)
        .where(sql`id = ${id}`);
      if (imported?.state !== "done") throw new Error(`the import is ${imported?.state}`);
      const { fresh, corrected } = imported.counts;
      tell(`${name}: looked at in ${Math.round(look)} ms, imported in ${Math.round(done)} ms; new ${fresh}, corrected ${corrected}`);
      figures.push(timed(`figures, ${name}`, [look + done]));
    }
    tell(`figures ${await db.$count(figure)}, months ${await db.$count(figureMonth)}`);
    return figures;
  });
}

function rows(corrected: boolean): string {
  const lines: string[] = [];
  for (let agent = 0; agent < AGENTS; agent++)
    for (let day = 0; day < DAYS; day++) {
      const inquiries = 60 + ((agent * 7 + day * 13) % 60) + (corrected && (agent + day) % 10 === 0 ? 1 : 0);
      const paid = Math.floor(inquiries * 0.7);
      const rate = ((paid / inquiries) * 100).toFixed(2);
      lines.push(
        `${STORE}:小${agent},${addDays("2026-02-01", day)},${inquiries},${paid},${rate}%,${inquiries + 30},${inquiries + 20},${inquiries + 10},${20 + (day % 30)}秒`,
      );
    }
  return lines.join("\n");
}
