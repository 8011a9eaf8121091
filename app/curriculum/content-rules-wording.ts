import { fold } from "~/wording/fold";
import { lint, type LintRule } from "~/wording/lint";
import { canBeFound, findTerms, type TermHit } from "~/wording/terms";
import { Ground, isWritten } from "./content-ground";
import { type ContentLocale, faultOf, type ItemOf, locales, optionsWithOneRight, type Question } from "./content-rules-items";
import { placeholders, sellingBranches } from "./pack-wording";
import type { PackFault, PackItem } from "./read-pack.server";

/** The ten prepared messages of the probation checklist, each with one worked example. */
const PREPARED = 10;

/** Something that we would have an agent send: it may hold no prohibited term. */
type Said = {
  item: { file: string; slug: string };
  path: string;
  locale: ContentLocale;
  text: string;
  platforms: readonly string[] | null;
};

// A question whose matter is the words themselves, or which asks for what is wrong, may have them in its right answers.
const ABOUT_WORDS =
  /违禁|禁用|敏感词|极限词|绝对化|广告法|说不得|不能说|不能用|不能写|不该说|违规|踩线|站外|哪.{0,8}(?:不能|不可|不该|不要|有问题|错)|prohibited|forbidden|banned|superlative|advertising law|off.platform|may (?:not|you not)|must not|breaks?\b|violat|not allowed|wrong with/i;
