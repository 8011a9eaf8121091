import type { ForeignAnswer, ForeignOption } from "~/drill/types/exchange";
import type { Leaving } from "./gift.server";

/** Moodle's XML going out. */

function escaped(text: string): string {
  const signs: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  // Control characters cannot stand in XML at all.
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "").replace(/[&<>"]/g, (sign) => signs[sign] ?? sign);
}

const text = (value: string) => `<text>${escaped(value)}</text>`;
const plain = (name: string, value: string) => `<${name} format="plain_text">${text(value)}</${name}>`;

/** A Moodle XML file of questions, under their categories. */
export function moodleXmlOf(questions: readonly Leaving[]): string {
  let category = "";
  const elements = questions.map((question) => {
    const head =
      question.category === category
        ? ""
        : `<question type="category"><category>${text(`$course$/top/${question.category}`)}</category></question>\n`;
    category = question.category;
    return head + element(question);
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n${elements.join("\n")}\n</quiz>\n`;
}

const types: Record<ForeignAnswer["kind"], string> = {
  choice: "multichoice",
  choices: "multichoice",
  truth: "truefalse",
  short: "shortanswer",
  number: "numerical",
  pairs: "matching",
  blanks: "cloze",
  essay: "essay",
};

function element({ slug, stem, explanation, answer }: Leaving): string {
  const asked = answer.kind === "blanks" ? `${stem}\n${gaps(answer)}` : stem;
  const parts = [
    `<name>${text(slug)}</name>`,
    plain("questiontext", asked),
    plain("generalfeedback", explanation),
    `<idnumber>${escaped(slug)}</idnumber>`,
    ...(answer.kind === "blanks" ? [] : ["<defaultgrade>1</defaultgrade>"]),
    ...answers(answer),
  ];
  return `<question type="${types[answer.kind]}">\n${parts.map((part) => `  ${part}`).join("\n")}\n</question>`;
}

function option({ text: value, why }: ForeignOption, share: number): string {
  return `<answer fraction="${share}" format="plain_text">${text(value)}${plain("feedback", why)}</answer>`;
}

const bare = (value: string, share: number) => `<answer fraction="${share}">${text(value)}</answer>`;

function answers(answer: ForeignAnswer): string[] {
  switch (answer.kind) {
    case "choice":
      return [
        "<single>true</single>",
        "<shuffleanswers>true</shuffleanswers>",
        ...answer.options.map((o) => option(o, o.correct ? 100 : 0)),
      ];
    case "choices": {
      const share = Number((100 / answer.options.filter((o) => o.correct).length).toFixed(5));
      return [
        "<single>false</single>",
        "<shuffleanswers>true</shuffleanswers>",
        ...answer.options.map((o) => option(o, o.correct ? share : -share)),
      ];
    }
    case "truth":
      return [bare("true", answer.answer ? 100 : 0), bare("false", answer.answer ? 0 : 100)];
    case "short":
      return ["<usecase>0</usecase>", ...answer.accepted.map((value) => bare(value.replaceAll("*", "\\*"), 100))];
    case "number":
      return [
        `<answer fraction="100">${text(String(answer.answer))}<tolerance>${answer.tolerance}</tolerance></answer>`,
        ...(answer.unit ? [`<units><unit><multiplier>1</multiplier><unit_name>${escaped(answer.unit)}</unit_name></unit></units>`] : []),
      ];
    case "pairs":
      return [
        "<shuffleanswers>true</shuffleanswers>",
        ...[...answer.pairs, ...answer.extra.map((right) => ({ left: "", right }))].map(
          ({ left, right }) => `<subquestion format="plain_text">${text(left)}<answer>${text(right)}</answer></subquestion>`,
        ),
      ];
    case "essay":
      return [plain("graderinfo", answer.models.join("\n\n"))];
    case "blanks":
      return [];
  }
}

/** The text of a cloze: each gap with what fills it. */
function gaps({ body, blanks }: Extract<ForeignAnswer, { kind: "blanks" }>): string {
  return body.replace(/\[\[(\w)\]\]/g, (all, id: string) => {
    const accepted = blanks.find((blank) => blank.id === id)?.accepted;
    return accepted
      ? `{1:SHORTANSWER:${accepted.map((one) => `=${one.replace(/[~=#}"\\]/g, "\\$&").replaceAll("*", "\\*")}`).join("~")}}`
      : all;
  });
}
