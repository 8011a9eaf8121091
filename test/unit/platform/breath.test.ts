import { expect, it } from "vitest";
import { breather, visitorCame } from "~/platform/breath";

const work = (ms: number) => {
  for (const began = performance.now(); performance.now() - began < ms;);
};

it("long work leaves the loop to whoever waits until they have their answer, and goes on in the end though they still wait", async () => {
  const breathe = breather();
  const left = visitorCame();
  work(6);
  const order: string[] = [];
  const going = breathe().then(() => order.push("work"));
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
  order.push("answer");
  left();
  left();
  await going;
  expect(order).toEqual(["answer", "work"]);
  visitorCame();
  work(6);
  await breathe();
});
