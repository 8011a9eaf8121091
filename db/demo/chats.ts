import type { ContentVersion } from "~/curriculum/queries.server";
import { playedWith, saidIn } from "~/curriculum/simulation-played";
import { newId } from "~/platform/ids";
import { finishRun } from "~/simulator/finish.server";
import { say } from "~/simulator/say.server";
import { startRun } from "~/simulator/start.server";
import type { Learner } from "./learning";
import { as, done } from "./stage";

type Chat = ContentVersion<"simulation">;
const LOCALE = "zh-CN";
/** After a chat one reads what was said of it. */
const DEBRIEF_MS = 4 * 60_000;

/**
 * Chat with the customers of some simulations, one after the other: as the model does, a little faster or slower, and those who err now and then leave one of them without
 * the last replies and try again. Returns when the last debrief was read.
 */
export async function chat(learner: Learner, chats: readonly Chat[], from: Date): Promise<Date> {
  let now = from;
  for (const one of chats) {
    const tries = learner.random() < learner.agent.accuracy ? [0] : [1, 0];
    for (const left of tries) now = new Date((await run(learner, one, left, now)).getTime() + DEBRIEF_MS);
  }
  return now;
}

/** One run; of each customer's chat the last `left` replies are not sent. Returns when the last customer had gone. */
async function run({ stage, agent, personId, random }: Learner, { slug, body }: Chat, left: number, from: Date): Promise<Date> {
  const { runId } = await done(`${agent.name} beginning ${slug}`, startRun(as(stage, personId, from), personId, { slug, locale: LOCALE }));
  const pace = 0.8 + random() * 0.3;
  const events = body.customers.flatMap((customer) => {
    const says = saidIn(customer.model_run, LOCALE).map(({ after_s, text }) => ({ after_s: Math.round(after_s * pace), text }));
    return playedWith(body, customer, left > 0 ? says.slice(0, -left) : says, LOCALE, []).events;
  });
  events.sort((a, b) => a.at - b.at);
  for (const { at, customer, text } of events) {
    const message = { id: newId(), customer, text };
    await done(`${agent.name} chatting in ${slug}`, say(as(stage, personId, new Date(from.getTime() + at)), personId, runId, message));
  }
  const patience = Math.max(...body.customers.flatMap(({ nodes }) => nodes.map(({ patience_s }) => patience_s)));
  const over = new Date(from.getTime() + (events.at(-1)?.at ?? 0) + (patience + 60) * 1000);
  if (!(await finishRun(as(stage, personId, over), runId))) throw new Error(`the demo's ${agent.name} never ends ${slug}`);
  return over;
}
