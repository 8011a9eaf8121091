import { and, eq } from "drizzle-orm";
import { currentVersion } from "~/curriculum/queries.server";
import { addComment, answerComment, settleComment } from "~/scripts/comments.server";
import { type Beginning, beginDraft, handIn } from "~/scripts/draft-actions.server";
import { decideDraft } from "~/scripts/review.server";
import { person, scriptDraft, scriptDraftVersion, type ScriptDraftBody } from "../schema";
import { at, workingDayBefore } from "./calendar";
import { as, done, idOf, type Stage } from "./stage";

const LOCALE = "zh-CN";

type Leader = "wangjing" | "liqiang";
type Remark = { by: Leader; words: string; text: string; answer?: string; settled?: true };
type Version = {
  daysAgo: number;
  minute: number;
  text: string;
  note: string;
  remarks?: readonly Remark[];
  decision?: { by: Leader; as: "approved" | "returned"; remark: string };
};
type Story = {
  login: string;
  /** A wording of the library that it is to better; null: a new script. */
  better: { slug: string; variant: string } | null;
  body: Partial<ScriptDraftBody>;
  versions: readonly Version[];
};

/** What lies between agents and their supervisors on a working morning: one revised after a talk, one new, one approved that waits for its place in the library. */
const stories: readonly Story[] = [
  {
    login: "zhangqian",
    better: { slug: "barg-habitual-asker", variant: "habit" },
    body: { why: "原来先讲一遍好处再说价，习惯问价的人只看最后一行。先答券，再用一个问题接到颜色，近两周这么说，多数人直接选色。" },
    versions: [
      {
        daysAgo: 2,
        minute: 15 * 60 + 10,
        text: "亲，吊牌价 169 我这边改不了哦。\n不过今天有店铺券，您这单能用，我看过了。\n\n打蜡帆布扛小雨，骑车背正好。",
        note: "想短一点，客户是手机上看的。",
        remarks: [
          {
            by: "wangjing",
            words: "打蜡帆布扛小雨，骑车背正好。",
            text: "停在好处上，客户回一个「哦」就走了。最后一句该是让他选。",
            answer: "改成问颜色了，军绿和卡其仓里都有。",
            settled: true,
          },
          {
            by: "wangjing",
            words: "我这边改不了哦",
            text: "「改不了哦」听着像推。说清楚价格是谁定的，再给他能拿到的。",
            answer: "换成「吊牌价不是我定的」。",
          },
        ],
        decision: { by: "wangjing", as: "returned", remark: "方向对，比原来短。两处改完再交，最后要让客户做一个选择。" },
      },
      {
        daysAgo: 0,
        minute: 9 * 60 + 5,
        text: "亲，吊牌价 169 不是我定的，动不了。\n不过今天有店铺券，您这单能用，我看过了。\n\n打蜡帆布扛小雨，骑车背正好。\n领好券拍，军绿还是卡其？",
        note: "按两条批注改了，结尾改成二选一。",
      },
    ],
  },
  {
    login: "xulei",
    better: null,
    body: {
      title: "催发货：客户赶着出门用",
      branch: "delay",
      customer: "赶时间的",
      situation: "客户付款后问能不能今天发，说后天要带出门。仓库六点截单，现在还赶得上。",
      why: "赶时间的人只想知道两件事：今天走不走，几点能看到单号。先答时间，再说赶不上时怎么办。",
    },
    versions: [
      {
        daysAgo: 0,
        minute: 8 * 60 + 50,
        text: "您的单我刚跟仓库对过，六点前能出，今天走。\n单号晚上八点前我发给您。\n\n万一后天上午还没到，您告诉我，我帮您催派件，也可以给您办拦截退款。",
        note: "售后办事用的，没在这里推销。",
      },
    ],
  },
  {
    login: "malin",
    better: null,
    body: {
      title: "推荐：送长辈，不知道送哪只",
      branch: "recommendation",
      customer: "替别人买的",
      situation: "客户给妈妈买生日礼物，说不清款式，只知道她平时去菜场、接孩子。",
      why: "替别人买的人怕送错，不怕贵。问清她手里常拿什么，推一只，再说送错了怎么换，比发三张图有用。",
    },
    versions: [
      {
        daysAgo: 3,
        minute: 14 * 60 + 30,
        text: "接孩子要腾出两只手，斜挎的合适，拉链的，人多也放心。\n阿姨平时手机、钥匙、零钱之外，还带水杯吗？\n\n带的话我推大一号的给您看，送到了不喜欢，七天内可以换款。",
        note: "",
        decision: { by: "liqiang", as: "approved", remark: "问得准，退路也说了。可以进话术库，英文请内容同事补。" },
      },
    ],
  },
];

