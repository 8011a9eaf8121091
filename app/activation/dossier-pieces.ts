import { sayMonth } from "~/conduct/months";
import { showScore } from "~/platform/decimal";
import { type Locale, pick } from "~/platform/locale";
import type { Details, Named } from "./dossier-details.server";
import type { EvidenceKind } from "./requirement";

/** One thing that was found out about a piece of evidence: a text `fact.<code>` with what stands in it. */
export type Fact = {
  code:
    | "done"
    | "handed_in"
    | "photos"
    | "photos_erased"
    | "accepted"
    | "returned"
    | "sat"
    | "code"
    | "passed"
    | "failed"
    | "regraded"
    | "ruled_kept"
    | "ruled_changed"
    | "ruled_alone"
    | "appealed"
    | "answers"
    | "graded_by_hand"
    | "focus"
    | "extra"
    | "fluent"
    | "drills"
    | "signed"
    | "chatted"
    | "machine"
    | "person"
    | "prepared"
    | "approved"
    | "script_returned"
    | "graded"
    | "single"
    | "reconciled"
    | "conduct_entries"
    | "opened"
    | "override";
  name?: string;
  at?: string;
  until?: string;
  n?: number;
  of?: number;
  score?: string;
  /** An item of the checklist, by its title once it is known. */
  item?: string;
  /** In somebody's own words. */
  text?: string;
};

/** A piece of evidence as its reader sees it. */
export type Piece = { id: string; title: string; version: number | null; facts: Fact[]; to: string | null; sheet: string | null };

/** Who reads, and where they may go on to. */
export type DossierReader = { locale: Locale; self: boolean; seesTraining: boolean; seesProbation: boolean };

/** The pieces behind one named row of evidence, in order of time; a kind that has none of its own shows only when it came about. */
export function piecesOf(evidence: { kind: EvidenceKind; id: string }, details: Details, personId: string, reader: DossierReader): Piece[] {
  const piece = (id: string, named: Named, slug: string, facts: (Fact | false)[], more: Partial<Piece> = {}): Piece => ({
    ...{ id, title: (named?.title && pick(named.title, reader.locale)) ?? slug, version: named?.version ?? null },
    ...{ facts: facts.filter((f) => f !== false), to: null, sheet: null, ...more },
  });
  const sittings = (wanted: (s: Details["sittings"][number]) => boolean) =>
    details.sittings.filter(wanted).map((s) => piece(s.id, s.named, s.slug, sittingFacts(s), { to: sittingAt(s, personId, reader) }));

  switch (evidence.kind) {
    case "enrolment":
      return [
        ...details.lessons.map((l) => piece(l.slug, l.named, l.slug, [{ code: "done", at: l.doneAt }])),
        ...sittings((s) => s.role === "quiz"),
      ];
    case "signoff": {
      const slug = details.practicals.find((p) => p.signoff?.id === evidence.id)?.slug;
      return details.practicals.filter((p) => p.slug === slug).map((p) => piece(p.id, p.named, p.slug, practicalFacts(p)));
    }
    case "sitting_result": {
      const slug = details.sittings.find((s) => s.results.some((r) => r.id === evidence.id))?.slug;
      const extras = details.extras.filter((x) => x.slug === slug);
      return [
        ...sittings((s) => s.slug === slug),
        ...extras.map((x) => piece(x.at, null, x.slug, [{ code: "extra", name: x.by, at: x.at, text: x.reason }])),
      ];
    }
    case "acknowledgement":
      return details.acknowledgements
        .filter((k) => k.id === evidence.id)
        .map((k) => piece(k.id, k.named, "", [{ code: "signed", name: k.typedName, at: k.at }]));
    case "bank_certificate":
      return details.certificates
        .filter((c) => c.id === evidence.id)
        .map((c) =>
          piece(c.id, null, "", [
            { code: "fluent", n: c.questions, at: c.at },
            { code: "drills", n: details.drills },
          ]),
        );
    case "simulation_result":
      return details.chats
        .filter((c) => c.results.some((r) => r.id === evidence.id))
        .map((c) =>
          piece(c.runId, c.named, "", chatFacts(c), {
            to: reader.self || reader.seesTraining ? `/simulator/runs/${c.runId}/debrief` : null,
          }),
        );
    case "script_review": {
      const [first] = details.scripts.filter((s) => s.review);
      // The prepared messages are evidence of the same requirement and have no review of their own: they stand once, behind the first.
      const also = (s: Details["scripts"][number]) => first?.review?.id === evidence.id && s.review === null;
      return details.scripts
        .filter((s) => s.review?.id === evidence.id || also(s))
        .map((s) => piece(s.draftId, null, s.title, scriptFacts(s)));
    }
    case "checklist_result":
      return checklistPieces(evidence.id, details, piece, (gradingId) =>
        reader.self || reader.seesProbation ? `/probation/${personId}/result/${gradingId}` : null,
      );
    case "conduct_month":
      return details.conduct
        .filter((c) => c.id === evidence.id)
        .map((c) => piece(c.id, null, sayMonth(c.month, reader.locale), [{ code: "conduct_entries", n: c.entries }]));
    case "gate_decision":
      return details.decisions
        .filter((d) => d.id === evidence.id)
        .map((d) => piece(d.id, null, "", [{ code: "opened", name: d.by, at: d.at }], { to: `/gate/${personId}/dossier/${d.id}` }));
    case "override":
      return [];
  }
}

