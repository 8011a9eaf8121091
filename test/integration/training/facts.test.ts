import { describe, expect, it } from "vitest";
import { holiday, leave, practicalSubmission, signoff } from "@db/schema";
import { trainingOf, trainingsOf } from "~/training/facts.server";
import { freshDatabase, MONDAY } from "@test/setup/database";

const { db, owner, make } = await freshDatabase();
const plan = await make.plan();

async function trainee(statuses: Parameters<typeof make.enrolment>[0]["statuses"] = {}) {
  const team = await make.team();
  const supervisor = await make.supervisor(team.id, { name: "Supervisor" });
  const person = await make.trainee(team.id);
  const enrolment = await make.enrolment({ personId: person.id, teamId: team.id, planVersionId: plan.id, statuses });
  return { team, supervisor, person, enrolment };
}

describe("trainingOf", () => {
  it("dates the days on the team's calendar: holidays and live leave move them, cancelled leave does not", async () => {
    const { team, person } = await trainee();
    const other = await make.team();
    await owner.insert(holiday).values([
      { teamId: team.id, day: "2026-03-03", kind: "off", name: { "zh-CN": "假", en: "off" } },
      { teamId: other.id, day: "2026-03-04", kind: "off", name: { "zh-CN": "假", en: "off" } },
    ]);
    await owner.insert(leave).values([
      { personId: person.id, from: "2026-03-05", to: "2026-03-06", reason: "ill", createdAt: MONDAY },
      { personId: person.id, from: "2026-03-04", to: "2026-03-04", reason: "mistake", createdAt: MONDAY, cancelledAt: MONDAY },
    ]);
    const training = await trainingOf(db, person.id, MONDAY);
    expect(training?.days.map((d) => d.date)).toEqual(["2026-03-02", "2026-03-04", "2026-03-09", "2026-03-10"]);
    expect(training).toMatchObject({ today: "2026-03-02", team: { name: team.name }, leaves: [{ reason: "ill" }] });
  });

  it("tells the desk exam, titles, phases and what day 3 waits for", async () => {
    const { person } = await trainee();
    const training = await trainingOf(db, person.id, MONDAY);
    expect(training?.activities.filter((a) => a.deskExam).map((a) => a.slug)).toEqual(["desk-exam"]);
    expect(training?.activities[0]).toMatchObject({ slug: "lesson-1", title: { en: "lesson-1" }, status: "open", retake: null });
    expect(training?.activities.filter((a) => a.attemptsAllowed > 0).map((a) => a.kind)).toEqual(["quiz", "quiz", "exam", "exam"]);
    expect(training?.days[2]).toMatchObject({ phase: "rules", opensAfterAccepted: ["practical-2"] });
  });

  it("gives the last submission with its decision, and a failed quiz its retake", async () => {
    const { person, enrolment, supervisor } = await trainee({ "practical-1": "returned", "quiz-1": "returned" });
    const version = await make.content("practical", "other");
    const row = {
      personId: person.id,
      enrolmentId: enrolment.id,
      slug: "practical-1",
      contentVersionId: version.id,
      fileIds: [],
      submittedAt: MONDAY,
    };
    const [first] = await owner
      .insert(practicalSubmission)
      .values([{ ...row, attempt: 1 }])
      .returning();
    await owner.insert(signoff).values({
      submissionId: first?.id ?? "",
      personId: person.id,
      decidedBy: supervisor.id,
      decision: "returned",
      remark: "again",
      decidedAt: MONDAY,
    });
    const training = await trainingOf(db, person.id, MONDAY);
    expect(training?.activities.find((a) => a.slug === "practical-1")?.submission).toMatchObject({
      attempt: 1,
      decision: "returned",
      remark: "again",
      by: "Supervisor",
      at: MONDAY,
    });
    expect(training?.activities.find((a) => a.slug === "quiz-1")?.retake).toEqual({ left: 2, opensOn: "2026-03-03" });
  });

  it("names who signs off: the supervisors of the team where the person is now, else its managers, never the person", async () => {
    const { person, team } = await trainee();
    expect((await trainingOf(db, person.id, MONDAY))?.supervisors).toEqual([{ id: expect.any(String), name: "Supervisor" }]);
    const elsewhere = await make.team();
    const manager = await make.person({ name: "Manager" });
    await make.grant(manager.id, "manager", elsewhere.id);
    await make.grant(person.id, "manager", elsewhere.id);
    await owner.execute(`update team_membership set to_day = '2026-03-01' where person_id = '${person.id}'`);
    await owner.execute(
      `insert into team_membership (id, person_id, team_id, from_day) values (gen_random_uuid(), '${person.id}', '${elsewhere.id}', '2026-03-01')`,
    );
    const training = await trainingOf(db, person.id, MONDAY);
    expect(training).toMatchObject({ currentTeamId: elsewhere.id, team: { id: team.id }, supervisors: [{ name: "Manager" }] });
  });

  it("prefers the open enrolment, else the last; nobody without a plan has one", async () => {
    const { person, team, enrolment } = await trainee();
    await owner.execute(`update enrolment set ended_at = now() where id = '${enrolment.id}'`);
    expect((await trainingOf(db, person.id, MONDAY))?.enrolmentId).toBe(enrolment.id);
    const next = await make.enrolment({ personId: person.id, teamId: team.id, planVersionId: plan.id, startDate: "2026-04-01" });
    const training = await trainingOf(db, person.id, MONDAY);
    expect(training).toMatchObject({ enrolmentId: next.id, startDate: "2026-04-01" });
    expect(training?.activities).toHaveLength(9);
    const stranger = await make.person();
    expect(await trainingOf(db, stranger.id, MONDAY)).toBeNull();
  });

  it("reads many people at once", async () => {
    const [a, b] = [await trainee(), await trainee()];
    const trainings = await trainingsOf(db, [a.person.id, b.person.id], MONDAY);
    expect([...trainings.keys()].sort()).toEqual([a.person.id, b.person.id].sort());
    expect(trainings.get(b.person.id)?.person.name).toBe(b.person.name);
  });
});
