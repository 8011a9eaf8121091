import { answerTo } from "@db/demo/curriculum";
import { addDays, type PlainDate } from "~/platform/dates";
import { newId } from "~/platform/ids";
import { type Calendar, trainingDates, workingDaysAfter } from "~/training/calendar";
import { demoDay, passDays, shopDays } from "./demo-days";
import { passChats, writeMessages } from "./desk-work";
import { type Activity, Curriculum, Learner, photo } from "./learner";
import { confirm, expect, type Fields, open, type Page, post, ready, type Shop, type Watch } from "./shop";

type ChecklistItem = { slug: string; critical?: boolean; evidence?: "none" | "optional" | "required" };

/** What the story's steps share: the demo's clock, the plan's dates, and the attempts that must not work. */
export class Story {
  private dates: PlainDate[] = [];
  private gateDay = "";

  private constructor(
    private readonly shop: Shop,
    /** A page whose banner moves the clock. */
    private readonly driver: Page,
    private readonly curriculum: Curriculum,
    private readonly calendar: Calendar,
  ) {}

  static async begin(shop: Shop, driver: Page): Promise<Story> {
    return new Story(shop, driver, await Curriculum.read(shop), await shopDays(shop));
  }

  async readPlan(personId: string): Promise<void> {
    const [row] = await this.shop.sql<
      { start: string }[]
    >`select start_date::text as start from enrolment where person_id = ${personId} and ended_at is null`;
    this.dates = trainingDates(this.calendar, row?.start ?? "", 16);
  }

  /** To the date of a training day. */
  async goTo(day: number): Promise<void> {
    await passDays(this.shop, this.driver, this.dates[day - 1] ?? "");
  }

  async learner(page: Page, externalId: string): Promise<Learner> {
    const [row] = await this.shop.sql<{ id: string }[]>`select id from person where external_id = ${externalId}`;
    if (!row) throw new Error(`nobody has the number ${externalId}`);
    return new Learner(page, row.id, this.shop, this.curriculum);
  }

  activity(slug: string): Activity {
    const found = this.curriculum.days.flatMap((d) => d.activities).find((a) => a.slug === slug);
    if (!found) throw new Error(`the plan has no ${slug}`);
    return found;
  }

  lessons(day: number): Activity[] {
    return this.curriculum.days.filter((d) => d.day === day).flatMap((d) => d.activities.filter((a) => a.kind === "lesson"));
  }

  /** What the page of a lesson would post for the nth question of its check. */
  answerTo(lesson: Activity, n: number): Fields {
    const asked = this.curriculum.body<{ check: string[] }>("lesson", lesson.ref).check[n] ?? "";
    const { id, body } = this.curriculum.question({ slug: asked });
    return { question: id, attemptId: newId(), ms: "4000", payload: JSON.stringify(answerTo(body, true, 0)) };
  }

  /** What was handed in and has no decision yet. */
  waiting(personId: string): Promise<{ id: string; slug: string }[]> {
    return this.shop.sql<{ id: string; slug: string }[]>`
      select p.id, p.slug from practical_submission p where p.person_id = ${personId} and not exists (select from signoff s where s.submission_id = p.id)`;
  }

  /** Accept everything that waits, but what `except` names. */
  async signOff(supervisor: Page, personId: string, except: readonly string[] = []): Promise<void> {
    for (const { id, slug } of await this.waiting(personId)) {
      if (!except.includes(slug))
        expect((await post(supervisor, `/signoff/${id}`, { decision: "accepted", remark: "" })).redirected, slug).toBe(true);
    }
  }

  /** The required chats and the ten messages, five of which would do. */
  async doDeskWork(author: Page, supervisor: Page, personId: string): Promise<void> {
    const [row] = await this.shop.sql<{ at: Date }[]>`select employed_since as at from person where id = ${personId}`;
    await passChats(this.shop, personId, this.curriculum, new Date((row?.at ?? new Date()).getTime() + 3_600_000));
    await writeMessages(this.shop, author, supervisor, personId, this.curriculum);
  }

