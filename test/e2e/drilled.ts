import type { Question, QuestionKind } from "~/drill/types/question";
import type { Page, Shop } from "./shop";

/** The types of the registry in the order of the pack's format; a type that is missing here does not compile. */
const kinds: Record<QuestionKind, true> = {
  single_choice: true,
  multiple_choice: true,
  true_false: true,
  image_choice: true,
  choose_next_line: true,
  short_text: true,
  number: true,
  find_product: true,
  fill_blanks: true,
  order_steps: true,
  match: true,
  spot_violation: true,
  free_reply: true,
  rewrite: true,
};
export const everyKind = Object.keys(kinds) as QuestionKind[];

type Drawn = { itemId: string; slug: string; body: Question };

/** A fresh trainee whose bank holds one question of each type that their plan teaches, and those questions with their keys. */
export class Drilled {
  private constructor(
    readonly cookie: string,
    readonly personId: string,
    private readonly shop: Shop,
    private readonly questions: ReadonlyMap<string, Drawn>,
  ) {}

  static async begin(shop: Shop): Promise<Drilled> {
    const team = await shop.make.team({ name: `Drilled ${Date.now()}` });
    const [plan] = await shop.sql<{ id: string }[]>`
      select current_version_id as id from content_item where kind = 'plan' and slug = 'taobao-15-day'`;
    if (!plan) throw new Error("the demo has no plan");
    const { id: personId } = await shop.make.trainee(team.id, { login: `drilled-${Date.now()}` });
    const at = new Date(Date.now() - 7 * 86_400_000);
    await shop.make.enrolment({ personId, teamId: team.id, planVersionId: plan.id, startDate: at.toISOString().slice(0, 10), at });
    const rows = await shop.sql<{ item_id: string; slug: string; body: Question }[]>`
      select distinct on (v.body ->> 'type') i.id as item_id, i.slug, v.body
      from content_item i join content_version v on v.id = i.current_version_id
      join activity_state a on a.person_id = ${personId} and a.kind = 'lesson' and a.ref = v.body ->> 'lesson'
      where i.kind = 'question' and i.archived_at is null and v.body -> 'made_from' is null
      order by v.body ->> 'type', i.slug`;
    await shop.sql`insert into bank_card ${shop.sql(rows.map((row) => ({ person_id: personId, item_id: row.item_id, required: false, entered_at: at, due_at: at })))}`;
    const questions = new Map(rows.map(({ item_id, slug, body }) => [item_id, { itemId: item_id, slug, body }]));
    return new Drilled(await shop.make.signIn(personId), personId, shop, questions);
  }

  /** The question that the page asks: its ticket says which. */
  async asked(page: Page): Promise<Drawn> {
    const found = this.questions.get(itemOf(await page.locator("input[name=ticket]").inputValue()));
    if (!found) throw new Error("the page asks what is not in the bank");
    return found;
  }

  /** The questions whose tickets stand in a posted form. */
  slugsIn(form: string): string[] {
    const tickets = (new URLSearchParams(form).get("answers") ?? form).match(/[\w-]{100,}\.[\w-]{20,}/g) ?? [];
    return tickets.flatMap((ticket) => this.questions.get(itemOf(ticket))?.slug ?? []);
  }

  /** All of them once more, due now. */
  async again(): Promise<void> {
    await this.shop.sql`update bank_card set due_at = entered_at, stage = 'review' where person_id = ${this.personId}`;
  }

  /** How the answers were kept, by the slugs of their questions. */
  async kept(): Promise<Map<string, boolean[]>> {
    const rows = await this.shop.sql<{ slug: string; correct: boolean }[]>`
      select i.slug, a.correct from attempt a join content_item i on i.id = a.item_id
      where a.person_id = ${this.personId} order by a.id`;
    const kept = new Map<string, boolean[]>();
    for (const { slug, correct } of rows) kept.set(slug, [...(kept.get(slug) ?? []), correct]);
    return kept;
  }
}

/** A ticket is sealed and not secret: it says what it is for. */
function itemOf(ticket: string): string {
  const [, , itemId = ""] = JSON.parse(Buffer.from(ticket.split(".")[0] ?? "", "base64url").toString()) as string[];
  return itemId;
}
