import { afterEach, beforeEach, expect, vi } from "vitest";

const heard: unknown[][] = [];

beforeEach(() => {
  heard.length = 0;
  vi.spyOn(console, "error").mockImplementation((...said: unknown[]) => void heard.push(said));
});

// A test that makes the code complain on the console has found something, even when its own expectations hold.
afterEach(() => {
  expect(heard, "console.error was called").toEqual([]);
});
