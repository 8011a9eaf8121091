import type postgres from "postgres";
import { isDeepStrictEqual } from "node:util";
import { answerFromForm } from "~/drill/types/registry";
import { newId } from "~/platform/ids";
import { forged, plainFields } from "./forms";
import { type Hit, type One, spoken } from "./hits";
import { agent, encoded, type Heard, send, type Sent, wide } from "./wire";
import { attemptOf, type Asked, itemOf, type Mint, type Seat } from "./world";

type Result = { ticket: string; ok: boolean; verdict?: unknown; code?: string };

/** What one person was told: each attempt that was accepted with its first verdict, and those of which nobody knows. */
class Ledger {
  /** `verdict` null: it was accepted by a page that says it in words. */
  readonly accepted = new Map<string, { verdict: unknown }>();
  readonly unsure = new Set<string>();
  /** Tickets that were answered, to be sent again. */
  readonly spent: { ticket: string; asked: Asked }[] = [];
  sitting: { id: string; drawn: Asked[]; revision: number; answers: Record<string, unknown> } | null = null;
}

export type Field = {
  url: string;
  sql: postgres.Sql;
  mint: Mint;
  stranger: Seat;
  strangerSitting: string;
  lineOf: (other: Client) => string;
};
const rightful = ["fresh", "minted", "replayed", "old but good"];

type Spoken = { ticket: string; asked: Asked; json: string };

/** One person's hostile browser: sends hits, holds the server to what it said, and throws when it breaks a promise. */
export class Client {
  readonly ledger = new Ledger();
  /** Tickets that the server gave, and how its go continues. */
  private readonly pool: string[] = [];
  line = "";

  constructor(
    private readonly at: Field,
    readonly seat: Seat,
  ) {}

  /** Send it and judge the reply: the status code as it is counted. */
  async hit(hit: Hit): Promise<string> {
    switch (hit.to) {
      case "answers":
        return this.answers(hit);
      case "plain":
        return this.plain(hit);
      case "sitting":
        return this.save(hit);
      case "raw":
        return this.raw(hit);
      case "cut":
        return this.cut(hit);
      case "door":
        return this.door(hit);
    }
  }

  /** The ticket that a hit speaks of, and its question. */
  private async ticketOf({ source, n }: One): Promise<{ ticket: string; asked: Asked }> {
    const { bank, beyond, personId } = this.seat;
    const { mint, stranger } = this.at;
    const pick = <T>(list: readonly T[]): T => list[n % list.length] as T;
    const asked = pick(bank);
    const ago = 1000 + (n % 3_600_000);
    const fresh = () => mint.ticket(personId, asked, ago);
    switch (source) {
      case "fresh":
        return this.given();
      case "minted":
        return { ticket: fresh(), asked };
      case "replayed":
        return this.ledger.spent.length > 0 ? pick(this.ledger.spent) : { ticket: fresh(), asked };
      case "old but good":
        return { ticket: mint.ticket(personId, asked, 80 * 86_400_000), asked };
      case "expired":
        return { ticket: mint.ticket(personId, asked, 91 * 86_400_000), asked };
      case "foreign":
        return { ticket: mint.ticket(stranger.personId, asked, ago), asked };
      case "not drawn":
        return { ticket: mint.ticket(personId, pick(beyond), ago), asked: pick(beyond) };
      case "no such question":
        return { ticket: mint.ticket(personId, { itemId: asked.itemId, versionId: newId() }, ago), asked };
      case "forged":
        return { ticket: forged(fresh(), n), asked };
      case "sealed nonsense": {
        const texts = ["", "null", "[]", "{}", "[1,2,3,4,5,6]", `["${newId()}","${personId}"]`, '"x"', "\ufffd", `[${"[".repeat(300)}`];
        return {
          ticket:
            n % 2 === 0
              ? mint.sealed(pick(texts))
              : mint.sealed(Buffer.from(fresh().split(".")[0] ?? "", "base64url").toString(), "exam-code"),
          asked,
        };
      }
    }
  }

  /** One of the tickets that the server gives for this bank; everything in it is made due when they run out. */
  private async given(): Promise<{ ticket: string; asked: Asked }> {
    const { url, sql } = this.at;
    if (this.pool.length === 0) {
      await sql`update bank_card set due_at = entered_at where person_id = ${this.seat.personId}`;
      const form = await encoded(
        [
          ["answers", '[{"ticket":"none"}]'],
          ["want", "20"],
        ],
        false,
      );
      const heard = await send(url, "/drill/answer", { ...form, cookie: this.seat.cookies[0] });
      const { next, line } = JSON.parse(heard?.text ?? "{}") as { next: { ticket: string }[]; line: string };
      this.pool.push(...next.map(({ ticket }) => ticket));
      this.line = line;
    }
    const ticket = this.pool.pop() ?? "";
    const asked = this.seat.bank.find(({ itemId }) => itemId === itemOf(ticket));
    if (!asked) throw new Error("the server asks what is not in the bank");
    return { ticket, asked };
  }

