import { sql } from "drizzle-orm";
import { sweepCertificates } from "~/activation/certificates/issue.server";
import { suspendForConduct, sweepConductHolds } from "~/activation/conduct-hold.server";
import { sweepEntitlements } from "~/activation/entitlements/sweep.server";
import { sweepProbationEnds } from "~/activation/probation-end.server";
import { sweepEvidence } from "~/activation/evidence-sweep.server";
import { sweepLapses } from "~/activation/lapse-sweep.server";
import { sweepRegradedEvidence } from "~/activation/regrade.server";
import { sweepRuledEvidence } from "~/activation/ruled-evidence.server";
import { sweepLapsedClearances, sweepOverrides, sweepReadyGates, sweepUnreadyGates } from "~/activation/sweeps.server";
import { sweepDraws } from "~/chats/draw.server";
import { sweepCaseActions, sweepMeetings } from "~/cases/sweep.server";
import { CHAT_FIGURES_TASK, sweepDueFigures } from "~/chats/figures-due.server";
import { renewChatFigures } from "~/chats/figures.server";
import { runChatImport } from "~/chats/import-run.server";
import { CHAT_IMPORT_TASK } from "~/chats/import.server";
import { sweepChatImports } from "~/chats/import-sweep.server";
import { sweepOldChats } from "~/chats/retention.server";
import { CONDUCT_HOLD } from "~/conduct/entries.server";
import { IMPORT_TASK, sweepSheets } from "~/curriculum/sheet-import.server";
import { runImport } from "~/curriculum/sheet-run.server";
import { COUNT_TASK, countAnswers } from "~/drill/count.server";
import { FIT_TASK, runFit, sweepFit } from "~/drill/fit.server";
import { sweepRemedials } from "~/drill/mending.server";
import { sweepWaitingAnswers } from "~/drill/waiting.server";
import { attributionDays } from "~/kpi/attribution.server";
import { sweepFirstLevels, sweepLevelProposals } from "~/kpi/levels/change.server";
import { sweepModules } from "~/kpi/levels/modules.server";
import { sweepLevelReviews } from "~/kpi/levels/review.server";
import { sweepQuotas } from "~/kpi/quota/review.server";
import { sweepQuestionImports } from "~/library/questions/import.server";
import { sweepOpenMonths, sweepScores } from "~/kpi/scores.server";
import { sweepDigests } from "~/notifying/digests.server";
import { sweepNews, sweepOldDeliveries as sweepOldNotifications } from "~/notifying/news.server";
import { NOTIFY_TASK, targetIn } from "~/notifying/outgoing.server";
import { sendDue, sweepDueSends } from "~/notifying/send.server";
import { sweepWorkload } from "~/kpi/workload/signals.server";
import { sweepSupervisors } from "~/kpi/supervisor/settle.server";
import { sweepMonths } from "~/kpi/months/sweep.server";
import { sweepSessions } from "~/people/session.server";
import { sweepThrottle } from "~/people/throttle.server";
import { clock } from "~/platform/clock.server";
import { addJob, registerSweep, registerTask, runSweeps } from "~/platform/jobs.server";
import { OUTBOX_TASK } from "~/platform/write.server";
import { sweepDisputes } from "~/probation/dispute-sweep.server";
import { sweepReadByTime } from "~/probation/outcome.server";
import { sweepSingleExaminer } from "~/probation/second.server";
import { FIGURE_IMPORT_TASK, runFigureImport } from "~/results/import-run.server";
import { sweepFigureImports } from "~/results/import-stage.server";
import { finishRunsThatAreOver } from "~/simulator/finish.server";
import { REGRADE_TASK, regradeByAppeal } from "~/training/appeal.server";
import { noteBankDays } from "~/training/bank-days.server";
import { deliverRound } from "~/telling/deliver.server";
import { DELIVER_TASK, handOut, sweepOutbox } from "~/telling/fan-out.server";
import { sweepDueDeliveries, sweepOldDeliveries } from "~/telling/sweeps.server";
import { closeExpiredSittings } from "~/training/sitting.server";
import { openMissingPlans } from "~/training/sweeps.server";

