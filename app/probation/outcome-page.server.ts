import type { Reader } from "~/platform/database.server";
import { trainingOf } from "~/training/facts.server";
import { countedAttempt, outcomeFacts, readingOf } from "./outcome.server";
import { disputeRefusal, readRefusal } from "./outcome-rules";
import type { PersonGradings } from "./queries.server";
import type { GradingResultPage } from "./result.server";
import { requestFacts } from "./second.server";
import { requestRefusal } from "./second-rules";

/** What the agent may do about a result, and has done, as this viewer is shown it. The viewer may do what only the agent may just when they are the agent. */
export async function outcomePage(reader: Reader, found: PersonGradings, result: GradingResultPage, viewer: { id: string; now: Date }) {
  const { now } = viewer;
  const attempt = countedAttempt(found, result.gradingId);
  if (!attempt) return null;
  const self = viewer.id === found.personId;
  const [training, reading] = await Promise.all([trainingOf(reader, found.personId, now), readingOf(reader, attempt.result.id)]);
  const facts = outcomeFacts(found, attempt, { training, days: result.disputeDays, read: reading !== null, now });
  const request = self && found.state === "probation" ? await requestFacts(reader, found, result.gradingId, { training, now }) : null;
  return {
    until: facts.until,
    reading,
    dispute: result.dispute,
    mayRead: readRefusal(facts, viewer.id) === null,
    mayDispute: disputeRefusal(facts, viewer.id) === null,
    /** Why not, for who came to dispute all the same. */
    whyNot: disputeRefusal(facts, viewer.id),
    mayAsk: request !== null && requestRefusal(request, viewer.id) === null,
  };
}

export type OutcomePage = NonNullable<Awaited<ReturnType<typeof outcomePage>>>;
