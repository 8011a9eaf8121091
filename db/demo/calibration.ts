import { eq } from "drizzle-orm";
import { calibrationSet } from "../schema";
import { closeSet, enterReference, makeSet, saveCalibration, submitCalibration } from "~/probation/calibration/actions.server";
import { addDays } from "~/platform/dates";
import { at, workingDayBefore, workingDayFrom, ZONE } from "./calendar";
import { as, done, idOf, type Stage } from "./stage";

type Story = {
  title: string;
  /** What is described, by item. */
  situations: Readonly<Record<string, string>>;
  daysAgo: number;
  /** Who has graded, and what. */
  graded: Readonly<Record<string, Readonly<Record<string, readonly [grade: number, remark: string]>>>>;
  /** What was agreed afterwards; none: the set is still open. */
  agreed?: { item: string; grade: number; reason: string };
};

/** One set that both supervisors have graded and talked over, and one that waits for the second of them. */
const stories: readonly Story[] = [
  {
    title: "一通退货来电，怎么打分",
    situations: {
      "message-return": "客户说包到手有划痕，要退。本人一分钟后回：先道歉，说可以退，给了退货地址，没有说运费谁出，也没有说几天到账。",
      "prices-why-worth-it": "客户问 399 凭什么。本人说了头层皮和手工油边两条，讲得顺，没有问客户平时怎么背。",
      "inside-whom-to-find": "十道里答对八道，都说得出人和时间；法务那题犹豫了一下，说先找主管。",
    },
    daysAgo: 8,
    graded: {
      wangjing: {
        "message-return": [2, "运费和到账都没说，客户还得再问一次。"],
        "prices-why-worth-it": [3, ""],
        "inside-whom-to-find": [3, ""],
      },
      liqiang: {
        "message-return": [4, "先接住人，流程也给了，够好。"],
        "prices-why-worth-it": [2, "没有问一句客户，说得再顺也是背的。"],
        "inside-whom-to-find": [3, ""],
      },
    },
    agreed: { item: "message-return", grade: 3, reason: "人接住了，地址也给了；少了运费一句，按第 3 格的描述打 3 分。" },
  },
  {
    title: "还价第三轮：给不给最后十块",
    situations: {
      "message-bargaining": "客户第三次要再便宜十块。本人没有降价，送了一支护理膏，同时问：「今天下单，明早就能发，您看发顺丰还是中通？」",
      "prices-stay-inside-limits": "全程没有报出权限以外的价，也没有说「这是特批」。",
    },
    daysAgo: 2,
    graded: { liqiang: { "message-bargaining": [4, "把话从价格转到了发货。"], "prices-stay-inside-limits": [3, ""] } },
  },
];

/** What supervisors graded side by side, by the product's own actions. A set that is there already is left alone. */
export async function writeCalibrations(stage: Stage): Promise<void> {
  const { db, calendar, today, teamId } = stage;
  for (const story of stories) {
    const known = await db.select({ id: calibrationSet.id }).from(calibrationSet).where(eq(calibrationSet.title, story.title));
    if (known.length > 0) continue;
    const manager = idOf(stage, "zhaomin");
    const on = workingDayBefore(calendar, today, story.daysAgo);
    const { setId } = await done(
      `making the set ${story.title}`,
      makeSet(
        as(stage, manager, at(on, 9 * 60 + 30)),
        { personId: manager, roles: [{ role: "manager", teamId }], zone: ZONE },
        {
          ...{ title: story.title, source: "written", sourceId: null, checklist: "probation", items: Object.keys(story.situations) },
          ...{ situations: story.situations, teamIds: [teamId], dueOn: workingDayFrom(calendar, addDays(on, 5)) },
        },
      ),
    );
    for (const [login, given] of Object.entries(story.graded)) {
      const grader = idOf(stage, login);
      const then = at(workingDayBefore(calendar, today, story.daysAgo - 1), login === "liqiang" ? 10 * 60 + 15 : 16 * 60 + 40);
      const changes = Object.fromEntries(
        Object.entries(given).map(([slug, [grade, remark]]) => [slug, { grade, ...(remark ? { remark } : {}) }]),
      );
      await done(`grading ${story.title}`, saveCalibration(as(stage, grader, then), setId, 0, changes));
      await done(`handing in ${story.title}`, submitCalibration(as(stage, grader, then), setId, 1));
    }
    if (!story.agreed) continue;
    const after = at(workingDayBefore(calendar, today, story.daysAgo - 2), 17 * 60 + 5);
    const [set] = await db.select({ closedAt: calibrationSet.closedAt }).from(calibrationSet).where(eq(calibrationSet.id, setId));
    if (!set?.closedAt) await done(`closing ${story.title}`, closeSet(as(stage, manager, after), setId));
    await done(`agreeing on ${story.title}`, enterReference(as(stage, manager, after), setId, story.agreed));
  }
}
