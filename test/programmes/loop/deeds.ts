import { and, eq, inArray } from "drizzle-orm";
import { caseAction, contentItem, contentVersion, scriptDraft } from "@db/schema";
import { tellDone } from "~/cases/case-actions.server";
import { playCase } from "~/cases/play.server";
import { editingOf, saveDraft } from "~/curriculum/drafts.server";
import { currentVersion } from "~/curriculum/queries.server";
import { planGo } from "~/drill/session.server";
import { publish } from "~/library/publication.server";
import { clock } from "~/platform/clock.server";
import { addDays } from "~/platform/dates";
import { newId } from "~/platform/ids";
import { handIn } from "~/scripts/draft-actions.server";
import { lastVersion } from "~/scripts/draft-page.server";
import { publishDraft } from "~/scripts/publish.server";
import { decideDraft } from "~/scripts/review.server";
import { finishRun } from "~/simulator/finish.server";
import { msOf, runById, stateOf } from "~/simulator/run.server";
import { say } from "~/simulator/say.server";
import { answerDrills } from "~/training/bank.server";
import { assignRemedial } from "~/training/remedial.server";
import { BETTER } from "@test/factories/month/talk";
import { done, type Shop } from "./shop";

/** What people do because a meeting decided it: the things that show that an action is done. */

export const SCRIPT = "barg-habitual-asker";
const DRILLED = ["sell-budget-150-office", "sell-council-too-small", "sell-push-task-misfit"];
type Of = { id: string; number: number; caseId: string };
const both = (zh: string, en: string) => ({ "zh-CN": zh, en });

/** The other department was told today. */
export async function tellWarehouse(shop: Shop, { id }: Of): Promise<void> {
  done("telling", await tellDone(shop.ctx(shop.supervisor.id), shop.reach, id, shop.today()));
}

/** The agent who owns the action writes the script anew and hands it in, the supervisor approves it, whoever keeps the content publishes it. */
export async function reviseScript(shop: Shop, { id }: Of): Promise<void> {
  const { db, supervisor, keeper, teamId } = shop;
  const [action] = await db.select().from(caseAction).where(eq(caseAction.id, id));
  const draftId = action?.scriptDraftId ?? "";
  const [draft] = await db.select().from(scriptDraft).where(eq(scriptDraft.id, draftId));
  const inForce = await currentVersion(db, "script", SCRIPT);
  const wording = inForce?.body.variants[0];
  if (!draft || !inForce || !wording) throw new Error("the script that is to be said better is not there");
  const { authorId, revision } = draft;
  const text = {
    "zh-CN": wording.text["zh-CN"].replace(/^[^\n]+/, "懂您，谁都想买得值。"),
    en: wording.text.en.replace(/^[^\n]+/, "I see, it has to be worth it."),
  };
  const body = { ...draft.body, text };
  done(
    "handing in",
    await handIn(shop.ctx(authorId), { draftId, authorId, revision, body }, { note: "照案例改的。", teamId, locale: "zh-CN" }),
  );
  const versionId = (await lastVersion(db, draftId))?.id ?? "";
  done(
    "approving",
    await decideDraft(shop.ctx(supervisor.id), { draftId, versionId, decision: "approved", remark: "先讲值，再开口，好。" }),
  );
  const { title, situation, why, qualities } = inForce.body;
  const publishing = { target: "replace" as const, slug: SCRIPT, wording: { customer: wording.customer, text } };
  const more = { title, situation, why, qualities: [...qualities], second: null, note: "复盘会改的开头。" };
  done(
    "publishing",
    await publishDraft(shop.ctx(keeper.id), { draftId, publishing: { ...publishing, ...more }, seen: inForce.id, locale: "zh-CN" }),
  );
}