  async certificates(personId: string): Promise<number> {
    const [row] = await this.shop.sql<{ n: number }[]>`select count(*)::int as n from bank_certificate where person_id = ${personId}`;
    return row?.n ?? 0;
  }

  async standing(personId: string): Promise<{ state: string; clearance: string } | undefined> {
    const [row] = await this.shop.sql<{ state: string; clearance: string }[]>`select state, clearance from person where id = ${personId}`;
    return row && { state: row.state, clearance: row.clearance };
  }

  /** As a trainee, and then as somebody who is a supervisor too: by the page's own form, and by SQL. */
  async refuseSelfGrading(watch: Watch, phone: Page, personId: string): Promise<void> {
    this.gateDay = await demoDay(this.shop);
    watch.refusal(404, new RegExp(`^/probation/${personId}$`));
    expect((await post(phone, `/probation/${personId}`, { intent: "start" })).status).toBe(404);
    const owner = await watch.page(this.shop, "administrator");
    await open(owner, `/people/${personId}/access`);
    const [team] = await this.shop.sql<{ id: string }[]>`select id from team`;
    expect(
      (await post(owner, `/people/${personId}/access`, { intent: "grant", role: "supervisor", teamId: team?.id ?? "" })).redirected,
    ).toBe(true);
    expect((await post(phone, `/probation/${personId}`, { intent: "start" })).status).toBe(404);
    const [grant] = await this.shop.sql<
      { id: string }[]
    >`select id from role_grant where person_id = ${personId} and role = 'supervisor' and to_at is null`;
    expect((await post(owner, `/people/${personId}/access`, { intent: "end", grantId: grant?.id ?? "" })).redirected).toBe(true);
    await expect(
      this.shop.sql`insert into grading (id, person_id, checklist_version_id, grader_id, attempt, seed, drawn, started_at)
        select ${newId()}, ${personId}, current_version_id, ${personId}, 1, 'x', '{}', now() from content_item where kind = 'checklist'`,
    ).rejects.toMatchObject({ code: "23514", constraint_name: "grading_not_self" });
  }

  private get checklist(): { areas: { slug: string; items: ChecklistItem[] }[] } {
    return this.curriculum.body("checklist", "probation");
  }

  /** Grade the whole checklist by the forms that its page posts. */
  async gradeByPost(grader: Page, personId: string): Promise<void> {
    await open(grader, `/probation/${personId}`);
    expect((await post(grader, `/probation/${personId}`, { intent: "start" })).redirected).toBe(true);
    const [row] = await this.shop.sql<{ id: string }[]>`select id from grading where person_id = ${personId} and submitted_at is null`;
    const at = `/probation/${personId}/grading/${row?.id}`;
    const items = this.checklist.areas.flatMap((a) => a.items);
    const changes = JSON.stringify(Object.fromEntries(items.map((i) => [i.slug, { grade: 4 }])));
    expect((await post(grader, `${at}/draft`, { intent: "save", revision: "0", changes })).status).toBe(200);
    for (const { slug } of items.filter((i) => i.evidence === "required")) {
      expect((await post(grader, `${at}/draft`, { intent: "add_picture", item: slug, picture: [photo()] })).status).toBe(200);
    }
    const [draft] = await this.shop.sql<{ revision: number }[]>`select draft_revision as revision from grading where id = ${row?.id ?? ""}`;
    expect((await post(grader, at, { intent: "submit", revision: String(draft?.revision) })).redirected).toBe(true);
  }