// A short stretch in quotation marks is a word that is spoken about, not one that is sent.
const MENTIONED = /「[^」]{1,8}」|『[^』]{1,8}』|“[^”]{1,14}”|(?<![\p{L}\p{N}])['‘][^'’\n]{1,24}['’](?![\p{L}\p{N}])|"[^"\n]{1,24}"/gu;

const aboutWords = ({ stem, explanation }: Question, lesson: ItemOf<"lesson"> | null) =>
  locales.some((l) => ABOUT_WORDS.test(stem[l]) || ABOUT_WORDS.test(explanation[l]) || ABOUT_WORDS.test(lesson?.body.title[l] ?? ""));

function* saidInScript(script: ItemOf<"script">): Generator<Said> {
  for (const [at, { text }] of script.body.variants.entries())
    for (const locale of locales)
      yield { item: script, path: `variants.${at}.text.${locale}`, locale, text: text[locale], platforms: script.body.platforms };
}

function* saidInQuestion(question: ItemOf<"question">, ground: Ground): Generator<Said> {
  const { body } = question;
  const from = { item: question, platforms: null };
  const spokenAbout = aboutWords(body, ground.lesson(body.lesson));
  for (const locale of locales) {
    if (body.type === "free_reply" || body.type === "rewrite")
      for (const [at, text] of body.model_answers[locale].entries()) yield { ...from, path: `model_answers.${locale}.${at}`, locale, text };
    if (spokenAbout) continue;
    const options = body.type === "multiple_choice" ? body.options : body.type === "true_false" ? [] : (optionsWithOneRight(body) ?? []);
    for (const { id, correct, text } of options)
      if (correct)
        yield { ...from, path: `options.${id}.${locale}`, locale, text: text[locale].replace(MENTIONED, (m) => "，".repeat(m.length)) };
  }
}

/** The model runs: those that reach a bad end may say what must not be said. */
function* saidInSimulation(simulation: ItemOf<"simulation">): Generator<Said> {
  const { customers, platforms } = simulation.body;
  for (const [at, { model_run }] of customers.entries())
    for (const [index, { text }] of model_run.entries())
      for (const locale of locales)
        yield { item: simulation, path: `customers.${at}.model_run.${index}.text.${locale}`, locale, text: text[locale], platforms };
}

function saidIn(item: PackItem, ground: Ground): Iterable<Said> {
  if (item.kind === "script") return saidInScript(item);
  if (item.kind === "simulation") return saidInSimulation(item);
  return item.kind === "question" ? saidInQuestion(item, ground) : [];
}

type TermBody = ItemOf<"term">["body"];

/** The last list of terms: what is made of one list to find them all is kept as long as the list, and most libraries have the same terms as before. */
let lastTerms: readonly TermBody[] = [];

/** The terms of a library: the same list as long as they are the same terms. */
export function termsOf(ground: Ground): { terms: readonly TermBody[]; bySlug: ReadonlyMap<string, TermBody> } {
  return ground.once("terms", () => {
    const terms: readonly TermBody[] = ground.of("term").map((t) => t.body);
    if (terms.length !== lastTerms.length || terms.some((term, at) => term !== lastTerms[at])) lastTerms = terms;
    return { terms: lastTerms, bySlug: new Map(lastTerms.map((term) => [term.slug, term])) };
  });
}

const ofPlatforms = (terms: ReadonlyMap<string, TermBody>, hit: TermHit, platforms: readonly string[] | null) =>
  platforms === null || (terms.get(hit.termSlug)?.platforms.some((p) => platforms.includes(p)) ?? false);

function said(item: PackItem, ground: Ground): { said: Said; hit: TermHit }[] {
  const { terms, bySlug } = termsOf(ground);
  const found: { said: Said; hit: TermHit }[] = [];
  for (const one of saidIn(item, ground))
    for (const hit of findTerms(one.text, terms)) if (ofPlatforms(bySlug, hit, one.platforms)) found.push({ said: one, hit });
  return found;
}

/** Where scripts, model answers and model runs hold words to be thought about (`warn`): no faults, but somebody should look. */
export function wordsToThinkAbout(items: readonly PackItem[]): { file: string; path: string; term: string; found: string }[] {
  const ground = new Ground(items.filter(isWritten));
  return [...ground.of("script"), ...ground.of("question"), ...ground.of("simulation")]
    .flatMap((item) => said(item as PackItem, ground))
    .filter(({ hit }) => hit.severity === "warn")
    .map(({ said: { item, path }, hit }) => ({ file: item.file, path: `${item.slug}.${path}`, term: hit.termSlug, found: hit.found }));
}

/** What the linter marks in the scripts besides words: no faults, but somebody should look. */
export function scriptMarks(items: readonly PackItem[]): { file: string; path: string; rule: LintRule; found: string }[] {
  const known = new Set<string>(placeholders);
  return new Ground(items.filter(isWritten))
    .of("script")
    .flatMap((script) =>
      [...saidInScript(script)].flatMap(({ path, text }) =>
        lint(text, { terms: [], platform: null, placeholders: known, selling: sellingBranches.includes(script.body.branch) }).map(
          ({ rule, found }) => ({ file: script.file, path: `${script.slug}.${path}`, rule, found }),
        ),
      ),
    );
}

// Signs count: "+v" is another word than "v".
const wordKey = (word: string) => `${fold(word).words} ${word.replace(/[\p{L}\p{N}\p{M}\p{Z}\p{P}]/gu, "")}`;

/** The terms that have each word, in their order. */
function owners(ground: Ground): ReadonlyMap<string, readonly ItemOf<"term">[]> {
  return ground.once("owners of words", () => {
    const all = new Map<string, ItemOf<"term">[]>();
    for (const term of ground.of("term"))
      for (const word of new Set(
        locales
          .flatMap((locale) => term.body.words[locale])
          .filter(canBeFound)
          .map(wordKey),
      ))
        all.set(word, [...(all.get(word) ?? []), term]);
    return all;
  });
}

function termFaults(term: ItemOf<"term">, ground: Ground): PackFault[] {
  const faults: PackFault[] = [];
  for (const locale of locales) {
    const own = new Set<string>();
    for (const [at, word] of term.body.words[locale].entries()) {
      const path = `words.${locale}.${at}`;
      if (!canBeFound(word)) {
        faults.push(faultOf(term, path, `"${word}" has neither letter nor digit and cannot be found`));
        continue;
      }
      const key = wordKey(word);
      if (own.has(key))
        faults.push(faultOf(term, path, `"${word}" is listed twice; width, case, spaces and traditional forms are found anyway`));
      own.add(key);
      const others = owners(ground).get(key) ?? [];
      const before = others.slice(0, others.indexOf(term));
      const other = before.find((o) => o.body.platforms.some((p) => term.body.platforms.includes(p)));
      if (other) faults.push(faultOf(term, path, `"${word}" is a word of "${other.slug}" too, in ${other.file}`));
    }
  }
  const words = locales.flatMap((locale) => term.body.words[locale]).map((word) => fold(word).words);
  term.body.allowed_in.forEach((phrase, at) => {
    const longer = fold(phrase).words;
    if (!words.some((word) => word !== "" && longer.includes(word) && longer !== word))
      faults.push(faultOf(term, `allowed_in.${at}`, `"${phrase}" holds no word of the term, or is one itself`));
  });
  return faults;
}

const placeholdersOf = (text: string) => [...new Set(text.match(/\{\{\w+\}\}/g) ?? [])].sort();

/** The first example of each prepared message. */
function examples(ground: Ground): ReadonlyMap<number, ItemOf<"script">> {
  return ground.once("examples of prepared messages", () => {
    const first = new Map<number, ItemOf<"script">>();
    for (const script of ground.of("script")) {
      const { prepared } = script.body;
      if (prepared !== undefined && !first.has(prepared)) first.set(prepared, script);
    }
    return first;
  });
}

function scriptFaults(script: ItemOf<"script">, ground: Ground): PackFault[] {
  const faults: PackFault[] = [];
  const seen = new Set<string>();
  script.body.variants.forEach(({ slug, text }, at) => {
    if (seen.has(slug)) faults.push(faultOf(script, `variants.${at}.slug`, `the variant "${slug}" stands twice in the script`));
    seen.add(slug);
    const [zh, en] = [placeholdersOf(text["zh-CN"]), placeholdersOf(text.en)];
    const rule = `placeholders differ: Chinese ${zh.join(" ") || "none"}, English ${en.join(" ") || "none"}`;
    if (zh.join() !== en.join()) faults.push(faultOf(script, `variants.${at}.text`, rule));
  });
  const { prepared } = script.body;
  const other = prepared === undefined ? undefined : examples(ground).get(prepared);
  if (other && other !== script)
    faults.push(faultOf(script, "prepared", `prepared message ${prepared} has its example already: "${other.slug}" in ${other.file}`));
  return faults;
}

/** The prepared messages without an example. */
export function preparedFaults(ground: Ground): PackFault[] {
  if (ground.of("script").length === 0) return [];
  return Array.from({ length: PREPARED }, (_, at) => at + 1)
    .filter((message) => !examples(ground).has(message))
    .map((message) => ({ file: "scripts", path: "", rule: `prepared message ${message} has no script as its example` }));
}

/** The rules about what is sent: no prohibited term in what we teach people to say, terms and scripts sound in themselves. */
export function wordingFaults(item: PackItem, ground: Ground): PackFault[] {
  const sent = said(item, ground)
    .filter(({ hit }) => hit.severity === "block")
    .map(({ said: one, hit }) => faultOf(item, one.path, `holds "${hit.found}", prohibited by the term "${hit.termSlug}" (${hit.word})`));
  if (item.kind === "term") return termFaults(item, ground);
  return item.kind === "script" ? [...scriptFaults(item, ground), ...sent] : sent;
}
