import { describe, expect, it } from "vitest";
import { sentenceFor } from "~/processes/failure";
import { checkNode } from "~/processes/upkeep.mjs";

describe("the Node that Deskready runs on", () => {
  it.each(["20.19.0", "20.20.2", "22.1.0", "24.0.0"])("may be %s", (version) => {
    expect(() => checkNode(version)).not.toThrow();
  });

  it.each(["18.20.4", "20.18.3", "16.0.0"])("may not be %s, and the sentence says which", (version) => {
    expect(() => checkNode(version)).toThrow(`Deskready needs Node 20.19 or newer, and this is ${version}`);
  });
});

describe("what keeps it from starting", () => {
  const coded = (code: string, message: string) => Object.assign(new Error(message), { code });

  it.each([
    [
      "a database that is not there",
      coded("ECONNREFUSED", "connect ECONNREFUSED 127.0.0.1:1"),
      "The database does not answer (connect ECONNREFUSED 127.0.0.1:1)",
    ],
    ["a wrong password", coded("28P01", "password authentication failed"), "The database refuses the password"],
    ["a missing database", coded("3D000", 'database "x" does not exist'), 'The database is not there (database "x" does not exist)'],
    ["a port that is taken", coded("EADDRINUSE", "listen EADDRINUSE"), "The port is taken by another program"],
    ["the cause behind another error", new Error("outer", { cause: coded("ENOSPC", "no space") }), "The disk is full."],
    ["several errors at once", new AggregateError([coded("ECONNREFUSED", "first")], "all failed"), "The database does not answer (first)"],
    [
      "a migration",
      new Error("Failed query: create table", { cause: new Error('relation "a" exists') }),
      'could not be brought to this release: relation "a" exists',
    ],
    ["anything else", new Error("odd"), "Deskready cannot go on: odd"],
    ["what is no error", null, "Deskready cannot go on."],
  ])("is told in one sentence: %s", (_, error, sentence) => {
    expect(sentenceFor(error)).toContain(sentence);
    expect(sentenceFor(error)).not.toContain("\n");
  });
});
