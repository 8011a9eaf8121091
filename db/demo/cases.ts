import { eq, inArray } from "drizzle-orm";
import type { ActionValues } from "~/cases/action-rules";
import { editCase, makeCase } from "~/cases/actions.server";
import { mondayOf } from "~/cases/agenda";
import { addAction, tellDone } from "~/cases/case-actions.server";
import { closeMeeting, decideOn, openMeeting, saveAttendance } from "~/cases/meeting-actions.server";
import type { Reach } from "~/cases/reach";
import { sweepCaseActions } from "~/cases/sweep.server";
import { editingOf, saveDraft } from "~/curriculum/drafts.server";
import { checkDrafts, publishDraftsIn } from "~/curriculum/publish.server";
import { currentVersions } from "~/curriculum/queries.server";
import { addDays, type PlainDate } from "~/platform/dates";
import { write } from "~/platform/write.server";
import { assignRemedial } from "~/training/remedial.server";
import { chat, chatCase, person } from "../schema";
import { at, workingDayBefore, workingDayFrom } from "./calendar";
import { type CaseStory, firstWeek, openCases, secondWeek } from "./case-stories";
import { as, done, idOf, type Stage } from "./stage";

type Made = { caseId: string; number: number };
/** What the stories are played with: the ids of the agents, and each made case by its chat. */
type Play = { stage: Stage; agents: ReadonlyMap<string, string>; cases: Map<string, Made> };

const AGENTS = ["liuyang", "xulei", "malin", "gaoyuan", "jiangxue", "fengtao", "tangning", "luojia"];
const THERE = ["liuyang", "xulei", "jiangxue", "fengtao", "luojia"];

/** Cases of the demo's chats, two meetings that were held, with what came of them, and the agenda of the next. All of it or nothing; done already, it does nothing. */
export async function writeCases(whole: Stage): Promise<void> {
  const [any] = await whole.db.select({ id: chatCase.id }).from(chatCase).limit(1);
  if (any) return;
  await whole.db.transaction(async (tx) => {
    const stage = { ...whole, db: tx as unknown as Stage["db"] };
    const rows = await stage.db.select({ id: person.id, login: person.login }).from(person).where(inArray(person.login, AGENTS));
    const play: Play = { stage, agents: new Map(rows.map(({ id, login }) => [login ?? "", id])), cases: new Map() };
    const friday = addDays(mondayOf(stage.today), 4);
    await firstMeeting(play, addDays(friday, -14));
    await secondMeeting(play, addDays(friday, -7));
    for (const story of openCases) await writeCase(play, story);
    const lead = idOf(stage, "wangjing");
    await done("the next agenda", openMeeting(as(stage, lead, at(stage.today, 9 * 60 + 40)), reach(play, "wangjing"), stage.teamId));
    // What is late since yesterday has gone up, as if the minute sweep had come by.
    await sweepCaseActions(stage.db, at(stage.today, 8 * 60));
  });
}

function reach({ stage, agents }: Play, login: string): Reach {
  const agent = agents.get(login);
  if (agent) return { personId: agent, leads: [], teamId: stage.teamId, seesAll: false };
  return { personId: idOf(stage, login), leads: [stage.teamId], teamId: null, seesAll: false };
}

async function writeCase(play: Play, story: CaseStory): Promise<void> {
  const { stage, cases } = play;
  const who = reach(play, story.by);
  const ctx = as(stage, who.personId, at(workingDayBefore(stage.calendar, stage.today, story.daysAgo), story.minute));
  const [row] = await stage.db
    .select({ id: chat.id, worthFen: chat.worthFen })
    .from(chat)
    .where(eq(chat.sessionKey, `demo-${story.chat}`));
  if (!row) throw new Error(`the demo has no chat ${story.chat}`);
  const kind: "lost" | "excellent" = story.kind ?? "lost";
  const source = story.by === "luojia" ? "own" : kind === "excellent" ? "check" : "list";
  const made = await done(`the case ${story.chat}`, makeCase(ctx, who, { chatId: row.id, source, kind }));
  const { title, reasons, marked, better, why } = story;
  const values = { kind, title, reasons, worthFen: kind === "lost" ? row.worthFen : null, marked, better, why };
  await done(`writing the case ${story.chat}`, editCase(ctx, who, { caseId: made.caseId, revision: 0, values }));
  cases.set(story.chat, made);
}