/** Whoever keeps the content makes a sound question of the draft, and publishes it. Returns its name. */
export async function publishQuestion(shop: Shop, { number }: Of): Promise<string> {
  const { db, keeper } = shop;
  const key = { kind: "question" as const, slug: `case-${number}` };
  const found = await editingOf(db, key);
  if (!found?.draft) throw new Error("a question that a meeting wants was not drafted");
  const { body, madeFrom, revision } = found.draft;
  const drafted = body as {
    chat: { who: string; text: Record<string, string> }[];
    options: { id: string; text: Record<string, string>; correct?: true }[];
  };
  const right = drafted.options.find(({ correct }) => correct);
  const wrong = drafted.options.filter(({ correct }) => !correct);
  if (right?.text["zh-CN"] !== BETTER.after_sales || wrong.length === 0)
    throw new Error("the draft of a question lacks what should have been said, or what was");
  const said = ["I'd like this bag.", "Hello, I'm here.", "May I send it back if it doesn't suit me?"];
  const texts = [
    ...wrong.map(({ text }) => both(text["zh-CN"] ?? "", "That depends on the warehouse.")),
    both(
      "退货的规则页面上都写着呢，您往下翻一翻就能看到，看完有不懂的地方再来问我，我一直都在线的。",
      "The rules about returns all stand on the page; scroll down until you find them, read them through, and come back to me with whatever is still unclear to you then.",
    ),
    both("这款卖了很多，没见有人退过，您放心买就是了。", "We sold plenty of these and hardly anybody ever sent one back, so just buy it."),
  ];
  const english =
    "Send it back within seven days if you don't like it; thread and zips are looked at before it leaves. Shall I keep one for you today?";
  const options = [both(BETTER.after_sales, english), ...texts].map((text, n) => ({
    id: "abcd"[n],
    text,
    ...(n === 0 && { correct: true }),
  }));
  const sound = {
    ...body,
    stem: both("客户怕买了不合适，下一句发什么？", "The customer fears that it won't suit: which line next?"),
    chat: drafted.chat.map((line, n) => ({ ...line, text: both(line.text["zh-CN"] ?? "", said[n] ?? said[0] ?? "") })),
    options,
    explanation: both("先让客户安心，再请客户下单。", "Ease the worry first, then ask for the order."),
  };
  const saved = done(
    "saving the question",
    await saveDraft(shop.ctx(keeper.id), key, { revision, baseVersionId: null, body: sound, madeFrom }),
  );
  done(
    "publishing the question",
    await publish(
      shop.ctx(keeper.id),
      { items: [{ ...key, revision: saved.revision }], note: "来自复盘会。", material: false },
      shop.today(),
    ),
  );
  return key.slug;
}

/** Assign the remedial drill of an action to all agents. Returns its id. */
export async function assignDrill(shop: Shop, { caseId }: Of): Promise<string> {
  const items = await shop.db
    .select({ id: contentItem.id })
    .from(contentItem)
    .where(and(eq(contentItem.kind, "question"), inArray(contentItem.slug, DRILLED)));
  const input = {
    ...{
      title: both("推荐两款", "Recommend two"),
      reason: "复盘会：客户拿不定主意时没有推荐",
      cause: { type: "case" as const, id: caseId },
    },
    ...{ items: items.map(({ id }) => id), people: shop.agents.map(({ id }) => id), due: addDays(shop.today(), 20) },
  };
  return done("assigning a drill", await assignRemedial(shop.ctx(shop.supervisor.id), shop.lead, input)).remedialId;
}

/** These agents answer all of it right. */
export async function drill(shop: Shop, people: readonly string[]): Promise<void> {
  const { db } = shop;
  const rows = await db
    .select({ itemId: contentItem.id, body: contentVersion.body })
    .from(contentItem)
    .innerJoin(contentVersion, eq(contentVersion.id, contentItem.currentVersionId))
    .where(and(eq(contentItem.kind, "question"), inArray(contentItem.slug, DRILLED)));
  const rightOf = new Map(
    rows.map(({ itemId, body }) => [
      itemId,
      (body as { options: { id: string; correct: boolean }[] }).options.find(({ correct }) => correct)?.id,
    ]),
  );
  for (const personId of people) {
    const ask = {
      personId,
      now: clock.now(),
      only: { by: "set" as const, items: new Set(rightOf.keys()) },
      road: null,
      dayBegan: clock.now(),
    };
    const { questions } = await planGo(db, { ...ask, held: new Set(), count: 40, locale: "zh-CN" });
    if (questions.length !== DRILLED.length) throw new Error(`a drill of ${DRILLED.length} questions asks ${questions.length}`);
    for (const { itemId, ticket } of questions) {
      shop.pass(15);
      const given = { ticket, answer: { option: rightOf.get(itemId) }, ms: 6000 };
      const { results } = await answerDrills(shop.ctx(personId), personId, [given], {
        held: new Set(),
        want: 0,
        locale: "zh-CN",
        line: null,
      });
      if (!results[0]?.ok) throw new Error("an answer of a drill was not taken");
    }
  }
}

/** Play the chat of an action's case: to its end, or give it up after half a minute. */
export async function replay(shop: Shop, personId: string, { number }: Of, givesUp = false): Promise<void> {
  const { db } = shop;
  const { runId } = done("playing a case", await playCase(db, shop.ctx(personId), shop.reachOf(personId, "agent"), number));
  if (givesUp) {
    shop.pass(30);
    await finishRun(shop.ctx(personId), runId, true);
    return;
  }
  for (let n = 0; n < 200; n++) {
    const run = await runById(db, runId);
    if (!run) throw new Error("a run is gone");
    const state = await stateOf(db, run, msOf(run, clock.now()));
    if (state.isOver) return;
    const waits = state.customers.find(({ waitingSince }) => waitingSince !== null);
    if (waits) done("a reply", await say(shop.ctx(personId), personId, runId, { id: newId(), customer: waits.slug, text: BETTER.stock }));
    shop.pass(8);
  }
  throw new Error("a replayed chat does not end");
}
