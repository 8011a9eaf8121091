import { allOf } from "~/wording/reading";
import { FIRST_NAMES, NO_NAME_WORDS, PINYIN_GIVEN, PINYIN_SURNAMES, WORD_NAMES, WORD_SURNAMES } from "./mask-name-lists-en";
import { type Asks, words, lower, isFirst, isPlace, isPinyinName, isPinyinPair, nameLength, isTwoSyllables } from "./mask-name-shape-en";
import type { NameContext } from "./mask-names";
import { publicPeople } from "./mask-names-free";
import type { MaskSpan, Reading } from "./mask-text";

/** Names in Latin letters: by titles, by what is said before them, as a known given name with a surname, as pinyin, and in lines of delivery. Pure. */

const CAP = String.raw`[A-ZÀ-Ý](?:[a-zà-ÿ]+|[A-Z]+|['’][A-Z][a-z]+)(?:[-'’][A-Za-zÀ-ÿ]{2,})*`;
const CAPS = String.raw`(?:(?:van|von|der|del)\s){0,2}${CAP}(?:\s+(?:[A-Z]\.\s*)?(?:(?:de|del|della|di|da|dos|du|la|le|van|von|der|den|al|el|bin|bint|ibn)\s){0,2}(?:O['’])?${CAP}){0,3}`;
const ANY = String.raw`[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ'’-]+(?:\s+[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ'’-]+){0,3}`;

