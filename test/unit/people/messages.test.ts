import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { peopleMessages } from "~/people/messages";
import { importMessages } from "~/people/messages.import";
import { settingsMessages } from "~/people/messages.settings";

const bundles = [peopleMessages, importMessages, settingsMessages];
const known = new Set(bundles.flatMap((bundle) => Object.keys(bundle.texts.en)));
const read = (path: string) => readFileSync(`app/people/${path}`, "utf8");
const found = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].flatMap((match) => match[1] ?? []);

const sources = readdirSync("app/people", { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".ts"));
const codes = new Set([
  ...sources.flatMap((path) => found(read(path), /(?:refuse\(\s*|code: |fault: |wrong\(\s*"?\w+"?,\s*)"([a-z]+_[a-z_]+)"/g)),
  ...["rules.ts", "password.ts"].flatMap((path) => found(read(path), /(?:return|\?) "([a-z]+_[a-z_]+)"/g)),
  // In the shapes of the forms every message is a code.
  ...found(read("forms.ts"), /, "([a-z]+_[a-z_]+)"\)/g),
]);

it("finds the codes at all", () => {
  expect(codes.size).toBeGreaterThan(60);
});

it.each([...codes].sort())("has a sentence for the refusal %s", (code) => {
  expect(known.has(`refusal.${code}`) || known.has(`refusal.${code}_one`)).toBe(true);
});