const caseOf = ({ cases }: Play, key: string): Made => {
  const made = cases.get(key);
  if (!made) throw new Error(`the demo has no case ${key}`);
  return made;
};

type Held = { meetingId: string; by: (minute: number, days?: number) => ReturnType<typeof as>; who: Reach };

/** Open the meeting of the week of a Friday, on its morning. */
async function open(play: Play, stories: readonly CaseStory[], friday: PlainDate): Promise<Held> {
  const { stage } = play;
  for (const story of stories) await writeCase(play, story);
  const who = reach(play, "wangjing");
  const by = (minute: number, days = 0) => as(stage, who.personId, at(addDays(friday, days), minute));
  const { meetingId } = await done("opening a meeting", openMeeting(by(9 * 60 + 30), who, stage.teamId));
  return { meetingId, by, who };
}

async function decide(
  play: Play,
  { meetingId, by, who }: Held,
  key: string,
  decision: string,
  ...actions: (Partial<ActionValues> & Pick<ActionValues, "kind" | "ownerId" | "due">)[]
) {
  const { caseId } = caseOf(play, key);
  await done(`deciding on ${key}`, decideOn(by(16 * 60 + 20), who, meetingId, caseId, decision));
  const made: string[] = [];
  for (const action of actions) {
    const values = { note: "", people: [], target: "", toldTo: "", ...action };
    made.push((await done(`${action.kind} for ${key}`, addAction(by(16 * 60 + 25), who, { meetingId, caseId, values }))).actionId);
  }
  return made;
}

async function close(play: Play, { meetingId, by, who }: Held, remark: string): Promise<void> {
  const present = [who.personId, idOf(play.stage, "liqiang"), ...THERE.flatMap((login) => play.agents.get(login) ?? [])];
  await done("who was there", saveAttendance(by(16 * 60 + 5), who, meetingId, { present, remark }));
  await done("closing a meeting", closeMeeting(by(16 * 60 + 48), who, meetingId));
}

/** A question that is published since, and a word to the warehouse. */
async function firstMeeting(play: Play, friday: PlainDate): Promise<void> {
  const { stage } = play;
  const held = await open(play, firstWeek, friday);
  const keeper = idOf(stage, "sunyue");
  await decide(play, held, "dear-without-why", "嫌贵的第一句不讲价，讲差在哪，再问一句怎么用。出一道题，全员练。", {
    ...{ kind: "question", ownerId: keeper, due: addDays(friday, 7), note: "错误选项用原话；再加一个“送您护理膏”的干扰项。" },
  });
  const [told = ""] = await decide(play, held, "should-be-there", "库存要能当场问到确数：仓库指定一个人，五分钟内回。", {
    ...{ kind: "tell", ownerId: held.who.personId, due: addDays(friday, 4), toldTo: "仓库" },
    note: "请指定一位同事专门答库存：客服群里 @ 后五分钟内给确数，含在途。",
  });
  await close(play, held, "两单合计 578，都不是价格问题，是没把话说完。下周先看这两件事做没做。");
  await done("telling the warehouse", tellDone(held.by(11 * 60, 3), held.who, told, addDays(friday, 3)));
  await publishQuestion(play, caseOf(play, "dear-without-why"), addDays(friday, 4));
  await sweepCaseActions(stage.db, at(addDays(friday, 4), 16 * 60));
}

const both = (zh: string, en: string) => ({ "zh-CN": zh, en });