const RULES: readonly { found: RegExp; asks: Asks }[] = [
  {
    found: new RegExp(
      String.raw`\b((?:Mr|Mrs|Ms|Miss|Mx|Mister|Madam|Madame|Dr|Prof|Professor|Doctor|Auntie|Aunt|Uncle)\b\.?\s+)(${CAPS})`,
      "g",
    ),
    asks: "any",
  },
  { found: new RegExp(String.raw`\b((?:mr|mrs|ms|mister|dr)\b\.?\s+)([a-z]+(?:\s[a-z]+)?)`, "g"), asks: "person" },
  {
    found: new RegExp(
      String.raw`\b(?:[Nn]ame(?: should be| must be| to be| is|'s|’s| (?:for|on|of|in) (?:the |my |her |his )?\w+)?|NAME|[Rr]eceiver(?:'s name)?|[Rr]ecipient(?:'s name)?|[Cc]onsignee|[Aa]ttn\.?|[Aa]ttention|[Cc]ontact(?: person| name)?|[Aa]ddressee|[Cc]ardholder|[Aa]ccount holder|[Ss]ender|[Ss]igned|[Nn]ame on (?:the )?(?:parcel|box|label|order|card)|[Ff]ull name|[Ff]irst name|[Ll]ast name|[Ss]urname|[Pp]ick(?:ed)?[ -]up by|[Ss]hip(?:ped)? to|[Dd]eliver(?:ed)? to|[Ss]end(?: it)? to|[Tt]o|[Cc]ustomer|[Bb]uyer)\s*(?:is|=|:|：|-|–)\s*(${CAPS})`,
      "g",
    ),
    asks: "cap",
  },
  {
    found: new RegExp(
      String.raw`\b(?:my name is|my name's|my name’s|name is|name:|full name(?: is)?|receiver is|receiver:|recipient:|recipient is|consignee:|attn:?|attention:|name of the receiver is|the receiver's name is|name on the (?:card|parcel|order|account|label) is)\s+(${ANY})`,
      "gi",
    ),
    asks: "any",
  },
  {
    found: new RegExp(
      String.raw`\b(?:I['’]?m|I am|[Tt]his is|[Ii]t['’]s|[Cc]all me|[Cc]alled|[Nn]amed|[Aa]sk for|[Ss]igned by|[Cc]are of|[Cc]\/o|[Oo]n behalf of|[Aa]ddressed to|[Uu]nder the name(?: of)?|[Uu]nder|[Aa]ccepted by|[Rr]eceived by|[Cc]ollected by|[Tt]aken by|[Ss]poke (?:to|with)|[Tt]alked to|[Cc]hatted with|[Ii]n the name of|[Mm]ade out to|[Ss]ay|[Ee]ngraved? (?:with )?|[Rr]eads?|[Ii]nitials of|[Pp]lease tell|[Gg]ive (?:it|this|them) to|[Hh]and (?:it|this) to|[Cc]ontact|[Rr]ing|[Cc]all|[Tt]ext|[Tt]ell|[Ll]et|[Aa]sk)\s+(${CAPS})`,
      "g",
    ),
    asks: "person",
  },
  {
    found: new RegExp(
      String.raw`\b(?:[Ff]rom|[Tt]o|[Ff]or|[Ww]ith|[Bb]y|[Aa]nd|[Ww]here|[Ww]hen|[Tt]hat|[Bb]ecause|[Ii]s|[Ww]as|[Aa]s|[Ii]f|[Bb]ut|[Oo]r|[Ss]ince)\s+(${CAPS})`,
      "g",
    ),
    asks: "weak",
  },
  {
    found: new RegExp(
      String.raw`\b(?:[Mm]y|[Hh]is|[Hh]er|[Oo]ur|[Tt]he|[Yy]our)\s+(?:\w+\s)?(?:wife|husband|sister|brother|mother|father|mum|mom|dad|son|daughter|aunt|uncle|cousin|friend|boyfriend|girlfriend|partner|fianc[eé]e?|colleague|coworker|boss|assistant|neighbou?r|roommate|flatmate|teacher|student|niece|nephew|grandma|grandpa|grandmother|grandfather|secretary|courier|driver|receptionist|concierge|doorman|landlord|landlady|housemate|classmate|client|bestie|bride|groom|godson|goddaughter|in-law)s?(?:\s+(?:is|called|named|is called|is named))?,?\s+(?:called |named |is |, )?(${CAPS})`,
      "g",
    ),
    asks: "cap",
  },
  {
    found: new RegExp(
      String.raw`\b(?:[Cc]ourier|[Dd]river|[Rr]eceptionist|[Cc]olleague|[Nn]eighbou?r|[Ff]riend|[Mm]um|[Mm]om|[Dd]ad|[Ss]ister|[Bb]rother|[Ww]ife|[Hh]usband|[Dd]aughter|[Ss]on)\s(?:called |named )?(${CAPS})`,
      "g",
    ),
    asks: "person",
  },
  {
    found: new RegExp(
      String.raw`\b(?:[Hh]i|[Hh]ello|[Hh]ey|[Dd]ear|[Gg]ood (?:morning|afternoon|evening)|[Mm]orning|[Tt]hank you|[Tt]hanks|[Cc]heers|[Ss]orry|[Ww]elcome(?: back)?|[Cc]ongratulations|[Hh]appy birthday|[Ss]ure|[Oo]f course|[Oo]kay|OK|[Yy]es),?\s+(${CAPS})(?=$|[,.!?~:;\n]|\s[-–—])`,
      "g",
    ),
    asks: "person",
  },
  {
    found: new RegExp(
      String.raw`(?:\b(?:[Tt]hanks|[Tt]hank you|[Rr]egards|[Ss]incerely|[Bb]est(?: wishes)?|[Cc]heers|[Yy]ours|[Ll]ove|xx?)[,!. ]+|[-–—~]\s?)(${CAPS})\s*[.!]?$`,
      "g",
    ),
    asks: "person",
  },
  {
    found: new RegExp(
      String.raw`(?:收件人?|收货人?|联系人|姓名|名字|我叫|叫我|叫|我是|转给|寄给|送给|发给|交给|给|让|找|联系|同事|朋友|老公|老婆|闺蜜|女儿|儿子|妹妹|姐姐|弟弟|哥哥|同学|老师|英文名|刻上?|印上?|亲爱的|@)(?:改成|改为|写|是|叫|为|[:：，\s「“"])*(${CAPS})`,
      "g",
    ),
    asks: "cap",
  },
  {
    found: new RegExp(
      String.raw`(?:收件人?|收货人?|联系人|姓名|名字|我叫|叫我)(?:改成|改为|写|是|叫|为|[:：，\s])*([a-z]{2,}(?:\s[a-z]{2,}){0,2})(?=$|[^a-z\d_@.])`,
      "g",
    ),
    asks: "any",
  },
  { found: /(?<![A-Za-z])([A-Za-z]{2,}(?: [A-Za-z]{2,}){0,2}) ?(?:收(?![到藏纳货])|签收|女士|先生|小姐|老师)/g, asks: "any" },
  { found: new RegExp(String.raw`(?:^|[.!?]\s)(${CAPS})\s+here\b`, "g"), asks: "person" },
  {
    found: new RegExp(
      String.raw`\b(${CAP})['’]s\s+(?:order|parcel|package|birthday|bag|name|number|phone|address|place|house|flat|office|account|gift|present|wedding|refund)\b`,
      "g",
    ),
    asks: "person",
  },
];

