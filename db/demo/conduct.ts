import { inArray } from "drizzle-orm";
import { appealEntry, ruleAppeal } from "~/conduct/appeals.server";
import { enterConduct } from "~/conduct/entries.server";
import { conductEntry, person } from "../schema";
import { at, workingDayBefore } from "./calendar";
import { as, done, idOf, type Stage } from "./stage";

type Entry = {
  who: string;
  /** Working days ago. */
  ago: number;
  rule: string;
  by: "wangjing" | "liqiang";
  note: string;
  evidence: string;
  appeal?: { said: string; ruling?: { ruling: "upheld" | "taken_away"; by: "wangjing" | "liqiang"; reason: string } };
};

const entries: readonly Entry[] = [
  {
    who: "xulei",
    ago: 9,
    rule: "work-unfinished",
    by: "liqiang",
    note: "两单补发没有登记，也没有写交接单，第二天早班才发现。",
    evidence: "订单备注和当天的交接单，两单都查得到时间。",
  },
  {
    who: "fengtao",
    ago: 6,
    rule: "late",
    by: "liqiang",
    note: "早班 8:47 打卡，晚到 17 分钟，没有提前说。",
    evidence: "当天的打卡记录，8:47 一次，之前没有。",
    appeal: {
      said: "那天地铁 9 号线停运了二十分钟，延误证明当天中午交给了李强。",
      ruling: { ruling: "taken_away", by: "wangjing", reason: "延误证明属实，时间也对得上，这条撤掉。" },
    },
  },
  {
    who: "xulei",
    ago: 2,
    rule: "late-over-30-minutes",
    by: "wangjing",
    note: "晚班 18:05 才登录接待，晚到 35 分钟，当时有三位客户在等。",
    evidence: "打卡记录，和 17:30 到 18:05 没有人接的三段聊天。",
    appeal: { said: "那天 17:30 前就到了，是电脑更新重启了半个多小时，叫了行政来看。" },
  },
];

/** What the ledger of conduct says of these weeks: points taken, an appeal that was right, and one that waits. Left alone when it is there. */
export async function writeConduct(whole: Stage): Promise<void> {
  const [known] = await whole.db.select({ id: conductEntry.id }).from(conductEntry).limit(1);
  if (!known) await whole.db.transaction((tx) => enterAll({ ...whole, db: tx }));
}

async function enterAll(stage: Stage): Promise<void> {
  const { db, calendar, today } = stage;
  const rows = await db
    .select({ id: person.id, login: person.login })
    .from(person)
    .where(
      inArray(
        person.login,
        entries.map(({ who }) => who),
      ),
    );
  const ids = new Map(rows.map(({ id, login }) => [login, id]));
  for (const { who, ago, rule, by, note, evidence, appeal } of entries) {
    const personId = ids.get(who) ?? "";
    const day = workingDayBefore(calendar, today, ago);
    const asked = { rule, day, note, evidence, chat: "", picture: null, again: false };
    const { entryId } = await done(`entering ${rule}`, enterConduct(as(stage, idOf(stage, by), at(day, 17 * 60)), personId, asked));
    if (!appeal) continue;
    const next = workingDayBefore(calendar, today, ago - 1);
    await done(`appealing against ${rule}`, appealEntry(as(stage, personId, at(next, 9 * 60)), entryId, appeal.said));
    if (!appeal.ruling) continue;
    const { ruling, by: ruler, reason } = appeal.ruling;
    await done("ruling on conduct", ruleAppeal(as(stage, idOf(stage, ruler), at(next, 15 * 60)), entryId, { ruling, rule: "", reason }));
  }
}
