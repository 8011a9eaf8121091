import { fold } from "~/wording/fold";
import { canBeFound, findTerms, type Term, type TermHit } from "~/wording/terms";
import { type ContentLocale, faultOf, type ItemOf, itemsOf, locales, optionsWithOneRight, type Question } from "./content-rules-items";
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

const aboutWords = ({ stem, explanation }: Question, lesson: ItemOf<"lesson"> | undefined) =>
  locales.some((l) => ABOUT_WORDS.test(stem[l]) || ABOUT_WORDS.test(explanation[l]) || ABOUT_WORDS.test(lesson?.body.title[l] ?? ""));

function* saidIn(items: readonly PackItem[]): Generator<Said> {
  for (const script of itemsOf(items, "script"))
    for (const [at, { text }] of script.body.variants.entries())
      for (const locale of locales)
        yield { item: script, path: `variants.${at}.text.${locale}`, locale, text: text[locale], platforms: script.body.platforms };
  const lessons = new Map(itemsOf(items, "lesson").map((lesson) => [lesson.slug, lesson]));
  for (const question of itemsOf(items, "question")) {
    const { body } = question;
    const from = { item: question, platforms: null };
    for (const locale of locales) {
      if (body.type === "free_reply" || body.type === "rewrite")
        for (const [at, text] of body.model_answers[locale].entries())
          yield { ...from, path: `model_answers.${locale}.${at}`, locale, text };
      if (aboutWords(body, lessons.get(body.lesson))) continue;
      const options = body.type === "multiple_choice" ? body.options : body.type === "true_false" ? [] : (optionsWithOneRight(body) ?? []);
      for (const { id, correct, text } of options)
        if (correct)
          yield { ...from, path: `options.${id}.${locale}`, locale, text: text[locale].replace(MENTIONED, (m) => "，".repeat(m.length)) };
    }
  }
}

const ofPlatforms = (terms: ReadonlyMap<string, Term>, hit: TermHit, platforms: readonly string[] | null) =>
  platforms === null || (terms.get(hit.termSlug)?.platforms.some((p) => platforms.includes(p)) ?? false);

function said(items: readonly PackItem[]): { said: Said; hit: TermHit }[] {
  const terms: Term[] = itemsOf(items, "term").map((t) => t.body);
  const bySlug = new Map(terms.map((term) => [term.slug, term]));
  const found: { said: Said; hit: TermHit }[] = [];
  for (const one of saidIn(items))
    for (const hit of findTerms(one.text, terms)) if (ofPlatforms(bySlug, hit, one.platforms)) found.push({ said: one, hit });
  return found;
}

/** Where scripts and model answers hold words to be thought about (`warn`): no faults, but somebody should look. */
export function wordsToThinkAbout(items: readonly PackItem[]): { file: string; path: string; term: string; found: string }[] {
  return said(items)
    .filter(({ hit }) => hit.severity === "warn")
    .map(({ said: { item, path }, hit }) => ({ file: item.file, path: `${item.slug}.${path}`, term: hit.termSlug, found: hit.found }));
}

function termFaults(items: readonly PackItem[]): PackFault[] {
  const faults: PackFault[] = [];
  const owners = new Map<string, ItemOf<"term">[]>();
  for (const term of itemsOf(items, "term")) {
    for (const locale of locales) {
      const own = new Set<string>();
      for (const [at, word] of term.body.words[locale].entries()) {
        const path = `words.${locale}.${at}`;
        if (!canBeFound(word)) {
          faults.push(faultOf(term, path, `"${word}" has neither letter nor digit and cannot be found`));
          continue;
        }
        // Signs count: "+v" is another word than "v".
        const key = `${fold(word).words} ${word.replace(/[\p{L}\p{N}\p{M}\p{Z}\p{P}]/gu, "")}`;
        if (own.has(key))
          faults.push(faultOf(term, path, `"${word}" is listed twice; width, case, spaces and traditional forms are found anyway`));
        own.add(key);
        const others = owners.get(key) ?? [];
        const other = others.find((o) => o !== term && o.body.platforms.some((p) => term.body.platforms.includes(p)));
        if (other) faults.push(faultOf(term, path, `"${word}" is a word of "${other.slug}" too, in ${other.file}`));
        owners.set(key, [...others, term]);
      }
    }
    const words = locales.flatMap((locale) => term.body.words[locale]).map((word) => fold(word).words);
    term.body.allowed_in.forEach((phrase, at) => {
      const longer = fold(phrase).words;
      if (!words.some((word) => word !== "" && longer.includes(word) && longer !== word))
        faults.push(faultOf(term, `allowed_in.${at}`, `"${phrase}" holds no word of the term, or is one itself`));
    });
  }
  return faults;
}

const placeholdersOf = (text: string) => [...new Set(text.match(/\{\{\w+\}\}/g) ?? [])].sort();

function scriptFaults(items: readonly PackItem[]): PackFault[] {
  const scripts = itemsOf(items, "script");
  const faults: PackFault[] = [];
  const examples = new Map<number, ItemOf<"script">>();
  for (const script of scripts) {
    const seen = new Set<string>();
    script.body.variants.forEach(({ slug, text }, at) => {
      if (seen.has(slug)) faults.push(faultOf(script, `variants.${at}.slug`, `the variant "${slug}" stands twice in the script`));
      seen.add(slug);
      const [zh, en] = [placeholdersOf(text["zh-CN"]), placeholdersOf(text.en)];
      if (zh.join() !== en.join())
        faults.push(
          faultOf(
            script,
            `variants.${at}.text`,
            `placeholders differ: Chinese ${zh.join(" ") || "none"}, English ${en.join(" ") || "none"}`,
          ),
        );
    });
    const { prepared } = script.body;
    if (prepared === undefined) continue;
    const other = examples.get(prepared);
    if (other)
      faults.push(faultOf(script, "prepared", `prepared message ${prepared} has its example already: "${other.slug}" in ${other.file}`));
    else examples.set(prepared, script);
  }
  if (scripts.length > 0)
    for (let message = 1; message <= PREPARED; message++)
      if (!examples.has(message))
        faults.push({ file: "scripts", path: "", rule: `prepared message ${message} has no script as its example` });
  return faults;
}

/** The rules about what is sent: no prohibited term in what we teach people to say, terms and scripts sound in themselves. */
export function wordingFaults(items: readonly PackItem[]): PackFault[] {
  const sent = said(items)
    .filter(({ hit }) => hit.severity === "block")
    .map(({ said: { item, path }, hit }) =>
      faultOf(item, path, `holds "${hit.found}", prohibited by the term "${hit.termSlug}" (${hit.word})`),
    );
  return [...termFaults(items), ...scriptFaults(items), ...sent];
}