/** What a person does: a name that is a word too is believed before it. */
const DOES = String.raw`(?:said|says(?! \d| [¥$£€])|told|asked|asks|signed|signs|ordered|orders|bought|buys|paid|pays|picked|picks|collected|collects|took|takes|sent|sends|wants|wanted|needs|needed|loves|loved|likes|liked|lives|lived|works|worked|moved|moves|uses|used|called|calls|texted|wrote|writes|promised|helped|served|recommended|mentioned|gave|gives|got|gets|opened|received|will (?:be|pick|collect|sign|take|get|come|receive|call|pay|ring|send|wait|open|bring|do)|is (?:so |very |really )?(?:happy|away|out|in|home|at|on|my|our|his|her|the (?:receiver|recipient|name|one)|coming|waiting|moving|turning|getting|travelling|abroad|ill|pregnant|sixty|eighty|not (?:in|home|here|there))|was (?:not )?(?:in|home|out|away|at|told|on|so|very|rude|kind|helpful)|(?:has|had) (?:not |never |already |just )?(?:been|paid|ordered|signed|moved|got|received|called|asked|the)|turns|turned|and (?:I|me)|share|from (?:your|the)|at reception|can (?:sign|collect|take|pick)|here|speaking|doesn['’]t|didn['’]t|isn['’]t|wasn['’]t|hasn['’]t)`;
const PERSON_BEFORE = String.raw`(?:(?:leave|left|leaving) (?:it|this|them|that|the \w+) with|(?:buying|bought|gift|present|this is|it['’]s|meant|wrap(?:ped)?|order(?:ed)?) for|(?:driver|courier|holder|guard|porter|concierge|agent|rep|clerk|postman|rider|Old|Little|Uncle|Auntie|Aunt|Granny|Nana|Teacher|Coach|Boss|Doctor|Nurse|Captain|name|recipient|receiver|consignee|buyer|payee|tenant|owner|guardian|name on (?:the )?(?:parcel|box|label|order|card)|student|intern|manager|supervisor|colleague|partner)(?: is|,|:)?|(?:spoke|speak|talk|talked|chat|chatted) (?:to|with)|(?:hand|give|pass|send|ship|address|deliver) (?:it|this|them|one|that|the \w+) to|(?:phone|ring|call|text|ask|tell|remind|thank|notify|message))`;
const CARD = String.raw`[A-Z][a-z]{1,14}(?:[-'’][A-Z]?[a-z]+)?`;
/** People by what they do, and by who is said to be spoken to: names that are words, and names that no list knows. */
const SPOKEN: readonly { found: RegExp; whole: boolean }[] = [
  { found: new RegExp(String.raw`(?<![\w-])(${CARD}(?: ${CARD}){0,2})(?=\s${DOES}\b)`, "g"), whole: false },
  { found: new RegExp(String.raw`\b${PERSON_BEFORE} (${CARD}(?: ${CARD}){0,2})(?![\w'’-])`, "g"), whole: true },
  {
    found: new RegExp(
      String.raw`(?<![\w-])(${CARD}(?: ${CARD})?)(?=,? (?:she|he|who) (?:is|was|turns|lives|works|will|has|takes|said|wants|needs|ordered))`,
      "g",
    ),
    whole: true,
  },
  {
    found: new RegExp(String.raw`(?<![\w-])(${CARD}) and (${CARD})(?=\s(?:share|both|are|were|live|work|want|split|each)\b)`, "g"),
    whole: false,
  },
];

