import { join } from "node:path";
import { readPack } from "~/curriculum/read-pack.server";
import { lint, listedIn, type LintTerm } from "~/wording/lint";
import { meets, messagesOf, platformOf } from "../judge";
import { OPENED, TO_LEARN } from "../reader/parts";
import { CHINESE, ENGLISH, type Way } from "./ways";

/**
 * How many of the listed words the linter still finds when they are disguised, way by way, and how much it finds where nothing is to be found: `npx tsx test/labelled/disguises/measure.ts`.
 * `--tell NAME`: what is overlooked of one way.
 */

/** Harmless sentences in which a wording stands; the words beside it belong to none. */
const FRAMES = { zh: ["亲，~哦", "您看，~，对吧"], en: ["Well, ~, you know", "Dear, ~"] } as const;
const SHOWN = 400;

const tell = (line: string) => process.stdout.write(`${line}\n`);
const { pack } = await readPack(join("content", "taobao-cs"));
const items = pack?.items ?? [];
const terms = items.flatMap((item) => (item.kind === "term" ? [item.body as LintTerm] : []));
const told = process.argv[process.argv.indexOf("--tell") + 1];

/** Whether the wording is found in a frame, in whatever disguise it stands there. */
function isFound(frame: string, disguised: string, term: LintTerm): boolean {
  const text = frame.replace("~", () => disguised);
  const [from, to] = [frame.indexOf("~"), frame.indexOf("~") + disguised.length];
  return listedIn(text, terms, null).some((found) => found.term.group === term.group && found.hit.from < to && from < found.hit.to);
}

function measure(language: "zh" | "en", ways: Readonly<Record<string, Way>>): void {
  const wordings = terms.flatMap((term) => term.words[language === "zh" ? "zh-CN" : "en"].map((wording) => ({ wording, term })));
  // What is everyday language in such a frame is no measure of disguises.
  const known = wordings.filter(({ wording, term }) => FRAMES[language].every((frame) => isFound(frame, wording, term)));
  for (const [name, way] of Object.entries(ways)) {
    const overlooked: string[] = [];
    let count = 0;
    for (const { wording, term } of known)
      for (const [at, disguised] of way(wording).entries()) {
        const frame = FRAMES[language][at % 2] ?? "~";
        count++;
        if (!isFound(frame, disguised, term)) overlooked.push(`${disguised} (${wording})`);
      }
    tell(`${language}  ${name.padEnd(28)} ${((count - overlooked.length) / (count || 1)).toFixed(3)}  of ${count}`);
    if (process.argv.includes("--tell") && name === told) tell(overlooked.slice(0, SHOWN).join(" / "));
  }
}

/** What is found in labelled messages without a label for it: by the first stage, and after the reader. */
function measureClean(): void {
  const counts = { listed: 0, found: 0, right: 0 };
  for (const part of [...new Set([...OPENED, ...TO_LEARN])])
    for (const language of ["zh", "en"] as const)
      for (const message of messagesOf(language, part)) {
        const isLabelled = (found: Parameters<typeof meets>[0]) => message.labels.some((label) => meets(found, label, message.text));
        const listed = listedIn(message.text, terms, platformOf(message));
        counts.listed += listed.filter(({ hit, term }) => !isLabelled({ rule: "prohibited", from: hit.from, to: hit.to, term })).length;
        counts.right += message.labels.filter(
          (label) =>
            label.kind === "prohibited" &&
            listed.some(({ hit, term }) => meets({ rule: "prohibited", from: hit.from, to: hit.to, term }, label, message.text)),
        ).length;
        const findings = lint(message.text, { terms, platform: platformOf(message) }).filter(({ rule }) => rule === "prohibited");
        counts.found += findings.filter((finding) => !isLabelled(finding)).length;
      }
  tell(`labelled messages: ${counts.right} labels listed, ${counts.listed} listed words without a label, ${counts.found} of them found`);
}

/** Everything that the pack says in sentences but its terms: its lessons, questions, scripts and products. */
function measurePack(): void {
  const texts = new Set<string>();
  const gather = (value: unknown): void => {
    if (typeof value === "string") for (const line of value.split(/\n+/)) texts.add(line);
    else if (Array.isArray(value)) value.forEach(gather);
    else if (value !== null && typeof value === "object") Object.values(value).forEach(gather);
  };
  for (const item of items) if (item.kind !== "term") gather(item.body);
  const lines = [...texts].filter((text) => text.length > 5 && text.length < 2000);
  const listed = lines.flatMap((text) =>
    listedIn(text, terms, null).map(
      ({ hit, term }) => `${term.slug}\t${hit.word}\t${hit.found}\t${text.slice(Math.max(0, hit.from - 20), hit.to + 20)}`,
    ),
  );
  tell(`the pack: ${listed.length} listed words in ${lines.length} lines`);
  if (process.argv.includes("--pack")) tell(listed.join("\n"));
}

if (!process.argv.includes("--clean")) {
  measure("zh", CHINESE);
  measure("en", ENGLISH);
}
measureClean();
measurePack();
