import { eq } from "drizzle-orm";
import { person, remedial } from "../schema";
import { planGo } from "~/drill/session.server";
import { seededRandom } from "~/platform/seed";
import { answerDrills } from "~/training/bank.server";
import { assignRemedial } from "~/training/remedial.server";
import { addDays } from "~/platform/dates";
import { at, workingDayBefore, workingDayFrom } from "./calendar";
import { answerTo } from "./curriculum";
import { as, done, idOf, type Stage } from "./stage";

type Story = {
  /** Who mends it, and who assigned it. */
  login: string;
  by: "wangjing" | "liqiang";
  title: { "zh-CN": string; en: string };
  reason: string;
  questions: readonly string[];
  /** Working days ago, counted from today; and how many working days they have. */
  daysAgo: number;
  days: number;
  /** What was answered since: the question, right or wrong, in this order; a working day after it was assigned. */
  answers: readonly (readonly [slug: string, right: boolean])[];
};

/** A promise too many and what came of it: one agent is in the middle of mending it, another has. */
const stories: readonly Story[] = [
  {
    login: "xulei",
    by: "liqiang",
    title: { "zh-CN": "48 小时是发货，不是到货", en: "48 hours to dispatch, not to the door" },
    reason: "周五跟客户说“48 小时内到”，客户等到第三天来投诉。48 小时说的是发货，什么时候到由快递决定，我们不能替快递答应。",
    questions: ["tb-dispatch-hours", "tb-dispatch-limit", "tb-dispatch-delay-steps"],
    daysAgo: 12,
    days: 3,
    answers: [
      ["tb-dispatch-hours", true],
      ["tb-dispatch-limit", true],
      ["tb-dispatch-delay-steps", false],
      ["tb-dispatch-delay-steps", true],
    ],
  },
  {
    login: "liuyang",
    by: "wangjing",
    title: { "zh-CN": "别替仓库答应“今天一定发”", en: "Never promise 'surely today'" },
    reason:
      "前天为了促成一单，答应客户“今天一定发”，仓库那天缺货没发出去，客户截图要求赔付。先把这几道题练熟：能保证的是什么，平常是什么，来不及时怎么说。",
    questions: [
      "tb-dispatch-today-promise",
      "tb-dispatch-limit",
      "tb-dispatch-delay-steps",
      "tb-dispatch-consent-after-deadline",
      "tb-dispatch-false-shipping",
    ],
    daysAgo: 2,
    days: 3,
    answers: [
      ["tb-dispatch-limit", true],
      ["tb-dispatch-today-promise", false],
      ["tb-dispatch-false-shipping", true],
    ],
  },
];

/** The remedial drills of the demo, assigned and answered by the product's own actions. Those that are there are left alone. */
export async function writeRemedials(stage: Stage): Promise<void> {
  for (const story of stories) await stage.db.transaction((tx) => play({ ...stage, db: tx }, story));
}

async function play(stage: Stage, story: Story): Promise<void> {
  const { calendar, today, teamId } = stage;
  const [who] = await stage.db.select({ id: person.id }).from(person).where(eq(person.login, story.login));
  if (!who) throw new Error(`the demo has no ${story.login}`);
  const byId = idOf(stage, story.by);
  const known = await stage.db.select({ reason: remedial.reason }).from(remedial).where(eq(remedial.assignedBy, byId));
  if (known.some(({ reason }) => reason === story.reason)) return;
  const day = workingDayBefore(calendar, today, story.daysAgo);
  let due = day;
  for (let n = 0; n < story.days; n++) due = workingDayFrom(calendar, addDays(due, 1));
  const items = story.questions.map((slug) => questionOf(stage, slug).itemId);
  await done(
    "assigning a remedial drill",
    assignRemedial(
      as(stage, byId, at(day, 17 * 60 + 10)),
      { personId: byId, roles: [{ role: "supervisor", teamId }] },
      { title: story.title, reason: story.reason, items, people: [who.id], due, cause: { type: "person" } },
    ),
  );
  const dice = seededRandom(`remedial ${story.login}`);
  let now = at(workingDayFrom(calendar, addDays(day, 1)), 8 * 60 + 12);
  for (const [slug, right] of story.answers) now = await answer(stage, who.id, { slug, right, now, dice });
}

type Answered = { slug: string; right: boolean; now: Date; dice: () => number };

/** One answer through the drill itself. Returns when it was given. */
async function answer(stage: Stage, personId: string, { slug, right, now, dice }: Answered): Promise<Date> {
  const { itemId, body } = questionOf(stage, slug);
  const { questions } = await planGo(stage.db, {
    ...{ personId, now, road: null, dayBegan: now, held: new Set<string>(), count: 1, locale: "zh-CN" },
    only: { by: "set", items: new Set([itemId]) },
  });
  const [asked] = questions;
  if (!asked) throw new Error(`the demo cannot ask ${slug}`);
  const ms = Math.round(asked.targetMs * (0.45 + dice() * 0.3));
  const then = new Date(now.getTime() + ms + 400);
  const given = { ticket: asked.ticket, answer: answerTo(body, right, dice()), ms };
  const { results } = await answerDrills(as(stage, personId, then), personId, [given], {
    ...{ held: new Set<string>(), want: 0, locale: "zh-CN", line: null },
  });
  if (!results[0]?.ok) throw new Error(`the demo's answer to ${slug} was not taken`);
  return new Date(then.getTime() + 6000);
}

function questionOf({ curriculum }: Stage, slug: string) {
  const question = curriculum.questions.get(slug);
  if (!question) throw new Error(`the demo needs the question ${slug}`);
  return question;
}
