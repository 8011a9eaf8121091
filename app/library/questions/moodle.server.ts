import { XMLParser, XMLValidator } from "fast-xml-parser";
import { letters } from "~/drill/types/cells";
import type { ForeignAnswer } from "~/drill/types/exchange";
import { acceptedOf, choiceOf, foreignText, type Lost, stemOfGaps, type Weighed } from "./foreign";
import { type FileRow, MOST_QUESTIONS, type RowFault, type RowFaultCode } from "./rows";

/** Moodle's XML coming in. No document type, no entity but the five of XML, no great depth. */

const DEPTH = 30;
const LISTS = new Set(["question", "answer", "subquestion", "file", "unit", "hint"]);

type Node = Record<string, unknown>;
const nodeOf = (value: unknown): Node => (typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Node) : {});
const listOf = (value: unknown): Node[] => (Array.isArray(value) ? value : value === undefined ? [] : [value]).map(nodeOf);

/** The text of an element, whether it has attributes or not. */
function raw(value: unknown): string {
  if (typeof value === "string") return value;
  const inner = nodeOf(value)["#text"];
  return typeof inner === "string" ? inner : "";
}

type XmlRead = { ok: true; rows: FileRow[]; faults: RowFault[] } | { ok: false; fault: string; params?: Record<string, number> };

/** The questions of a Moodle XML file. */
export function readMoodleXml(text: string): XmlRead {
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text.replace(/<!\[CDATA\[[^]*?\]\]>/g, ""))) return { ok: false, fault: "xml_doctype" };
  const sound = XMLValidator.validate(text);
  if (sound !== true) return { ok: false, fault: "xml_unreadable", params: { line: sound.err.line } };
  const quiz = quizOf(text);
  if (!quiz) return { ok: false, fault: "xml_no_quiz" };
  const questions = listOf(quiz.question);
  const asked = questions.filter((question) => question["@type"] !== "category");
  if (asked.length === 0) return { ok: false, fault: "no_rows" };
  if (asked.length > MOST_QUESTIONS)
    return { ok: false, fault: "import_too_many_rows", params: { count: asked.length, limit: MOST_QUESTIONS } };
  const rows: FileRow[] = [];
  const faults: RowFault[] = [];
  let category = "";
  let n = 0;
  for (const question of questions) {
    const type = raw(question["@type"]);
    if (type === "category") {
      category = raw(nodeOf(question.category).text)
        .trim()
        .replace(/^\$\w+\$\/(?:top\/)?/, "");
      continue;
    }
    const at = { sheet: null, row: ++n };
    const lost: Lost = new Set();
    const stem = textIn(question.questiontext, lost);
    const read = answerOf(type, question, stem, lost);
    const name = raw(question.idnumber).trim() || raw(nodeOf(question.name).text).trim();
    if ("code" in read) {
      faults.push({ at, key: null, value: name.slice(0, 80), code: read.code, params: { type, ...read.params } });
      continue;
    }
    const explanation = textIn(question.generalfeedback, lost);
    rows.push({ at, foreign: { name, category, stem: read.stem ?? stem, explanation, answer: read.answer, lost: [...lost] } });
  }
  return { ok: true, rows, faults };
}

function quizOf(text: string): Node | null {
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: "@",
    parseTagValue: false,
    parseAttributeValue: false,
    trimValues: true,
    maxNestedTags: DEPTH,
    isArray: (name) => LISTS.has(name),
  });
  try {
    const root = nodeOf(parser.parse(text));
    return "quiz" in root ? nodeOf(root.quiz) : null;
  } catch {
    return null;
  }
}

/** A text of a question in its format. Files beside it are lost, and said to be. */
function textIn(value: unknown, lost: Lost): string {
  const node = nodeOf(value);
  const text = raw(node.text) || raw(value);
  for (const file of listOf(node.file)) lost.add(/\.(?:png|jpe?g|gif|svg|webp)$/i.test(raw(file["@name"])) ? "pictures" : "files");
  return foreignText(text, raw(node["@format"]) || "html", lost);
}

type Answered = { stem?: string; answer: ForeignAnswer } | { code: RowFaultCode; params?: Record<string, number> };

