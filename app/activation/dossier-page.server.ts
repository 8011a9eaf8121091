import { versionById } from "~/curriculum/queries.server";
import { readSetting } from "~/people/settings.server";
import { pick } from "~/platform/locale";
import type { Reader } from "~/platform/database.server";
import { showScore } from "~/platform/decimal";
import { isDossier } from "./dossier";
import { type Details, dossierDetails } from "./dossier-details.server";
import { type DossierReader, overrideFacts, piecesOf } from "./dossier-pieces";
import type { EvidenceKind } from "./requirement";
import { sealedDecision, verifySealed } from "./verify.server";

/** What a requirement of a dossier is at least, whatever the form it was stored in. */
type StoredRequirement = {
  id: string;
  progress?: { done: number; of: number };
  evidence?: { kind: EvidenceKind; id: string; at: string }[];
  override?: { id: string } | null;
};

/**
 * A decision a year later: who, which gate, under which policy, every requirement with what stood behind it, and whether all of it is as it was; verified as the page is
 * opened. Null when the person has no such decision. Five statements.
 */
export async function dossierPage(db: Reader, personId: string, decisionId: string, reader: DossierReader) {
  const decision = await sealedDecision(db, decisionId);
  if (!decision || decision.personId !== personId) return null;
  const stored = decision.dossier;
  const head = { ...decision, rows: isDossier(stored) ? stored.rows : [] };
  const [verdict, details, shop] = await Promise.all([verifySealed(db, decision), dossierDetails(db, head), readSetting(db, "shop_name")]);
  const sheets = await Promise.all(details.gradings.map((g) => sheetOf(db, g, reader)));
  const itemTitles = new Map(sheets.flatMap((s) => s.areas.flatMap((a) => a.items.map((i) => [i.slug, i.title]))));
  const requirements = ((stored as { requirements?: StoredRequirement[] }).requirements ?? []).map((r) => ({
    id: r.id,
    progress: r.progress ?? null,
    evidence: (r.evidence ?? []).map((e) => ({
      ...{ kind: e.kind, id: e.id, at: e.at },
      // The sheets behind a result stand under the checklist: that nothing of it was disputed needs the result alone.
      pieces: (r.id === "no_open_dispute"
        ? piecesOf(e, details, personId, reader).slice(0, 1)
        : piecesOf(e, details, personId, reader)
      ).map((piece) => ({
        ...piece,
        facts: piece.facts.map((f) => (f.item === undefined ? f : { ...f, item: itemTitles.get(f.item) ?? f.item })),
      })),
    })),
    override: r.override ? overrideFacts(details, r.override.id) : [],
  }));
  return {
    shop,
    person: { id: personId, name: details.personName },
    decision: {
      id: decisionId,
      gate: decision.gate,
      number: decision.number,
      by: details.decidedByName,
      at: decision.decidedAt,
      policyVersion: details.policy?.version ?? null,
      singleExaminer: decision.singleExaminer,
    },
    requirements,
    sheets,
    seal: {
      digest: verdict.digest,
      rows: verdict.rows,
      old: verdict.old,
      state: verdict.state,
      findings: verdict.findings.slice(0, SHOWN),
      more: Math.max(0, verdict.findings.length - SHOWN),
    },
  };
}

/** So many findings are named on the page; the command names all of them. */
const SHOWN = 20;

/** A sheet of the checklist as it was graded: areas with their shares, items with grade, what that grade means, and remark. */
async function sheetOf(db: Reader, grading: Details["gradings"][number], { locale }: DossierReader) {
  const version = await versionById(db, grading.versionId, "checklist");
  const graded = new Map(grading.items.map((i) => [i.item, i]));
  return {
    id: grading.id,
    areas: (version?.body.areas ?? []).map((area) => ({
      slug: area.slug,
      title: pick(area.title, locale),
      weight: area.weight,
      percent: showScore(grading.areas.find((a) => a.slug === area.slug)?.percent ?? "0"),
      items: area.items.flatMap((item) => {
        const given = graded.get(item.slug);
        return given
          ? [
              {
                slug: item.slug,
                title: pick(item.title, locale),
                critical: item.critical,
                grade: given.grade,
                means: pick(item.descriptors[given.grade] ?? item.title, locale),
                remark: given.remark,
                photos: given.photos,
              },
            ]
          : [];
      }),
    })),
  };
}

export type DossierPage = NonNullable<Awaited<ReturnType<typeof dossierPage>>>;
