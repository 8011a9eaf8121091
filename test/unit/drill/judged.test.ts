import { describe, expect, it } from "vitest";
import { cellOf, summaryOfAgreement } from "~/drill/agreement";
import { grades, guessedRight, parseGrade, worthOf } from "~/drill/judged";

describe("a person's grade", () => {
  it.each([
    [0, "0", false],
    [1, "0.25", false],
    [2, "0.5", false],
    [3, "0.75", true],
    [4, "1", true],
  ] as const)("%d is worth %s, right: %s", (grade, share, correct) => {
    expect(worthOf(grade)).toEqual({ share, correct });
  });

  it.each([
    ["0", 0],
    ["4", 4],
    ["5", null],
    ["-1", null],
    ["", null],
    ["2.5", null],
    [" 3", null],
    ["３", null],
    ["__proto__", null],
  ] as const)("reads %j as %j", (text, grade) => {
    expect(parseGrade(text)).toBe(grade);
  });

  it("and the machine's guess mean the same by right", () => {
    for (const grade of grades) expect(guessedRight(worthOf(grade).share)).toBe(worthOf(grade).correct);
    expect(guessedRight("0.749999999999")).toBe(false);
  });
});

describe("agreement of machine and person", () => {
  const of = (bothRight: number, machineRight: number, personRight: number, bothWrong: number) =>
    summaryOfAgreement({ bothRight, machineRight, personRight, bothWrong });

  it("says nothing of nothing", () => {
    expect(of(0, 0, 0, 0)).toEqual({ graded: 0, agreed: null, kappa: null });
  });

  it("gives no kappa below twenty", () => {
    expect(of(10, 4, 0, 5)).toMatchObject({ graded: 19, kappa: null });
    expect(of(10, 4, 1, 5).kappa).not.toBeNull();
  });

  // The example that everybody takes: 20 yes/yes, 5 yes/no, 10 no/yes, 15 no/no gives 0.4.
  it("is Cohen's", () => {
    const { agreed, kappa } = of(20, 5, 10, 15);
    expect(agreed).toBe(0.7);
    expect(kappa).toBeCloseTo(0.4, 10);
  });

  it("is 1 when both always agree, 0 by chance, below 0 when they contradict", () => {
    expect(of(10, 0, 0, 10).kappa).toBe(1);
    expect(of(5, 5, 5, 5).kappa).toBe(0);
    expect(of(0, 10, 10, 0).kappa).toBe(-1);
    expect(of(20, 0, 0, 0)).toEqual({ graded: 20, agreed: 1, kappa: null });
  });

  it.each([
    [true, true, "bothRight"],
    [true, false, "machineRight"],
    [false, true, "personRight"],
    [false, false, "bothWrong"],
  ] as const)("guess %s and person %s: %s", (guess, correct, cell) => {
    expect(cellOf(guess, correct)).toBe(cell);
  });
});