type NewPiece = (id: string, named: Named, slug: string, facts: (Fact | false)[], more?: Partial<Piece>) => Piece;

/** What counted of an attempt, then each grading behind it with its sheet. */
function checklistPieces(id: string, details: Details, piece: NewPiece, to: (gradingId: string) => string | null): Piece[] {
  return details.checklists
    .filter((c) => c.id === id)
    .flatMap((c) => [
      piece(c.id, c.named, "", [
        { code: c.passed ? "passed" : "failed", score: showScore(c.total), at: c.at },
        ...c.reconciled.map((r): Fact => ({ code: "reconciled", name: c.reconciledBy ?? "", n: r.grade, item: r.item, text: r.reason })),
        ...c.ruled.map((r): Fact => ({
          ...{ code: r.grade === null ? "ruled_kept" : "ruled_changed", name: r.by, item: r.item, text: r.reason },
          ...(r.grade === null ? {} : { n: r.grade }),
        })),
        ...c.ruled.slice(0, 1).map((r): Fact | false => r.alone && { code: "ruled_alone", name: r.by }),
        c.single && { code: "single" },
      ]),
      ...details.gradings
        .filter((g) => g.gradingId === c.firstGradingId || g.gradingId === c.secondGradingId)
        .map((g) => piece(g.id, g.named, "", gradingFacts(g), { sheet: g.id, to: to(g.gradingId) })),
    ]);
}

/** The piece of an override: who gave it, from when until when, and why. */
export function overrideFacts(details: Details, id: string): Fact[] {
  return details.overrides
    .filter((o) => o.id === id)
    .map((o) => ({ code: "override", name: o.by, at: o.at, until: o.until, text: o.reason }));
}

function practicalFacts(p: Details["practicals"][number]): (Fact | false)[] {
  const { signoff } = p;
  return [
    { code: "handed_in", n: p.attempt, at: p.at, text: p.note },
    p.photos > 0 && { code: "photos", n: p.photos },
    p.erased > 0 && { code: "photos_erased", n: p.erased },
    signoff !== null && { code: signoff.decision, name: signoff.by, at: signoff.at, text: signoff.remark },
  ];
}

function sittingFacts(s: Details["sittings"][number]): (Fact | false)[] {
  return [
    { code: "sat", n: s.attempt, at: s.startedAt, until: s.submittedAt },
    s.code !== null && { code: "code", name: s.code.by, at: s.code.at },
    s.answers.of > 0 && { code: "answers", n: s.answers.right, of: s.answers.of },
    s.answers.graded > 0 && { code: "graded_by_hand", n: s.answers.graded },
    s.focusLosses > 0 && { code: "focus", n: s.focusLosses },
    ...s.results.flatMap((r): (Fact | false)[] => [
      r.cause === "grading" && { code: "regraded", at: r.at },
      r.appeal !== null && { code: "appealed", name: r.appeal.by, at: r.appeal.at, text: r.appeal.remark },
      { code: r.passed ? "passed" : "failed", score: showScore(r.score), at: r.at },
    ]),
  ];
}

function sittingAt(s: Details["sittings"][number], personId: string, reader: DossierReader): string | null {
  if (reader.self) return `/learn/${s.slug}/result/${s.id}`;
  return reader.seesTraining ? `/training/${personId}/result/${s.id}` : null;
}

function chatFacts(c: Details["chats"][number]): Fact[] {
  return [
    { code: "chatted", n: c.messages, at: c.at },
    ...c.results.flatMap((r): Fact[] => [
      r.cause === "machine" ? { code: "machine", at: r.at } : { code: "person", name: r.by ?? "", at: r.at, text: r.remark },
      { code: r.passed ? "passed" : "failed", score: showScore(r.total), at: r.at },
    ]),
  ];
}

function scriptFacts(s: Details["scripts"][number]): (Fact | false)[] {
  const { review } = s;
  return [
    s.prepared !== null && { code: "prepared", n: s.prepared },
    { code: "handed_in", n: s.version, at: s.at },
    review !== null && {
      code: review.decision === "approved" ? "approved" : "script_returned",
      name: review.by,
      at: review.at,
      text: review.remark,
    },
  ];
}

function gradingFacts(g: Details["gradings"][number]): (Fact | false)[] {
  return [
    { code: "graded", name: g.by, n: g.attempt, at: g.startedAt, until: g.at },
    { code: g.passed ? "passed" : "failed", score: showScore(g.total), at: g.at },
    g.single && { code: "single" },
  ];
}