  private async spoken(one: One, on?: Spoken): Promise<Spoken> {
    const { ticket, asked } = on ?? (await this.ticketOf(one));
    const after = one.after === null ? "" : `,"after":${spoken(one.after, asked.body)}`;
    return {
      ticket,
      asked,
      json: `{"ticket":${JSON.stringify(ticket)},"answer":${spoken(one.said, asked.body)},"ms":${spoken(one.ms, asked.body)}${after}}`,
    };
  }

  private async answers(hit: Extract<Hit, { to: "answers" }>): Promise<string> {
    const spokenOnes: Spoken[] = [];
    // The very same ticket where a batch says it several times.
    const again = hit.class === "one ticket twice in a batch";
    for (const one of hit.ones) spokenOnes.push(await this.spoken(one, again ? spokenOnes[0] : undefined));
    const fields: [string, string][] = [
      ["answers", `[${spokenOnes.map((one) => one.json).join()}]`],
      ["held", hit.held],
      ["want", hit.want],
      ["line", hit.line === "own" ? this.line : hit.line === "foreign" ? this.at.lineOf(this) : hit.line.text],
    ];
    const heard = await this.post("/drill/answer", { ...(await encoded(fields, hit.multipart)), cookie: this.seat.cookies[hit.session] });
    if (heard.status !== 200) {
      if (hit.class === "sound") throw new Error(`a sound answer got ${heard.status}`);
      return String(heard.status);
    }
    const { results } = JSON.parse(heard.text) as { results: Result[] };
    if (results.length !== hit.ones.length) throw new Error(`${hit.ones.length} answers got ${results.length} results`);
    results.forEach((result, i) => this.note(result, hit.ones[i], spokenOnes[i]?.asked));
    if (hit.class === "sound" && !results[0]?.ok) throw new Error(`a sound answer was refused: ${results[0]?.code}`);
    return results.every(({ ok }) => ok) ? "200" : results.some(({ ok }) => ok) ? "200 in part" : "200 refused";
  }

  /** Hold a result against what was said before of the same ticket. */
  private note({ ticket, ok, verdict, code }: Result, one: One | undefined, asked: Asked | undefined): void {
    if (!ok) {
      if (!code) throw new Error("a refusal without a reason");
      return;
    }
    if (one && !rightful.includes(one.source)) throw new Error(`a ticket that is ${one.source} was taken`);
    const id = attemptOf(ticket);
    const before = this.ledger.accepted.get(id);
    if (before?.verdict && !isDeepStrictEqual(before.verdict, verdict))
      throw new Error(`two verdicts on one ticket: ${JSON.stringify(before.verdict)} and ${JSON.stringify(verdict)}`);
    this.ledger.accepted.set(id, { verdict });
    if (!before && asked) this.ledger.spent.push({ ticket, asked });
  }

  private async plain({ one, values, session, class: name }: Extract<Hit, { to: "plain" }>): Promise<string> {
    const { ticket, asked } = await this.ticketOf(one);
    const fields = values ?? plainFields(asked, spoken(one.said, asked.body));
    const body = new URLSearchParams([["ticket", ticket], ...fields.map((value): [string, string] => ["answer", value])]).toString();
    const heard = await this.post("/drill", { type: "application/x-www-form-urlencoded", body, cookie: this.seat.cookies[session] });
    const taken = heard.status === 200 && />(?:Next|Finish)<\/a>/.test(heard.text);
    if (taken) {
      const id = attemptOf(ticket);
      if (!rightful.includes(one.source)) throw new Error(`a ticket that is ${one.source} was taken by the page`);
      if (!this.ledger.accepted.has(id)) this.ledger.accepted.set(id, { verdict: null });
    } else if (name === "sound, in the plain form" && answerFromForm(asked.body, fields) !== null)
      throw new Error(`the page did not take a sound answer to ${asked.body.slug}: ${heard.status}`);
    return taken ? "200" : heard.status === 200 ? "200 refused" : String(heard.status);
  }