/** The scripts of the demo that are being talked over, written by the product's own actions. Those that are there are left alone. */
export async function writeDrafts(stage: Stage): Promise<void> {
  for (const story of stories) await stage.db.transaction((tx) => writeDraft({ ...stage, db: tx }, story));
}

async function writeDraft(stage: Stage, story: Story): Promise<void> {
  const [first] = story.versions;
  const [author] = await stage.db.select({ id: person.id }).from(person).where(eq(person.login, story.login));
  if (!author || !first) throw new Error(`the demo has no ${story.login}`);
  const begun = momentOf(stage, first, -12);
  const [known] = await stage.db
    .select({ id: scriptDraft.id })
    .from(scriptDraft)
    .where(and(eq(scriptDraft.authorId, author.id), eq(scriptDraft.createdAt, begun)));
  if (known) return;
  const from: Beginning = { prepared: null, better: await wordingOf(stage, story.better) };
  const { draftId } = await done("beginning a script", beginDraft(as(stage, author.id, begun), author.id, from, LOCALE));
  for (const version of story.versions) await handInOne(stage, story, { draftId, authorId: author.id }, version);
}

function momentOf({ calendar, today }: Stage, { daysAgo, minute }: Version, after = 0): Date {
  return at(workingDayBefore(calendar, today, daysAgo), minute + after);
}

async function wordingOf(stage: Stage, better: Story["better"]): Promise<Beginning["better"]> {
  if (!better) return null;
  const version = await currentVersion(stage.db, "script", better.slug);
  if (!version) throw new Error(`the demo has no script ${better.slug}`);
  return { ...better, versionId: version.id };
}

/** Hand one version in; then what was said of it, how its author answered, and what was decided. */
async function handInOne(stage: Stage, story: Story, { draftId, authorId }: { draftId: string; authorId: string }, version: Version) {
  const handed = momentOf(stage, version);
  const later = momentOf(stage, version, 30);
  const [draft] = await stage.db.select().from(scriptDraft).where(eq(scriptDraft.id, draftId));
  if (!draft) throw new Error("the demo's draft is gone");
  const body = { ...draft.body, ...story.body, text: { ...draft.body.text, [LOCALE]: version.text } };
  const typed = { draftId, authorId, revision: draft.revision, body };
  const about = { note: version.note, teamId: stage.teamId, locale: LOCALE } as const;
  await done(`handing in ${body.title}`, handIn(as(stage, authorId, handed), typed, about));
  const marked: { id: string; remark: Remark }[] = [];
  for (const remark of version.remarks ?? []) {
    const { by, words, text } = remark;
    const from = version.text.indexOf(words);
    const said = { locale: LOCALE, from, to: from + words.length, quote: words, text } as const;
    const { id } = await done("commenting on a script", addComment(as(stage, idOf(stage, by), later), draftId, said));
    marked.push({ id, remark });
  }
  if (version.decision) await decideOn(stage, draftId, version.decision, later);
  const author = as(stage, authorId, momentOf(stage, version, 60));
  for (const { id, remark } of marked) {
    if (remark.answer) await done("answering a comment", answerComment(author, draftId, id, remark.answer));
    if (remark.settled) await done("settling a comment", settleComment(author, draftId, id, true));
  }
}

async function decideOn(stage: Stage, draftId: string, { by, as: decision, remark }: NonNullable<Version["decision"]>, now: Date) {
  const [last] = await stage.db
    .select({ id: scriptDraftVersion.id })
    .from(scriptDraftVersion)
    .innerJoin(scriptDraft, and(eq(scriptDraft.id, scriptDraftVersion.draftId), eq(scriptDraft.versions, scriptDraftVersion.number)))
    .where(eq(scriptDraftVersion.draftId, draftId));
  await done(
    "deciding on a script",
    decideDraft(as(stage, idOf(stage, by), now), { draftId, versionId: last?.id ?? "", decision, remark }),
  );
}
