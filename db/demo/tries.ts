import { and, eq } from "drizzle-orm";
import type { Simulation } from "~/curriculum/pack-simulation";
import { currentVersion, currentVersions } from "~/curriculum/queries.server";
import { playedWith, type Say, saidIn } from "~/curriculum/simulation-played";
import { newId } from "~/platform/ids";
import { addComment } from "~/simulator/comments.server";
import { markExample } from "~/simulator/examples.server";
import { finishRun } from "~/simulator/finish.server";
import { say } from "~/simulator/say.server";
import { startRun } from "~/simulator/start.server";
import type { LintTerm } from "~/wording/lint";
import { person, simulationRun } from "../schema";
import { at, workingDayBefore } from "./calendar";
import { as, done, idOf, type Stage } from "./stage";

type Story = {
  login: string;
  simulation: string;
  /** Working days ago, and the minute of the day. */
  daysAgo: number;
  minute: number;
  /** What was replied, each so many seconds after the customer waited for it; `model`: as the simulation has it. */
  says: "model" | Readonly<Record<string, readonly Say[]>>;
  comment?: { by: "wangjing" | "liqiang"; customer: string; line: number; text: string };
  example?: { by: "wangjing" | "liqiang"; reason: string };
};

const s = (after_s: number, text: string): Say => ({ after_s, text });

/** A trainee's first tries, one of which waits to be read; and how an old hand does it. */
const stories: readonly Story[] = [
  {
    login: "liuyang",
    simulation: "greeting-to-order",
    daysAgo: 6,
    minute: 16 * 60 + 5,
    says: "model",
    example: { by: "liqiang", reason: "听见「出差」两个字就接住了，只推一只；客户问发货，马上开口要单。" },
  },
  {
    login: "chenxi",
    simulation: "greeting-to-order",
    daysAgo: 1,
    minute: 16 * 60 + 20,
    says: {
      "xiao-zhou": [
        s(34, "在的呢亲"),
        s(12, "藏青有现货，199 元"),
        s(41, "我们的料子是最好的，高密度尼龙"),
        s(20, "放得下"),
        s(15, "付款后 24 小时内发出"),
        s(18, "好的亲，有需要随时找我！！"),
      ],
    },
    comment: { by: "wangjing", customer: "xiao-zhou", line: 0, text: "他点着款和颜色来问，第一句就该答有没有。先答，再问他怎么用。" },
  },
  {
    login: "jiangxue",
    simulation: "two-angry-at-once",
    daysAgo: 2,
    minute: 11 * 60 + 2,
    says: {
      "ms-chen": [
        s(15, "是我们给您添乱了，抱歉。麻烦拍一下包和面单，我马上核对。"),
        s(42, "查到了，是我们拣错，运费都由我们出。今天补发黑色，或者您先带走、回来再换，您看哪个方便？"),
        s(14, "记好了，下周一上午十点我来找您办换货。"),
      ],
      "mr-zhao": [s(38, "刚背就断，抱歉。麻烦拍一张断口，我好判断补哪个件。"), s(18, "收到，我再看看。")],
    },
  },
  {
    login: "chenxi",
    simulation: "greeting-to-order",
    daysAgo: 0,
    minute: 9 * 60 + 40,
    says: {
      "xiao-zhou": [
        s(9, "有的，藏青现货，您想拿它来做什么呢？"),
        s(12, "199 元，高密度尼龙，水珠抖得掉。"),
        s(14, "您这趟出门，行李打算怎么带呀？"),
        s(10, "放得下的，隔层就是按 15.6 寸做的。"),
        s(11, "付款后 24 小时内发出，藏青今天拍吗？"),
      ],
    },
  },
];

/** The simulated chats of the demo, played by the product's own actions. Those that are there are left alone. */
export async function writeTries(stage: Stage): Promise<void> {
  const terms = (await currentVersions(stage.db, "term")).map(({ body }) => body);
  for (const story of stories) await stage.db.transaction((tx) => play({ ...stage, db: tx }, story, terms));
}

const LONGEST_MS = 30 * 60_000;

async function play(stage: Stage, story: Story, terms: readonly LintTerm[]): Promise<void> {
  const [who] = await stage.db.select({ id: person.id }).from(person).where(eq(person.login, story.login));
  const version = await currentVersion(stage.db, "simulation", story.simulation);
  if (!who || !version) throw new Error(`the demo has no ${story.login}, or no ${story.simulation}`);
  const began = at(workingDayBefore(stage.calendar, stage.today, story.daysAgo), story.minute);
  const [known] = await stage.db
    .select({ id: simulationRun.id })
    .from(simulationRun)
    .where(and(eq(simulationRun.personId, who.id), eq(simulationRun.startedAt, began)));
  if (known) return;
  const when = (ms: number) => new Date(began.getTime() + ms);
  const { runId } = await done(
    "beginning a simulated chat",
    startRun(as(stage, who.id, began), who.id, { slug: story.simulation, locale: "zh-CN" }),
  );
  for (const { at: ms, customer, text } of repliesOf(version.body, story.says, terms))
    await done("sending in a simulated chat", say(as(stage, who.id, when(ms)), who.id, runId, { id: newId(), customer, text }));
  if (!(await finishRun(as(stage, who.id, when(LONGEST_MS)), runId))) throw new Error(`the demo's chat of ${story.login} does not end`);
  const later = when(2 * LONGEST_MS);
  const { comment, example } = story;
  if (comment) {
    const { by, ...written } = comment;
    await done("commenting on a simulated chat", addComment(as(stage, idOf(stage, by), later), { runId, ...written }));
  }
  if (example) await done("holding up an example", markExample(as(stage, idOf(stage, example.by), later), runId, example.reason));
}

function repliesOf(simulation: Simulation, says: Story["says"], terms: readonly LintTerm[]) {
  return simulation.customers
    .flatMap((customer) => {
      const own = says === "model" ? saidIn(customer.model_run, "zh-CN") : (says[customer.slug] ?? []);
      return playedWith(simulation, customer, own, "zh-CN", terms).events;
    })
    .sort((a, b) => a.at - b.at);
}