/** Every name in Latin letters. `beside`: the telephones, e-mails and addresses that were found in the line. */
export function englishNamesIn({ text }: Reading, beside: readonly MaskSpan[], { agent, taken }: NameContext): MaskSpan[] {
  if (!/[A-Za-z]{2}/.test(text)) return [];
  const spans: MaskSpan[] = [];
  let publics: { from: number; to: number }[] | null = null;
  const add = (from: number, to: number) => {
    const name = text.slice(from, to).toLowerCase();
    if (to <= from || (agent !== "" && (name === agent.toLowerCase() || agent.toLowerCase().split(/\s+/).includes(name)))) return;
    publics ??= publicPeople(text);
    if ([...taken, ...publics].some((t) => t.from < to && from < t.to)) return;
    spans.push({ from, to, kind: "name" });
  };
  for (const { found, asks } of RULES)
    for (const hit of allOf(text, found)) {
      // A title is masked with the name: it says something of the person.
      const title = hit[2] === undefined ? "" : (hit[1] ?? "");
      const given = hit[2] ?? hit[1];
      if (given === undefined) continue;
      const length = nameLength(given, asks);
      const from = hit.index + hit[0].lastIndexOf(given);
      if (length > 0) add(from - title.length, from + length);
    }
  spokenNames(text, add);
  smallNames(text, add);
  freeNames(text, add);
  if (beside.some(({ kind }) => kind === "phone" || kind === "address" || kind === "email")) deliveryNames(text, beside, add);
  return spans;
}