/** The question as the keeper of the content finished it. */
async function publishQuestion({ stage }: Play, { number }: Made, on: PlainDate): Promise<void> {
  const keeper = idOf(stage, "sunyue");
  const key = { kind: "question" as const, slug: `case-${number}` };
  const found = await editingOf(stage.db, key);
  if (!found?.draft) throw new Error("the demo's case has no draft of a question");
  const body = {
    ...found.draft.body,
    ...{ topic: "bargaining", lesson: "from-price-to-value", required: false, difficulty: 2, quality: "confidence" },
    stem: both(
      "客户嫌 399 的公文包贵，问差在哪。下一句发什么？",
      "The customer finds the 399 briefcase dear and asks what the difference is. Which line next?",
    ),
    chat: [
      { who: "customer", text: both("公文包399，怎么这么贵", "399 for the briefcase, why so dear") },
      { who: "agent", text: both("同版还有一只 239 的。", "There is one of the same cut for 239.") },
      { who: "customer", text: both("差一百六，差哪了", "160 between them, for what") },
    ],
    options: [
      {
        id: "a",
        text: both("一分价钱一分货。", "You get what you pay for."),
        why: both("这句话谁都会说，客户问的是差在哪。", "Anybody can say that; they asked what the difference is."),
      },
      {
        id: "b",
        text: both(
          "399 这只是头层皮，蹭了擦一擦能回来；239 是二层压纹，两三年边上会起毛。您是天天背，还是见客户才背？",
          "The 399 is full-grain: a scuff wipes out. The 239 is split leather, pressed, and its edges fray in two or three years. Is it for every day, or for meetings?",
        ),
        correct: true,
      },
      {
        id: "c",
        text: both("材质不一样。", "The material is different."),
        why: both("四个字，等于没答；那天客户就走在这一句上。", "Four words and no answer: that day the customer left on this very line."),
      },
      {
        id: "d",
        text: both("399 的我送您一支护理膏，您看行吗？", "I'll add a care balm to the 399, would that do?"),
        why: both("还没说清值在哪就送东西，等于承认贵了。", "A gift before the reason admits that it is dear."),
      },
    ],
    explanation: both(
      "客户问差在哪，是想被说服。说一处看得见的差别，再问一句怎么用，话就从价格到了价值。",
      "Who asks what the difference is wants to be convinced. Name one difference that shows, ask how it will be used, and the talk moves from price to worth.",
    ),
  };
  const ctx = as(stage, keeper, at(on, 15 * 60));
  const { draft } = found;
  const saved = await done(
    "writing the question",
    saveDraft(ctx, key, {
      draftId: draft.id,
      revision: draft.revision,
      baseVersionId: draft.baseVersionId,
      body,
      madeFrom: draft.madeFrom,
    }),
  );
  const input = { items: [{ ...key, revision: saved.revision }], note: `复盘会：案例 #${number}`, material: false };
  const checked = await checkDrafts(stage.db, input);
  await done(
    "publishing the question",
    write(ctx, (tx) => publishDraftsIn(tx, ctx, input, checked)),
  );
}

/** A script that is being written, a drill that was assigned, a lesson that nobody has changed in time. */
async function secondMeeting(play: Play, friday: PlainDate): Promise<void> {
  const { stage, agents } = play;
  const held = await open(play, secondWeek, friday);
  const luojia = agents.get("luojia") ?? "";
  const { caseId, number } = caseOf(play, "gone-is-gone");
  await decide(
    play,
    held,
    "gone-is-gone",
    "缺货先说实话，紧跟着给一款现货和一个问题。佳佳补练推荐，王静写一条缺货话术。",
    { kind: "script", ownerId: held.who.personId, due: addDays(stage.today, 3), note: "缺货三步：没有、什么时候、现在有什么。" },
    { kind: "drill", ownerId: held.who.personId, due: addDays(friday, 4), people: [luojia] },
    { kind: "replay", ownerId: luojia, due: addDays(stage.today, 4), people: [luojia], note: "自己再接一遍，看这次能推到哪一款。" },
  );
  await decide(play, held, "may-i-return-it", "退换三件事一次说完：能退、什么算影响、运费谁出。课里加一张表。", {
    ...{ kind: "lesson", ownerId: idOf(stage, "sunyue"), due: addDays(friday, 1), target: "seven-day-return" },
    note: "加一张三行的表，话术照案例里写的。",
  });
  await close(play, held, "上周的题已经上线，仓库也指定了人。这周先盯缺货和退换两件。");
  const questions = await currentVersions(stage.db, "question");
  const items = questions.filter(({ body }) => body.lesson === "recommend-two-not-five" && !body.made_from).slice(0, 3);
  const then = as(stage, held.who.personId, at(addDays(friday, 1), 10 * 60 + 20));
  await done(
    "the drill of the case",
    assignRemedial(
      then,
      { personId: held.who.personId, roles: [{ role: "supervisor", teamId: stage.teamId }] },
      {
        title: both("缺货之后：推荐一款，问一句", "Sold out: recommend one, ask one"),
        reason: `案例 #${number}：雾蓝卖完，客户问什么时候补，只答了“不确定”。先把这几道题练熟：缺货时怎么接、推几款、怎么问。`,
        items: items.map(({ itemId }) => itemId),
        people: [luojia],
        due: workingDayFrom(stage.calendar, addDays(stage.today, 2)),
        cause: { type: "case", id: caseId },
      },
    ),
  );
  await sweepCaseActions(stage.db, at(addDays(friday, 1), 12 * 60));
}
