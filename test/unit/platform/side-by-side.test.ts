import { describe, expect, it } from "vitest";
import { sideBySide } from "~/platform/side-by-side";

const later = () => {
  let settle: (value: number) => void = () => undefined;
  const promise = new Promise<number>((resolve) => (settle = resolve));
  return { promise, settle };
};

describe("work that is done side by side", () => {
  it("is ended in the order in which it was begun, whichever is ready first", async () => {
    const [one, two] = [later(), later()];
    const ended: number[] = [];
    const end = (value: number) => Promise.resolve(void ended.push(value));
    const work = sideBySide<number>(3);
    await work.add(one.promise, end);
    await work.add(two.promise, end);
    two.settle(2);
    await Promise.resolve();
    expect(ended).toEqual([]);
    one.settle(1);
    await work.done();
    expect(ended).toEqual([1, 2]);
  });

  it("takes no more than there is room for", async () => {
    const [one, two] = [later(), later()];
    const work = sideBySide<number>(2);
    await work.add(one.promise, () => Promise.resolve());
    let isTaken = false;
    const added = work.add(two.promise, () => Promise.resolve()).then(() => (isTaken = true));
    await new Promise((resolve) => void setImmediate(resolve));
    expect(isTaken).toBe(false);
    one.settle(1);
    await added;
    two.settle(2);
    await work.done();
  });

  it("ends nothing more after a failure, and says it", async () => {
    const work = sideBySide<number>(5);
    const ended: number[] = [];
    await work.add(Promise.reject(new Error("it broke")), (value) => Promise.resolve(void ended.push(value)));
    await work.add(Promise.resolve(2), (value) => Promise.resolve(void ended.push(value)));
    await expect(work.done()).rejects.toThrow("it broke");
    expect(ended).toEqual([]);
  });
});
