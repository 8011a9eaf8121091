import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { connect } from "@db/client";
import { startEmbedded } from "@db/embedded";
import { migrate } from "@db/migrate";
import { beginItem, editingOf, type ItemKey, saveDraft } from "~/curriculum/drafts.server";
import { loadPacks } from "~/curriculum/load-packs.server";
import { historyOf, setArchived } from "~/curriculum/publish.server";
import { orderImport, stageSheet } from "~/curriculum/sheet-import.server";
import { runImport } from "~/curriculum/sheet-run.server";
import { publish, undoPublication } from "~/library/publication.server";
import { publishPage } from "~/library/publish-page.server";
import { type Db, setDb } from "~/platform/database.server";
import { newId } from "~/platform/ids";
import type { WriteContext } from "~/platform/write.server";
import { factories } from "@test/factories";
import { bag, csv } from "@test/integration/curriculum/catalogue";
import type { Figure } from "./run";

const NOW = new Date("2026-03-02T01:00:00.000Z");
const TODAY = "2026-03-02";
/** How many products a shop has imported. */
const SIZES = [0, 500, 1000];
/** A lesson on which a sixth of the questions made from products rests, and a term, which every text is held against. */
const LESSON: ItemKey = { kind: "lesson", slug: "from-shelf-to-chat" };
const TERM: ItemKey = { kind: "term", slug: "bench-term" };

/** Comparing, publishing, undoing and archiving beside a catalogue: the time of each, and the longest that the event loop stood still. */
export async function publishing(tell: (line: string) => void): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), "deskready-bench-"));
  chmodSync(folder, 0o711);
  const server = await startEmbedded(folder, { info: () => undefined, warn: tell });
  try {
    const figures: Figure[] = [];
    for (const size of SIZES) {
      const name = `products${size}`;
      await server.ensureDatabase(name);
      await migrate(server.urlFor(name, "owner"));
      let statements = 0;
      const { db, close } = connect(server.urlFor(name, "app"), { max: 2, onStatement: () => void statements++ });
      const owner = connect(server.urlFor(name, "owner"), { max: 1 });
      setDb(db);
      await loadPacks(db, "content", NOW);
      const { id } = await factories(owner.db).person({ name: "Bench", roles: ["content_owner"] });
      const ctx = (): WriteContext => ({ db, actorId: id, now: NOW, requestId: "bench", submissionId: newId() });
      if (size > 0) await imported(db, ctx(), size);
      const timed = async (what: string, work: () => Promise<unknown>) => {
        figures.push(await stretch(`${what}, ${size}`, work, () => statements, tell));
      };
      await steps(db, ctx, timed);
      await owner.close();
      await close();
    }
    return figures;
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function imported(db: Db, ctx: WriteContext, count: number): Promise<void> {
  const staged = await stageSheet(ctx, csv(Array.from({ length: count }, (_, i) => bag(i))), null);
  if (!staged.ok) throw new Error(JSON.stringify(staged.refusals));
  const { importId } = staged.value;
  const ordered = await orderImport({ ...ctx, submissionId: newId() }, importId);
  if (!ordered.ok) throw new Error(JSON.stringify(ordered.refusals));
  await runImport(db, importId, NOW);
}

async function steps(db: Db, ctx: () => WriteContext, timed: (what: string, work: () => Promise<unknown>) => Promise<void>) {
  const { kind, slug } = LESSON;
  const found = await editingOf(db, LESSON);
  const body = { ...found?.item?.body, summary: { "zh-CN": "改过的摘要。", en: "Another summary." } };
  await sure(saveDraft(ctx(), LESSON, { revision: 0, baseVersionId: found?.item?.versionId ?? null, body, madeFrom: null }));
  await timed("compare, cold", () => publishPage(db, LESSON, [], "zh-CN"));
  await timed("compare", () => publishPage(db, LESSON, [], "zh-CN"));
  const input = { note: "why it changed", material: true };
  await timed("publish", () => sure(publish(ctx(), { ...input, items: [{ kind, slug, revision: 1 }] }, TODAY)));
  const [last] = await historyOf(db, LESSON);
  await timed("undo", () => sure(undoPublication(ctx(), LESSON, last?.id ?? "", "it was wrong", TODAY)));
  const term = {
    slug: TERM.slug,
    group: "superlative",
    words: { "zh-CN": ["世间少有"], en: ["beyond all compare"] },
    platforms: ["taobao", "tmall", "jd"],
    severity: "block",
    reason: { "zh-CN": "绝对化用语", en: "A superlative" },
    instead: { "zh-CN": "说事实", en: "Say a fact" },
    allowed_in: [],
  };
  await sure(beginItem(ctx(), TERM, term));
  await timed("compare a term", () => publishPage(db, TERM, [], "zh-CN"));
  await timed("publish a term", () => sure(publish(ctx(), { ...input, items: [{ ...TERM, revision: 1 }] }, TODAY)));
  await timed("archive a term", () => sure(setArchived(ctx(), TERM, true, "not needed")));
  await timed("restore a term", () => sure(setArchived(ctx(), TERM, false, "needed again")));
}

async function sure(outcome: Promise<{ ok: boolean; refusals?: unknown }>): Promise<void> {
  const { ok, refusals } = await outcome;
  if (!ok) throw new Error(JSON.stringify(refusals));
}

/** One piece of work: how long it took, and the longest that anybody else waited for a turn. */
async function stretch(
  name: string,
  work: () => Promise<unknown>,
  statements: () => number,
  tell: (line: string) => void,
): Promise<Figure> {
  await new Promise((resolve) => setTimeout(resolve, 50));
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const [cpu, sql, began] = [process.cpuUsage(), statements(), performance.now()];
  await work();
  const ms = performance.now() - began;
  await new Promise((resolve) => setTimeout(resolve, 5));
  delay.disable();
  const { user, system } = process.cpuUsage(cpu);
  tell(`${name.padEnd(24)} ${ms.toFixed(0).padStart(6)} ms, longest stretch ${(delay.max / 1e6).toFixed(0).padStart(6)} ms`);
  const cpuMsPerOp = (user + system) / 1000;
  return {
    ...{ name, clients: 1, perSecond: 1000 / ms, p50Ms: ms, p95Ms: ms },
    ...{ cpuMsPerOp, sqlPerOp: statements() - sql, peakMb: process.memoryUsage().rss / 1e6 },
  };
}