  private async save(hit: Extract<Hit, { to: "sitting" }>): Promise<string> {
    const { sitting } = this.ledger;
    if (!sitting) throw new Error("no sitting is open");
    const asked = sitting.drawn[hit.question % sitting.drawn.length];
    if (!asked) throw new Error("a sitting without questions");
    const version = hit.question % 11 === 10 ? newId() : asked.versionId;
    const changes = hit.changes || `{${JSON.stringify(version)}:{"answer":${spoken(hit.said, asked.body)},"ms":"soon"}}`;
    const fields: [string, string][] = [
      ["intent", "save"],
      ["sittingId", hit.id === "own" ? sitting.id : hit.id === "foreign" ? this.at.strangerSitting : "x"],
      ["revision", hit.revision || String(sitting.revision)],
      ["changes", changes],
    ];
    const heard = await this.post("/learn/day-1-check/sitting/answers", { ...(await encoded(fields, true)), cookie: this.seat.cookies[0] });
    if (heard.status !== 200) return String(heard.status);
    const { landed } = JSON.parse(heard.text) as { landed: { revision: number; answers: Record<string, unknown> } };
    if (hit.id !== "own") throw new Error("answers to a sitting that is not theirs were saved");
    if (landed.revision !== sitting.revision + 1) throw new Error(`revision ${landed.revision} after ${sitting.revision}`);
    Object.assign(sitting, { revision: landed.revision, answers: landed.answers });
    return "200";
  }

  private async raw({ path, method, type, body, times, latin1 }: Extract<Hit, { to: "raw" }>): Promise<string> {
    const bytes = Buffer.from(body.repeat(times), latin1 ? "latin1" : "utf8");
    const heard = await this.post(path, { method, type, body: bytes, cookie: this.seat.cookies[0] });
    if (/"ok":true/.test(heard.text)) throw new Error("a body without a ticket was taken");
    return String(heard.status);
  }

  private async cut({ one, at }: Extract<Hit, { to: "cut" }>): Promise<string> {
    const { ticket, json } = await this.spoken(one);
    this.ledger.unsure.add(attemptOf(ticket));
    const { type, body } = await encoded([["answers", `[${json}]`]], true);
    await send(this.at.url, "/drill/answer", {
      type,
      body,
      cookie: this.seat.cookies[0],
      breakAt: Math.max(1, Math.floor(at * body.length)),
    });
    return "none";
  }

  private async door({ one, origin, cookie }: Extract<Hit, { to: "door" }>): Promise<string> {
    const { ticket, asked, json } = await this.spoken(one);
    const own = origin === "own" && cookie === "own";
    const heard = await this.post("/drill/answer", {
      ...(await encoded([["answers", `[${json}]`]], true)),
      origin: origin === "own" ? this.at.url : origin,
      cookie: cookie === "own" ? this.seat.cookies[0] : cookie === "stranger" ? this.at.stranger.cookies[0] : cookie,
    });
    const [result] = heard.status === 200 ? (JSON.parse(heard.text) as { results: Result[] }).results : [];
    if (!result?.ok) return heard.status === 200 ? "200 refused" : String(heard.status);
    if (!own) throw new Error(`taken from ${origin} with the cookie ${cookie}`);
    this.note({ ...result, ticket }, one, asked);
    return "200";
  }

  /** The same answer so many times at once; every other one says something else. Each gets the first one's verdict. */
  async storm(times: number): Promise<void> {
    const one: One = { source: "fresh", n: this.ledger.spent.length, said: { right: true }, ms: { value: 2500 }, after: null };
    const right = await this.spoken(one);
    const wrong = right.json.replace(spoken({ right: true }, right.asked.body), spoken({ right: false }, right.asked.body));
    const all = Array.from({ length: times }, async (_, i) => {
      const form = await encoded(
        [
          ["answers", `[${i % 2 === 0 ? right.json : wrong}]`],
          ["want", "0"],
        ],
        i % 3 === 0,
      );
      return this.post("/drill/answer", { ...form, cookie: this.seat.cookies[i % 2] ?? null }, wide);
    });
    for (const { status, text } of await Promise.all(all)) {
      if (status !== 200) throw new Error(`one of ${times} at once got ${status}`);
      const [result] = (JSON.parse(text) as { results: Result[] }).results;
      if (!result?.ok) throw new Error(`one of ${times} at once was refused: ${result?.code}`);
      this.note(result, one, right.asked);
    }
  }

  private async post(path: string, sent: Sent, by = agent): Promise<Heard> {
    const heard = await send(this.at.url, path, sent, by);
    if (!heard || heard.status === 0) throw new Error(`${path} said nothing`);
    if (heard.status >= 500) throw new Error(`${path} answered ${heard.status}: ${heard.text.slice(0, 300)}`);
    if (heard.status >= 400 && heard.text === "") throw new Error(`${path} answered ${heard.status} without a word`);
    return heard;
  }
}