  /** Grade the whole checklist on its page: a press for each item, a picture where it is asked for. */
  async gradeOnPage(grader: Page, personId: string, picture: string): Promise<void> {
    await open(grader, `/probation/${personId}`);
    await grader.locator("button[name=intent][value=start]").click();
    await grader.waitForURL(/\/grading\//);
    await ready(grader);
    for (const { items } of this.checklist.areas) {
      await grader.locator(`aside a[href="?item=${items[0]?.slug}"]`).click();
      for (const [i, item] of items.entries()) {
        const card = grader.locator(`#item-${item.slug}`);
        await card.locator(`button[name=grade][value="${i === 1 ? 3 : 4}"]`).click();
        await expect(card.locator("button[aria-pressed=true]")).toHaveCount(1);
        if (item.evidence !== "required") continue;
        await card.locator("input[type=file]").setInputFiles(picture);
        await expect(card.locator("li img")).toHaveCount(1);
      }
    }
    await grader.locator("aside nav a").last().click();
    await confirm(grader, "button[name=intent][value=submit]");
    await grader.waitForURL(/\/result\//);
  }

  /** Through the page, by the page's form posted directly, and by SQL. */
  async refuseUnmet(watch: Watch, manager: Page, personId: string): Promise<void> {
    const gate = `/gate/${personId}/activation`;
    await open(manager, gate);
    await expect(manager.locator("button[name=intent][value=confirm]")).toBeDisabled();
    watch.refusal(422, new RegExp(`^${gate}$`));
    expect((await post(manager, gate, { intent: "confirm" })).status).toBe(422);
    await expect(this.shop.sql`update person set state = 'active', clearance = 'full' where id = ${personId}`).rejects.toMatchObject({
      code: "DR003",
    });
    await expect(this.decideBySql(personId, false)).rejects.toMatchObject({ code: "DR001" });
    expect(await this.standing(personId)).toEqual({ state: "probation", clearance: "supervised" });
  }

  /** Ten working days on the team's calendar. */
  async passProbation(): Promise<void> {
    let day = this.gateDay;
    while (workingDaysAfter(this.calendar, this.gateDay, day) < 10) day = addDays(day, 1);
    await passDays(this.shop, this.driver, day);
  }

  async refuseOnlyGrader(watch: Watch, manager: Page, personId: string): Promise<void> {
    const gate = `/gate/${personId}/activation`;
    await open(manager, gate);
    await expect(manager.locator("button[name=intent][value=confirm]")).toBeDisabled();
    await expect(manager.locator("#why-not li")).toHaveCount(1);
    watch.refusal(422, new RegExp(`^${gate}$`));
    expect((await post(manager, gate, { intent: "confirm" })).status).toBe(422);
    await expect(this.decideBySql(personId, true)).rejects.toMatchObject({ code: "DR002" });
    expect(await this.standing(personId)).toEqual({ state: "probation", clearance: "supervised" });
  }

  /** A decision of the activation gate, written as the database's owner by the one who graded: with all its evidence, or without the days. */
  private decideBySql(personId: string, withDays: boolean): Promise<unknown> {
    return this.shop.sql.begin(async (sql) => {
      const id = newId();
      const [grading] = await sql<
        { id: string; by: string }[]
      >`select id, grader_id as by from checklist_result where person_id = ${personId} and passed`;
      const [desk] = await sql<{ id: string }[]>`select id from gate_decision where person_id = ${personId} and gate = 'desk'`;
      const at = new Date(`${await demoDay(this.shop)}T12:00:00+08:00`);
      await sql`insert into gate_decision (id, person_id, gate, policy_id, decided_by, dossier, seal, decided_at)
        select ${id}, ${personId}, 'activation', p.id, ${grading?.by ?? ""}, '{}', 'x', ${at} from gate_policy p where p.id = gate_policy_in_force('activation', gate_team(${personId}, ${at}))`;
      await sql`insert into gate_evidence (decision_id, requirement, kind, evidence_id) values (${id}, 'checklist', 'checklist_result', ${grading?.id ?? ""})`;
      await sql`insert into gate_evidence (decision_id, requirement, kind, evidence_id) values (${id}, 'no_open_dispute', 'checklist_result', ${grading?.id ?? ""})`;
      await sql`insert into gate_evidence (decision_id, requirement, kind, evidence_id) values (${id}, 'conduct', 'gate_decision', ${desk?.id ?? ""})`;
      if (withDays)
        await sql`insert into gate_evidence (decision_id, requirement, kind, evidence_id) values (${id}, 'probation_days', 'gate_decision', ${desk?.id ?? ""})`;
    });
  }
}