/** What runs by itself: each capability's sweeps and jobs, named once. */
export function wire(): void {
  registerTask("sweep", (_payload, db) => runSweeps(db, clock.now()));
  registerTask(IMPORT_TASK, (payload, db) => runImport(db, String((payload as { importId?: unknown }).importId), clock.now()));
  registerTask(COUNT_TASK, (_payload, db) => countAnswers(db));
  registerTask(FIT_TASK, (_payload, db) => runFit(db, clock.now()));
  registerTask(REGRADE_TASK, (payload, db) => regradeByAppeal(db, String((payload as { appealId?: unknown }).appealId), clock.now()));
  registerTask(OUTBOX_TASK, (payload, db) => handOut(db, String((payload as { subjectId?: unknown }).subjectId), clock.now()));
  registerTask(DELIVER_TASK, (payload, db) => deliverRound(db, String((payload as { endpointId?: unknown }).endpointId)));
  registerTask(NOTIFY_TASK, (payload, db) => sendDue(db, targetIn(payload)));
  registerTask(CHAT_IMPORT_TASK, (payload, db) => runChatImport(db, String((payload as { importId?: unknown }).importId), clock.now()));
  registerTask(CHAT_FIGURES_TASK, async (_payload, db) => void (await renewChatFigures(db, clock.now(), attributionDays)));
  registerTask(CONDUCT_HOLD, (payload, db) => suspendForConduct(db, String((payload as { entryId?: unknown }).entryId), clock.now()));
  registerTask(FIGURE_IMPORT_TASK, (payload, db) => runFigureImport(db, String((payload as { importId?: unknown }).importId), clock.now()));
  registerSweep("uploaded figures", sweepFigureImports);
  registerSweep("uploaded sheets", sweepSheets);
  registerSweep("uploaded chats", sweepChatImports);
  registerSweep("figures from chats", sweepDueFigures);
  registerSweep("texts of old chats", async (db, now) => {
    if (now.getUTCHours() === 19 && now.getUTCMinutes() === 25) await sweepOldChats(db, now);
  });
  // A job of its own: a long count holds up no due date.
  registerSweep("answers to count", (db) => addJob(db, COUNT_TASK, {}, { key: COUNT_TASK }));
  registerSweep("uploaded questions", sweepQuestionImports);
  registerSweep("monthly fit of memory", sweepFit);
  registerSweep("missing plans", openMissingPlans);
  registerSweep("days of the banks", noteBankDays);
  registerSweep("expired sittings", closeExpiredSittings);
  registerSweep("written answers", sweepWaitingAnswers);
  registerSweep("remedial drills", sweepRemedials);
  registerSweep("chats to read", async (db, now) => {
    // A file of chats comes in at any time of the morning: whoever has no draw yet gets it within ten minutes.
    if (now.getUTCMinutes() % 10 === 0) await sweepDraws(db, now);
  });
  registerSweep("actions from cases", sweepCaseActions);
  registerSweep("agendas of meetings", sweepMeetings);
  registerSweep("scores of the month", sweepScores);
  registerSweep("scores of open months", async (db, now) => {
    if (now.getUTCHours() === 20 && now.getUTCMinutes() === 10) await sweepOpenMonths(db, now);
    if (now.getUTCHours() === 20 && now.getUTCMinutes() === 20) await sweepSupervisors(db, now);
    if (now.getUTCHours() === 20 && now.getUTCMinutes() === 30) await sweepWorkload(db, now);
  });
  registerSweep("simulated chats", finishRunsThatAreOver);
  registerSweep("months to publish and close", async (db, now) => {
    // Days decide: every ten minutes is often enough.
    if (now.getUTCMinutes() % 10 === 5) await sweepMonths(db, now);
  });
  registerSweep("single examiner", sweepSingleExaminer);
  registerSweep("results read by time", sweepReadByTime);
  registerSweep("disputes", sweepDisputes);
  registerSweep("overrides", sweepOverrides);
  registerSweep("conduct that suspends", sweepConductHolds);
  registerSweep("lapses", sweepLapses);
  registerSweep("lapsed clearances", sweepLapsedClearances);
  registerSweep("regraded evidence", sweepRegradedEvidence);
  registerSweep("ruled evidence", sweepRuledEvidence);
  registerSweep("evidence", sweepEvidence);
  registerSweep("ready gates", sweepReadyGates);
  registerSweep("unready gates", sweepUnreadyGates);
  registerSweep("probation ends", sweepProbationEnds);
  registerSweep("certificates", sweepCertificates);
  registerSweep("late entitlements", sweepEntitlements);
  registerSweep("first levels", sweepFirstLevels);
  registerSweep("modules of levels", sweepModules);
  registerSweep("levels by closed months", sweepLevelReviews);
  registerSweep("quotas of closed months", sweepQuotas);
  registerSweep("proposals on levels", sweepLevelProposals);
  registerSweep("events to hand out", sweepOutbox);
  registerSweep("deliveries that are due", sweepDueDeliveries);
  registerSweep("old deliveries", async (db, now) => {
    if (now.getUTCMinutes() === 45) await sweepOldDeliveries(db, now);
  });
  // After all that may have written news.
  registerSweep("news to tell", sweepNews);
  registerSweep("digests", sweepDigests);
  registerSweep("notifications that are due", sweepDueSends);
  registerSweep("old notifications", async (db, now) => {
    if (now.getUTCMinutes() === 50) await sweepOldNotifications(db, now);
  });
  registerSweep("sign-in counters", sweepThrottle);
  registerSweep("expired sessions", async (_db, now) => {
    if (now.getUTCMinutes() === 15) await sweepSessions();
  });
  registerSweep("partitions", async (db, now) => {
    // Once an hour is often enough for partitions that are made two months ahead.
    if (now.getUTCMinutes() === 0) await db.execute(sql`select make_partitions(2)`);
  });
  registerSweep("submissions", async (db, now) => {
    if (now.getUTCMinutes() === 30)
      await db.execute(
        sql`delete from submission where created_at < ${new Date(now.getTime() - 90 * 86_400_000).toISOString()}::timestamptz`,
      );
  });
}