function answerOf(type: string, question: Node, stem: string, lost: Lost): Answered {
  const answers = () =>
    listOf(question.answer).map((answer): Weighed => {
      const share = Number(raw(answer["@fraction"]) || 0);
      return { text: textIn(answer, lost), share: Number.isFinite(share) ? share : 0, why: textIn(answer.feedback, lost) };
    });
  if (stem === "" && type !== "cloze") return { code: "xml_empty" };
  switch (type) {
    case "multichoice": {
      const choice = choiceOf(answers(), raw(question.single) === "false" || raw(question.single) === "0", lost);
      return choice.ok ? { answer: choice.answer } : choice;
    }
    case "truefalse": {
      const [all, right] = [answers(), answers().find((answer) => answer.share >= 99.9)];
      if (all.some((answer) => answer.why !== "")) lost.add("feedback");
      return right ? { answer: { kind: "truth", answer: right.text.toLowerCase() === "true" } } : { code: "answers_none" };
    }
    case "shortanswer": {
      if (raw(question.usecase) === "1") lost.add("case");
      const accepted = acceptedOf(answers(), lost);
      return accepted.length > 0 ? { answer: { kind: "short", accepted } } : { code: "answers_none" };
    }
    case "numerical": {
      const list = listOf(question.answer);
      const best = list.find((answer) => Number(raw(answer["@fraction"])) >= 99.9);
      const [answer, tolerance] = [Number(raw(best?.text)), Number(raw(best?.tolerance) || 0)];
      if (!best || raw(best.text) === "" || !Number.isFinite(answer) || !Number.isFinite(tolerance)) return { code: "answers_none" };
      if (list.length > 1) lost.add("several_numbers");
      if (answers().some((one) => one.why !== "")) lost.add("feedback");
      const units = listOf(nodeOf(question.units).unit).map((unit) => raw(unit.unit_name).trim());
      if (units.length > 1) lost.add("units");
      return { answer: { kind: "number", answer, tolerance: Math.abs(tolerance), unit: units[0] ?? "" } };
    }
    case "matching": {
      const pairs = listOf(question.subquestion).map((sub) => ({
        left: textIn(sub, lost),
        right: textIn(sub.answer instanceof Array ? sub.answer[0] : sub.answer, lost),
      }));
      const extra = pairs.filter((pair) => pair.left === "" && pair.right !== "").map((pair) => pair.right);
      return { answer: { kind: "pairs", pairs: pairs.filter((pair) => pair.left !== ""), extra } };
    }
    case "essay": {
      const model = textIn(question.graderinfo, lost);
      if (textIn(question.responsetemplate, new Set()) !== "") lost.add("responses");
      return { answer: { kind: "essay", models: model ? [model] : [] } };
    }
    case "cloze":
      return gapsOf(stem, lost);
    default:
      return { code: "xml_type" };
  }
}

const GAP = /\{\d*:([A-Z_]+):((?:\\[^]|[^}\\])*)\}/g;

/** A cloze text whose gaps are all filled by typing; others are of several types at once, which no question here is. */
function gapsOf(text: string, lost: Lost): Answered {
  const blanks: { id: string; accepted: string[] }[] = [];
  let isSimple = true;
  const body = text.replace(GAP, (_, kind: string, inside: string) => {
    const id = letters[blanks.length];
    const weighed = inside.split(/(?<!\\)~/).map((piece): Weighed => {
      const [, percent, equals, rest = ""] = /^(?:%(-?\d+(?:\.\d+)?)%|(=))?([^]*)$/.exec(piece) ?? [];
      const [answer = "", why = ""] = rest.split(/(?<!\\)#/);
      const plain = (part: string) => part.replace(/\\([^*])/g, "$1").trim();
      return { text: plain(answer), share: equals ? 100 : Number(percent ?? 0), why: plain(why) };
    });
    if (!/^(?:SHORTANSWER(?:_C)?|SAC?|MWC?|NUMERICAL|NM)$/.test(kind)) isSimple = false;
    if (/_C$|C$/.test(kind)) lost.add("case");
    const isNumber = /^N/.test(kind);
    const accepted = acceptedOf(weighed, lost).map((one) => (isNumber ? one.replace(/:[\d.]+$/, "") : one));
    if (!id || accepted.length === 0) isSimple = false;
    blanks.push({ id: id ?? "h", accepted });
    return `[[${id}]]`;
  });
  if (!isSimple || blanks.length === 0 || blanks.length > 6) return { code: "xml_cloze" };
  const gaps = stemOfGaps(body);
  return { stem: gaps.stem, answer: { kind: "blanks", body: gaps.body, blanks } };
}
