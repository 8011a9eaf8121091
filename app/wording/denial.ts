import { endsBefore, fold, type Folded } from "./fold";

const NEGATION =
  /(?:(?<!要)不|(?:谈|算|称|说|够|配|比)不[上起]|(?<![少免])不了|[哪岂]敢|哪能|没有(?:哪|任何)[一两]?[只款个家种]|没有|没|未|(?<![特区级分个类性鉴差识])别|勿|无法|无权|没办法|没法|不是|并非|拒绝|避免|禁止|严禁)/;
// What may stand between the negation and what it denies: 「不能给您保证」, 「别直接加微信」.
const BETWEEN =
  /(?:能|会|什么|啥|所谓的?|方便|可以|可|需要|需|要|想|用|敢|便|必|准|许|应该|该|是|有|先|再|去|来|给|帮|向|跟|和|替|为|您|你|客户|客人|买家|顾客|对方|我们|这里|直接|私下|随便|轻易|擅自|随意|一定|完全|绝对)*/;
const DENIED = new RegExp(`${NEGATION.source}${BETWEEN.source}$`);
// 「能不能」, 「是不是」 ask; 「不得不」 affirms.
const QUESTION_OR_AFFIRMATION = /(.)[不没](?=\1)|不得不|不能不|不会不|不是不|没有不|没有没/g;

const DENIED_IN_ENGLISH =
  /(?:\b(?:not|never|no|without|cannot|nor|neither|refuse to|unable to|far from|wrong to (?:say|call|claim)|hardly|anything but|instead of|rather than)|n't)(?:\s+[\w'-]+){0,3}\s*$|\b(?:none|neither|nobody|no one|nothing)\b(?:\s+[\w'-]+){0,5}\s*$/;
const LIMIT_IN_ENGLISH =
  /\b(?:not only|not just|no (?:more|later|less|fewer|longer) than|not (?:more|later|less) than|no (?:doubt|matter|problem|wonder)|(?:can't|cannot|won't|don't|never) (?:go wrong|beat|regret|miss|wait|worry|hesitate|forget))\b/g;

const CLAUSE = 24;

/** 「谁说不防水」 affirms: what is denied there is meant. */
const RHETORICAL = /(?:谁说|谁讲|哪里|哪儿|难道|怎么会|怎么可能|怎么就|凭什么说|whosays|whosaid|whosaysthat|howcouldit)[^，。！？]{0,6}$/u;

/** Whether a denial that begins at the unit `start` is asked about but to be refuted. */
export function isRhetorical(folded: Folded, start: number): boolean {
  let first = start;
  while (start - first < CLAUSE && !endsBefore(folded, first)) first--;
  return RHETORICAL.test(folded.words.slice(first, start));
}

/** Whether the words just before the unit `start`, in the same clause, deny what follows. */
export function isDenied(folded: Folded, start: number): boolean {
  if (start === 0) return false;
  let first = start;
  while (start - first < CLAUSE && !endsBefore(folded, first)) first--;
  const before = folded.words.slice(first, start);
  const next = folded.words.charAt(start);
  // 「哪有不掉色的」 denies what is itself a denial.
  if (/(?:没有|哪有|哪里有|哪儿有|哪会有)$/u.test(before) && /[不没永零]/u.test(next)) return true;
  // 「能不」 before 「能退」: the question goes on into what was found.
  const chinese = `${before}${next}`.replace(QUESTION_OR_AFFIRMATION, "").replace(/.$/u, "");
  if (DENIED.test(chinese)) return !isRhetorical(folded, start);
  const english = folded.source
    .slice(folded.from[first], folded.from[start])
    .toLowerCase()
    .replace(/[’ʼ`´]/g, "'");
  return DENIED_IN_ENGLISH.test(english.replace(LIMIT_IN_ENGLISH, "")) && !/\p{Script=Han}/u.test(english);
}

// 「运费我们不承担」, 「换新是不可能的」, 「加微信平台不让」: what was said is taken back. 「退货不用理由」 and 「头层不掉色」 take nothing back.
const TAKEN_BACK =
  /^[的是可都也就还这那边个我们您事]*(?:暂时|目前|现在|真的?|实在|肯定|绝对|平台|公司|规定)*(?:不(?:承担|出|行|可以|可能|能|给|办|负责|退|换|支持|会|管|做|提供|包|予|让|允许|准|许|用了)|没(?:有办法|办法|法|门|有?权限)|无法|概不|免谈|别想|休想|(?<![断坏裂掉变退磨烂散错差].?)[^断坏裂掉变退磨烂散错差]?不[了到成起](?![球皮毛泡皱眼]))/;
const TAKEN_BACK_IN_ENGLISH =
  /^(?:(?:is|are|was|will|would|can|could|do|does|may|shall)\s*)?(?:not\b|n't\b|never\b|cannot\b|can't\b|won't\b|isn't\b|aren't\b|impossible\b)/;

/** Whether the words just after the place `to` of the source, in the same clause, take back what stands before them. */
export function isDeniedAfter(folded: Folded, to: number): boolean {
  const end = folded.from.findIndex((from) => from >= to);
  if (end < 0 || endsBefore(folded, end)) return false;
  let last = end + 1;
  while (last - end < CLAUSE && last < folded.words.length && !endsBefore(folded, last)) last++;
  if (TAKEN_BACK.test(folded.words.slice(end, last))) return true;
  const english = folded.source
    .slice(to, folded.to[last - 1])
    .toLowerCase()
    .replace(/[’ʼ`´]/g, "'");
  return TAKEN_BACK_IN_ENGLISH.test(english.trimStart());
}

/** 「不是最好的皮，我们不下刀」: without it nothing is done, so that it is claimed. */
const ELSE_NOTHING =
  /^[^，。！？\n]{0,6}[，,]\s*(?:我们|我|咱们?|店里|师傅)?(?:根本|绝对?|坚决|从来|从|一律|都|是|可)?不(?:会)?(?:下刀|上架|卖|收|发货|出厂|用|要(?!紧)|进货|敢拿|拿出)/u;

/** Whether the text denies what stands between `from` and `to`, before it or after it: 「不能加微信」, 「加微信不行」. */
export function isDeniedAround(text: string, from: number, to: number): boolean {
  const folded = fold(text);
  const start = folded.from.findIndex((at) => at >= from);
  return start >= 0 && ((isDenied(folded, start) && !ELSE_NOTHING.test(text.slice(to))) || isDeniedAfter(folded, to));
}
