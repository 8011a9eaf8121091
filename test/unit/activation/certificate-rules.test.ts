import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { CODE_LENGTH, codeOf, nameAs, printedCode, readCode, revocationRefusal } from "~/activation/certificates/rules";

describe("the code of a certificate", () => {
  it("has 130 bits, in characters that nobody mistakes", () => {
    const codes = Array.from({ length: 2000 }, () => codeOf(randomBytes(CODE_LENGTH)));
    expect(new Set(codes).size).toBe(2000);
    for (const code of codes) expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
    // Every one of the 32 characters is used at every place.
    for (let at = 0; at < CODE_LENGTH; at++) expect(new Set(codes.map((c) => c[at])).size).toBe(32);
  });

  const code = "0123456789ABCDEFGHJKMNPQRS";
  it.each([
    [code],
    ["01234-56789-ABCDE-FGHJK-MNPQRS"],
    ["  01234 56789 abcde fghjk mnpqrs "],
    ["O1234-56789-ABCDE-FGHJK-MNPQRS"],
    ["oI234—56789—ABCDE—FGHJK—MNPQRS"],
    ["0l23456789ABCDEFGHJKMNPQRS"],
    ["０１２３４５６７８９ABCDEFGHJKMNPQRS"],
  ])("is read from %j", (typed) => expect(readCode(typed)).toBe(code));

  it.each([[""], ["01234"], [`${code}T`], [code.replace("S", "U")], ["../../etc/passwd"], ["0".repeat(25) + "'"]])(
    "is not read from %j",
    (typed) => expect(readCode(typed)).toBeNull(),
  );

  it("stands on paper in groups, and is read from there", () => {
    expect(printedCode(code)).toBe("01234-56789-ABCDE-FGHJK-MNPQRS");
    expect(readCode(printedCode(code))).toBe(code);
  });
});

describe("the name on a certificate", () => {
  it.each([
    ["王小明", "full", "王小明"],
    ["王小明", "initials", "王＊＊"],
    ["王明", "initials", "王＊"],
    ["欧阳修远", "initials", "欧阳＊＊"],
    ["王", "initials", "王＊"],
    ["Anna Maria Berg", "initials", "A. M. B."],
    ["jean-luc petit", "initials", "J. L. P."],
    [" Anna Berg ", "full", "Anna Berg"],
  ] as const)("%s as %s is %s", (name, naming, shown) => expect(nameAs(name, naming)).toBe(shown));
});

describe("a revocation", () => {
  const holds = { personId: "agent", revoked: false };
  const reason = "Printed with the wrong name";
  it.each([
    [holds, "manager", reason, null],
    [holds, "agent", reason, "revoke_own"],
    [holds, null, reason, "revoke_own"],
    [{ ...holds, revoked: true }, "manager", reason, "revoked_already"],
    [holds, "manager", " too short ", "reason_short"],
    [holds, "manager", "x".repeat(501), "reason_long"],
  ] as const)("%j by %s", (certificate, actor, why, refusal) => expect(revocationRefusal(certificate, actor, why)).toBe(refusal));
});