/** Names that are words too, or that no list knows, where a person is spoken of. */
function spokenNames(text: string, add: (from: number, to: number) => void): void {
  const isNone = (word: string) =>
    isPlace(word) || (NO_NAME_WORDS.has(lower(word)) && !WORD_NAMES.has(lower(word))) || NO_PERSON.has(lower(word));
  for (const { found, whole } of SPOKEN)
    for (const hit of allOf(text, found))
      for (const name of hit.slice(1)) {
        if (name === undefined) continue;
        const list = name.split(" ");
        while (list.length > 0 && isNone(list[0] ?? "") && !isPinyinPair(list)) list.shift();
        const end = isPinyinPair(list) ? -1 : list.findIndex((word) => isNone(word) && !WORD_SURNAMES.has(lower(word)));
        const kept = end < 0 ? list : list.slice(0, end);
        const [first = ""] = kept;
        if (kept.length === 0 || (end >= 0 && !whole)) continue;
        const isKnown = isFirst(first) || WORD_NAMES.has(lower(first)) || isPinyinName(kept) || isTwoSyllables(first);
        // A name that no list knows is believed where it is one of two, or where a person is named outright.
        if (!isKnown && !(kept.length > 1 && first.length > 2) && !(whole && PINYIN_SURNAMES.has(lower(first)))) continue;
        const from = hit.index + hit[0].indexOf(kept.join(" "));
        const old = /(?:^|\W)((?:Old|Little|Uncle|Auntie|Aunt|Granny|Nana|Teacher|Coach) )$/.exec(text.slice(0, from))?.[1] ?? "";
        add(from - old.length, from + kept.join(" ").length);
      }
  for (const hit of text.matchAll(
    /\b(?:so|for|receiver|recipient|name|to|call|is|or|and|with) ([a-z]{2,6} [a-z]{2,9})(?= (?:is|as|will|takes|signs|collects|and|please|pls|here|thanks|thx|at|on)\b|[,.;!?]|$)/g,
  )) {
    const name = hit[1] ?? "";
    const [first = "", second = ""] = name.split(" ");
    if (
      (SURE_PINYIN.has(first) && isTwoSyllables(`${second[0]?.toUpperCase()}${second.slice(1)}`.padEnd(5, "\0"))) ||
      (SURE_PINYIN.has(first) &&
        /^(?:wei|jing|ming|jie|lei|ting|hao|qiang|yan|fang|juan|xin|yu|hui|ying|hua|bin|bo|chao|peng|xue|lan|rui|xiu\w+|xiao\w+|jian\w+|guo\w+|zi\w+|yu\w{2,}|mei\w*|li\w{2,})$/.test(
          second,
        ))
    )
      add(hit.index + hit[0].length - name.length, hit.index + hit[0].length);
  }
}
/** Before a name that is written small, as people type: 「im liz」, 「its for anna」. */
const SMALL_BEFORE = String.raw`(?:\b(?:i['’]?m|i am|this is|it['’]?s|call me|name['’]?s|name is|named|called|ask for|from|for|to|with|by|and|or|attn|dear|hi|hello|hey|thanks|thx|cheers|tell|ask|wife|husband|sister|brother|mum|mom|dad|mother|father|son|daughter|aunt|uncle|cousin|friend|boyfriend|girlfriend|partner|colleague|boss|neighbou?r|roommate|flatmate)\b[ ,:]{1,2}|(?:^|[,;:\n–—-] ?))`;
const SMALL = new RegExp(
  String.raw`${SMALL_BEFORE}([a-z]{3,12})((?: (?:[a-z]\.?|[a-z]{2,12}))?)(?=$|[,.;:!?\n)–—]|['’]s\b|\s(?:and|or|here|speaking|please|again|she|he|who|will|is|was|has|said|says|signs?|ordered|bought|can|from|on|at|in|the|phone|tel|\d))`,
  "gi",
);
/** Letters for a given name: 「J. Okafor」, 「M.J. Lee」; and behind one: 「Emily C.」. */
const INITIALS = /(?<![\w.])((?:[A-Z]\. ?){1,3}(?:de |van |von |al-|O['’]|Mc)?[A-Z][a-z]{2,}(?:-[A-Z][a-z]+)?)(?![\w])/g;
const DOUBLED = /(?<![\w-])([A-Z][a-z]{1,3})([a-z]{2,4})(?![\w-])/g;

/** Given names that are written small where somebody is named, names with letters for a part, and names that say a syllable twice: 「Lele」. */
function smallNames(text: string, add: (from: number, to: number) => void): void {
  for (const hit of allOf(text, SMALL)) {
    const [whole, first = "", rest = ""] = hit;
    const last = rest.trim().replace(".", "");
    const isWord = WORD_NAMES.has(lower(first)) || NO_NAME_WORDS.has(lower(first));
    const isSaid =
      /\b(?:i['’]?m|i am|call me|name['’]?s|name is|this is)[ ,:]{1,2}$/i.test(whole.slice(0, whole.length - first.length - rest.length)) &&
      /^[A-Z]/.test(first);
    if (isWord ? !(isSaid && WORD_NAMES.has(lower(first)) && rest === "") : !FIRST_NAMES.has(lower(first))) continue;
    const isNamed =
      last.length === 1 ||
      PINYIN_SURNAMES.has(lower(last)) ||
      (last.length > 3 && !NO_NAME_WORDS.has(lower(last)) && FIRST_NAMES.has(lower(last)));
    const from = hit.index + whole.length - first.length - rest.length;
    add(from, from + first.length + (isNamed ? rest.length : 0));
  }
  for (const hit of allOf(text, INITIALS))
    if (
      !words(hit[1] ?? "").some((word) => isPlace(word) || (word.length > 1 && NO_NAME_WORDS.has(lower(word)))) &&
      !/(?:St|Mt|No|Rd|Fig)\. ?$/.test(text.slice(0, hit.index))
    )
      add(hit.index, hit.index + hit[0].length);
  for (const hit of allOf(text, DOUBLED)) {
    const [word, one = "", two = ""] = hit;
    if (one.toLowerCase() === two && PINYIN_GIVEN.test(word) && !NO_NAME_WORDS.has(lower(word))) add(hit.index, hit.index + word.length);
  }
}
/** Surnames of pinyin that are no English words. */
const SURE_PINYIN = new Set(
  "wang li zhang liu chen yang huang zhao wu zhou xu sun zhu hu guo lin gao luo zheng liang xie song tang deng cao peng zeng xiao tian dong pan yuan cai jiang yu du ye cheng wei su lu ding ren shen yao lu jiang cui zhong tan qiu jin shi lei shao qian kong".split(
    " ",
  ),
);
/** What stands in capitals before what a person does, and is none. */
const NO_PERSON = new Set(
  "nobody somebody someone everyone everybody anyone people customs taobao tmall alipay courier driver platform seller site app page website amazon ebay shein temu google amex bank screen zip stitching handle base lid glue dye lining camera phone tablet kindle hermes gucci prada chanel coach fossil herschel rimowa samsonite tumi".split(
    " ",
  ),
);

const CAPITALS = new RegExp(String.raw`(?<![\w-])${CAP}(?:[ -]+(?:[A-Z]\. ?)?(?:O['’])?${CAP}){0,2}`, "g");
/** A known given name, or pinyin, with a surname behind it; a given name that is nothing else. */
function freeNames(text: string, add: (from: number, to: number) => void): void {
  for (const hit of allOf(text, CAPITALS)) {
    const list = words(hit[0]);
    for (let i = 0; i < list.length; i++) {
      const [one = "", two] = [list[i], list[i + 1]];
      const from = hit.index + placeOf(hit[0], i);
      if (two !== undefined && (!NO_NAME_WORDS.has(lower(two)) || (isFirst(one) && WORD_SURNAMES.has(lower(two))))) {
        const known =
          (isFirst(one) || (WORD_NAMES.has(lower(one)) && (isFirst(two) || PINYIN_SURNAMES.has(lower(two))))) &&
          !isPlace(two) &&
          /^[A-Z]/.test(two);
        if (known || isPinyinName([one, two])) {
          add(from, hit.index + placeOf(hit[0], i + 1) + two.length);
          i++;
          continue;
        }
      }
      if (isFirst(one) && !WORD_NAMES.has(lower(one)) && !isPlace(one) && /^[A-Z]/.test(one) && one !== one.toUpperCase())
        add(from, from + one.replace(/['’]s$/, "").length);
    }
  }
}

function placeOf(text: string, index: number): number {
  return [...text.matchAll(/\S+/g)][index]?.index ?? 0;
}

/** Between commas in a line that says where a parcel goes. */
function deliveryNames(text: string, beside: readonly MaskSpan[], add: (from: number, to: number) => void): void {
  let rest = text;
  for (const { from, to } of beside) rest = rest.slice(0, from) + "\n".repeat(to - from) + rest.slice(to);
  for (const piece of rest.matchAll(/(?:[^,，;；:：\n|/()（）.!?–—-]|(?<=\w)-(?=\w)|(?<=\b[A-Z])\.)+/g)) {
    const trimmed = piece[0].trim();
    const from = piece.index + piece[0].indexOf(trimmed);
    const list = words(trimmed);
    const isCapital = list.every((word) => /^[A-ZÀ-Ý][\p{L}'’-]*$/u.test(word));
    const named = list.length > 1 && (isFirst(list[0] ?? "") || isPinyinName(list));
    if (
      list.length > 3 ||
      trimmed.length < 3 ||
      list.some(
        (word, i) =>
          (NO_NAME_WORDS.has(lower(word)) &&
            !(i > 0 && isFirst(list[0] ?? "") && WORD_SURNAMES.has(lower(word))) &&
            !(i === 0 && list.length > 1 && isCapital && WORD_NAMES.has(lower(word)))) ||
          isPlace(word),
      )
    )
      continue;
    if ((isCapital && (list.length > 1 || isFirst(trimmed))) || named || (list.length === 1 && WORD_NAMES.has(lower(trimmed)) && isCapital))
      add(from, from + trimmed.length);
  }
}
