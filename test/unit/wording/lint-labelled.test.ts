import { describe, expect, it } from "vitest";
import { figures, judge, messagesOf, termsOfPack } from "@test/labelled/judge";

/**
 * The linter against messages that were labelled apart from it. The open files are looked at while it is tuned, the sealed ones never: their figures count.
 * Each part has the least that it reached; what it is to reach is 0.97. What each part gave before anybody looked at it: third 0.79 of precision and 0.85 of recall, fourth 0.96
 * and 0.80, fifth (mostly prices) 0.94 and 0.78, sealed 0.91 and 0.96, last 0.98 and 0.97, fresh 0.93 and 0.97, seventh 0.93 and 0.98, eighth 0.93 and 0.98. All of them were opened
 * then, for their misses teach something. "final" and "ninth" were never looked at. In the parts from "fresh" on nearly every clean message holds a word of the list: they say how
 * the linter does where it is hardest. The reader (docs/decisions/031) learned from all that are opened, so that only the sealed ones say how it reads what is new: there it gave
 * 0.970 of precision and 0.982 of recall ("final"), 0.993 and 0.980 ("ninth"). Two more were written after that reader and read once: "tenth", in which words
 * of the list are mostly punned on, 0.89 and 0.93, since opened and learned from; "eleventh" 0.978 and 0.978, sealed. A last one was read by the reader of today: "twelfth" 1.000
 * and 0.960, since opened. When disguises had been measured way by way, two more were read at once: "thirteenth" 0.979 and 0.953, "fourteenth" 0.987 and 0.993; both are sealed. One part
 * has some 150 labels, so that chance alone moves it by two hundredths: what counts is all that is sealed, together. Parts from "final" on were labelled twice, apart from each other and from the linter.
 * A label is found when a finding of its kind (and group) meets its words; a finding that meets no label is a false alarm.
 */

const terms = await termsOfPack();

/** Parts whose messages nobody who tunes the linter reads. */
const SEALED = new Set(["final", "ninth", "eleventh", "thirteenth", "fourteenth"]);

describe("the linter on labelled messages", () => {
  it.each([
    ["open", 0.99, 0.99],
    ["more", 0.99, 0.99],
    ["third", 0.99, 0.99],
    ["fourth", 0.99, 0.99],
    ["fifth", 0.99, 0.97],
    ["sealed", 0.98, 0.97],
    ["final", 0.97, 0.97],
    ["last", 0.99, 0.99],
    ["fresh", 0.99, 0.99],
    ["seventh", 0.99, 0.99],
    ["eighth", 0.97, 0.97],
    ["ninth", 0.97, 0.97],
    ["tenth", 0.99, 0.96],
    ["eleventh", 0.97, 0.97],
    ["twelfth", 0.99, 0.99],
    ["thirteenth", 0.97, 0.95],
    ["fourteenth", 0.98, 0.97],
  ])(
    "%s: a precision of %d and a recall of %d at least",
    (part, leastPrecision, leastRecall) => {
      const messages = (["zh", "en"] as const).flatMap((language) => messagesOf(language, part));
      const { precision, recall, right, missed, wrong } = figures(messages, terms);
      if (!SEALED.has(part))
        for (const message of messages) {
          const { told } = judge(message, terms);
          if (told.length > 0 && process.env.TELL) process.stdout.write(`${message.id} ${message.text}\n    ${told.join("\n    ")}\n`);
        }
      process.stdout.write(
        `${part}: ${messages.length} messages, ${right} labels found, ${missed} missed, ${wrong} false alarms: precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}\n`,
      );
      expect(precision).toBeGreaterThanOrEqual(leastPrecision);
      expect(recall).toBeGreaterThanOrEqual(leastRecall);
    },
    30_000,
  );

  it("reaches 0.97 of both on the 1 270 messages that nobody who tunes it has seen", () => {
    const messages = [...SEALED].flatMap((part) => (["zh", "en"] as const).flatMap((language) => messagesOf(language, part)));
    const { precision, recall } = figures(messages, terms);
    process.stdout.write(
      `all that is sealed: ${messages.length} messages: precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}\n`,
    );
    expect(messages.length).toBeGreaterThanOrEqual(400);
    expect(precision).toBeGreaterThanOrEqual(0.97);
    expect(recall).toBeGreaterThanOrEqual(0.97);
  }, 60_000);

  it("are 400 at least, half of them clean, and each label names what stands in its text", () => {
    const messages = [
      "open",
      "more",
      "third",
      "fourth",
      "fifth",
      "sealed",
      "last",
      "fresh",
      "seventh",
      "eighth",
      "tenth",
      "twelfth",
      ...SEALED,
    ].flatMap((part) => (["zh", "en"] as const).flatMap((language) => messagesOf(language, part)));
    expect(messages.length).toBeGreaterThanOrEqual(400);
    expect(new Set(messages.map(({ id }) => id)).size).toBe(messages.length);
    const clean = messages.filter(({ labels }) => labels.length === 0).length;
    expect(clean / messages.length).toBeGreaterThan(0.45);
    expect(clean / messages.length).toBeLessThan(0.55);
    for (const { text, labels } of messages) for (const { words } of labels) expect(text).toContain(words);
  });
});
