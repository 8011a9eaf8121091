import { describe, expect, it } from "vitest";
import { applyChanges, type Changes } from "~/probation/draft";
import type { Entries } from "~/probation/rules";
import { type Answer, createDraftKeeper, type KeeperWorld } from "~/probation/ui/draft-keeper";

/** A server that keeps one draft, devices that share it, and a clock that is wound by hand. */
function world() {
  let entries: Entries = {};
  let revision = 0;
  let reachable = true;
  const sent: Record<string, string | Blob>[] = [];
  const answer = (fields: Record<string, string | Blob>): Answer => {
    if (fields.intent !== "save") {
      const slug = String(fields.item);
      entries = { ...entries, [slug]: { ...entries[slug], fileIds: fields.intent === "add_picture" ? ["picture"] : [] } };
      revision++;
      return { state: { saved: true, revision, entries } };
    }
    if (Number(fields.revision) !== revision) return { state: { saved: false, revision, entries } };
    entries = applyChanges(entries, JSON.parse(String(fields.changes)) as Changes);
    revision++;
    return { state: { saved: true, revision, entries } };
  };
  return {
    sent,
    entries: () => entries,
    cut: () => void (reachable = false),
    mend: () => void (reachable = true),
    device() {
      let kept: ReturnType<KeeperWorld["load"]> = null;
      const timers = new Set<() => void>();
      const make = () =>
        createDraftKeeper(
          { entries, revision },
          {
            send: async (fields) => {
              sent.push(fields);
              return reachable ? answer(fields) : { lost: "offline" };
            },
            load: () => kept,
            store: (value) => void (kept = value && structuredClone(value)),
            after: (_, run) => {
              timers.add(run);
              return () => void timers.delete(run);
            },
          },
        );
      const keeper = make();
      return {
        keeper,
        kept: () => kept,
        reload: make,
        /** Let every waiting timer run, and those that they set. */
        async settle() {
          for (let round = 0; round < 5; round++) {
            const due = [...timers];
            timers.clear();
            for (const run of due) run();
            await new Promise((resolve) => setImmediate(resolve));
          }
        },
      };
    },
  };
}

describe("the draft keeper", () => {
  it("sends what was changed, several changes at once, and then is saved", async () => {
    const shared = world();
    const { keeper, settle, kept } = shared.device();
    keeper.change("a", { grade: 2 });
    keeper.change("a", { remark: "slow" });
    keeper.change("b", { grade: 4 });
    expect(keeper.view()).toMatchObject({ status: "pending", entries: { a: { grade: 2, remark: "slow" }, b: { grade: 4 } } });
    expect(kept()).not.toBeNull();
    await settle();
    expect(shared.sent).toHaveLength(1);
    expect(keeper.view()).toMatchObject({ status: "saved", revision: 1 });
    expect(shared.entries()).toEqual({ a: { grade: 2, remark: "slow" }, b: { grade: 4 } });
    expect(kept()).toBeNull();
  });

  it("keeps what is typed while a save is under way, and sends it after", async () => {
    const shared = world();
    const { keeper, settle } = shared.device();
    keeper.change("a", { grade: 2 });
    const saving = keeper.save();
    keeper.change("a", { grade: 3 });
    expect(keeper.view().status).toBe("saving");
    await saving;
    expect(keeper.view()).toMatchObject({ status: "pending", entries: { a: { grade: 3 } } });
    await settle();
    expect(shared.entries()).toEqual({ a: { grade: 3 } });
  });

  it("keeps everything without a network and sends it when that is back", async () => {
    const shared = world();
    const { keeper, settle, kept } = shared.device();
    shared.cut();
    keeper.change("a", { grade: 1 });
    await keeper.save();
    expect(keeper.view()).toMatchObject({ status: "offline", entries: { a: { grade: 1 } } });
    expect(kept()).toMatchObject({ mine: { a: { grade: 1 } } });
    shared.mend();
    await settle();
    expect(keeper.view().status).toBe("saved");
    expect(shared.entries()).toEqual({ a: { grade: 1 } });
  });

  it("takes up after a reload what had not been sent", async () => {
    const shared = world();
    const { keeper, reload, settle } = shared.device();
    shared.cut();
    keeper.change("a", { remark: "half a sent" });
    await keeper.save();
    keeper.stop();
    shared.mend();
    const again = reload();
    expect(again.view().entries).toEqual({});
    again.resume();
    expect(again.view()).toMatchObject({ status: "pending", entries: { a: { remark: "half a sent" } } });
    await settle();
    expect(shared.entries()).toEqual({ a: { remark: "half a sent" } });
  });

  it("takes over another device's newer entries and keeps its own of other items", async () => {
    const shared = world();
    const [phone, desk] = [shared.device(), shared.device()];
    phone.keeper.change("a", { grade: 4 });
    phone.keeper.change("b", { grade: 4 });
    await phone.settle();
    desk.keeper.change("a", { grade: 0 });
    desk.keeper.change("c", { grade: 3 });
    await desk.settle();
    expect(desk.keeper.view()).toMatchObject({
      status: "saved",
      overtaken: ["a"],
      entries: { a: { grade: 4 }, b: { grade: 4 }, c: { grade: 3 } },
    });
    expect(shared.entries()).toEqual({ a: { grade: 4 }, b: { grade: 4 }, c: { grade: 3 } });
    desk.keeper.change("a", { grade: 1 });
    await desk.settle();
    expect(desk.keeper.view()).toMatchObject({ overtaken: [], entries: { a: { grade: 1 } } });
    expect(shared.entries().a).toEqual({ grade: 1 });
  });

  it("adds a picture beside unsent words without losing them", async () => {
    const shared = world();
    const { keeper, settle } = shared.device();
    keeper.change("a", { remark: "see the seam" });
    expect(await keeper.addPicture("a", new Blob(["x"]), "id")).toBe(true);
    expect(keeper.view().entries.a).toEqual({ remark: "see the seam", fileIds: ["picture"] });
    await settle();
    expect(shared.entries().a).toEqual({ remark: "see the seam", fileIds: ["picture"] });
    await keeper.removePicture("a", "picture");
    expect(keeper.view().entries.a).toEqual({ remark: "see the seam", fileIds: [] });
  });

  it("does not send anything by itself after a refusal", async () => {
    const sent: unknown[] = [];
    const keeper = createDraftKeeper(
      { entries: {}, revision: 0 },
      {
        send: async (f) => (sent.push(f), { refusals: [{ code: "already_submitted" }] }),
        load: () => null,
        store: () => {},
        after: () => () => {},
      },
    );
    keeper.change("a", { grade: 1 });
    await keeper.save();
    expect(keeper.view()).toMatchObject({ status: "refused", refusals: [{ code: "already_submitted" }] });
    expect(sent).toHaveLength(1);
  });
});
