import { PLACES_IN_ENGLISH } from "./mask-places";
import type { MaskSpan, Reading } from "./mask-text";

/** English addresses: rooms, buildings, numbers, roads, districts, towns and codes that follow each other. A town alone is none. Pure. */

type Level = "room" | "road" | "door" | "estate" | "admin" | "place" | "code" | "box";

const WORD = String.raw`(?:[A-Z][\w'’.-]*|\d{1,3}(?:st|nd|rd|th))`;
const WORDS = (most: number) => String.raw`(?:${WORD}\s+){1,${most}}`;
const ROAD = String.raw`(?:Road|Rd|Street|St|Avenue|Ave|Lane|Ln|Drive|Boulevard|Blvd|Alley|Close|Court|Square|Sq|Highway|Hwy|Crescent|Terrace|Parkway|Pkwy|Row|Hill|Quay|Gardens?|Grove|Walk|Mews|Lu|Jie|Dadao|Dajie|Xiang|Hutong|Way|Place|Pl|Dr|Ct|Nongs?|Nong)`;
const LOWER_ROAD = String.raw`(?:road|rd|street|avenue|ave|lane|boulevard|blvd|alley|terrace|crescent|highway)`;

const RULES: readonly { level: Level; found: RegExp }[] = [
  {
    level: "room",
    found:
      /\b(?:Room|Rm|Flat|Apt|Apartment|Unit|Suite|Ste|Floor|Fl|Building|Bldg|Block|Blk|Tower|Level|Dorm|Dormitory|Door|Gate|House|Hall|Workshop|Warehouse|Shelf|Counter|Desk|Bay|Lane|Entrance|Staircase|Shop|Stall|Locker|Box|Phase|Zone|Group|Team|Villa)\.?\s?(?:No\.?\s?|#|number\s)?(?:[A-Z]{0,2}-?\d{1,5}[A-Z]?(?:[-–/]\d{1,5})?|[A-Z]\b)(?:[-–]\d+)?/gi,
  },
  {
    level: "room",
    found:
      /\b\d{1,3}(?:st|nd|rd|th)\s+(?:floor|fl|block|building)\b|\b\d{1,3}\/F\b|(?<![\w.])\d{1,2}F(?!\w)|#\d{1,3}-\d{1,4}\b|\b(?:ground|first|second|third|fourth|fifth|top) floor\b/gi,
  },
  {
    level: "road",
    found: new RegExp(
      String.raw`(?:\bNo\.?\s?\d+[A-Z]?(?:-\d+)?,?\s+|(?<![\w.¥$€£])\d{1,5}[A-Z]?(?:[-/]\d+)?,?\s+)?(?:(?:East|West|North|South|Middle|E|W|N|S)\.?\s+)?${WORDS(4)}${ROAD}\b\.?(?:\s+(?:East|West|North|South|Middle|N|S|E|W)\b)?(?:,?\s?No\.?\s?\d+[A-Z]?)?`,
      "g",
    ),
  },
  {
    level: "road",
    found: new RegExp(String.raw`(?:\bno\.?\s?|(?<![\w.¥$€£]))\d{1,5}[a-z]?,?\s+(?:[a-z][\w'’-]*\s+){1,3}${LOWER_ROAD}\b`, "gi"),
  },
  { level: "road", found: new RegExp(String.raw`(?:\bNo\.?\s?\d+,?\s+)?Lane\s+\d+,?\s+${WORDS(3)}${ROAD}\b`, "g") },
  { level: "door", found: /\b(?:No\.?|Number|#)\s?\d{1,5}[A-Z]?\b/gi },
  {
    level: "box",
    found:
      /(?:[A-Z][\w'’-]+ ){1,3}(?:Garden|Gardens|Estate|Village|Residence|Plaza|Park|Campus|Court|Mansion|Walk|Compound) (?:East|West|North|South|Main|Back) (?:Gate|Entrance)\b/g,
  },
  { level: "box", found: /\bP\.?\s?O\.?\s?Box\s+\d+/gi },
  {
    level: "estate",
    found: new RegExp(
      String.raw`(?:${WORDS(4)}(?:Gardens?|Plaza|Mansions?|Residences?|Residential|Community|Estate|Campus|University|College|School|Dormitory|Dorm|Towers?|Buildings?|Centre|Center|Park|Court|House|Apartments?|Heights|Villas?|Compound|Hospital|Hotel|Mall|Station|Office|Factory|Warehouse|Company|Ltd|Locker|Lockers|Depot|Hall)\b\.?(?:\s+of\s+${WORD}(?:\s+(?:and|&)\s+${WORD})?)?)|\b(?:University|College|School) of ${WORD}`,
      "g",
    ),
  },
  {
    level: "admin",
    found: new RegExp(
      String.raw`${WORDS(3)}(?:District|County|Town|Township|Village|Province|City|Subdistrict|Prefecture|Qu|Xian|Zhen|Shi|Sheng|Cun)\b`,
      "g",
    ),
  },
  { level: "admin", found: /\b[a-z][a-z'-]+ (?:district|county|town|township|village|province)\b/gi },
  { level: "place", found: new RegExp(String.raw`(?<=,\s?)(?:${[...PLACES_IN_ENGLISH].join("|")})(?: (?:city|province))?\b`, "gi") },
  {
    level: "code",
    found:
      /\b[A-Z]{1,2}\d{1,2}[A-Z]?\s?\d[A-Z]{2}\b|\b[A-Z]{2}\s\d{5}(?:-\d{4})?\b|(?<=[,\s])\d{6}(?=$|[,.;\s])|(?<=[,\s])\d{5}(?=$|[,.;\s])|\b[A-Z]\d[A-Z]\s?\d[A-Z]\d\b/gi,
  },
  {
    level: "place",
    found: new RegExp(
      String.raw`(?:(?<=,\s?)|(?<=\b(?:in|of|at)\s))${WORD}(?:\s+${WORD}){0,2}(?=$|[,.;:!?\n]|\s+\d|\s+(?:and|please|my|phone|tel|if|is|thanks|as|for)\b)`,
      "g",
    ),
  },
];

const NO_PLACE =
  /^(?:thanks?|thank|please|pls|can|could|is|my|phone|tel|telephone|mobile|and|the|i|it|receiver|recipient|name|attn|to|hi|hello|yes|no|ok|okay|sorry|great|also|but|so|mr|mrs|ms|miss|dr|order|call|postcode|zip|contact|email|deliver|ship|send)\b/i;
const BETWEEN = /^[\s,.;/()-]{0,4}(?:(?:of|at|in|the|on|near|by)\s+){0,2}$/i;
/** What is named like a road or a house and is none. */
const GOODS =
  /\b(?:Dawn|City|Council|Oldtown|Ferry|Sidestreet|Postway|Stride|Relay|Rolltop|Close|Edge|Keep|Square|Quickcase|Everyday|Commuter)\b.*\b(?:Line|Backpack|Bag|Wallet|Tote|Duffel|Case)\b/i;

/** Every address in a text of Latin letters. */
export function englishAddressesIn({ text }: Reading): MaskSpan[] {
  if (!/[A-Za-z]{2}/.test(text) || !/\d|Road|Street|District|Village/.test(text)) return [];
  const parts = RULES.flatMap(({ level, found }) =>
    [...text.matchAll(found)].map((hit) => ({ level, from: hit.index, to: hit.index + hit[0].trimEnd().length, words: hit[0] })),
  )
    .filter(({ level, words }) => !(level === "place" && NO_PLACE.test(words)) && !GOODS.test(words))
    .sort((a, b) => a.from - b.from || b.to - a.to);
  const spans: MaskSpan[] = [];
  let after = 0;
  for (let i = 0; i < parts.length; i++) {
    const start = parts[i];
    if (!start || start.from < after || start.level === "place" || start.level === "code") continue;
    const chain = [start];
    let to = start.to;
    for (const part of parts.slice(i + 1)) {
      if (part.to <= to) continue;
      if (part.from > to + 14) break;
      if (part.from > to && !BETWEEN.test(text.slice(to, part.from))) continue;
      if (part.from < to && part.level === "place") continue;
      chain.push(part);
      to = part.to;
    }
    const has = (level: Level) => chain.some((part) => part.level === level);
    const count = (level: Level) => chain.filter((part) => part.level === level).length;
    const numbered = chain.some((part) => part.level === "road" && /\d/.test(part.words));
    const isOne =
      numbered ||
      has("box") ||
      (has("road") && (has("room") || has("door") || has("admin") || has("code"))) ||
      (has("estate") && (has("room") || has("door"))) ||
      (count("room") > 1 && has("estate")) ||
      (count("room") > 1 &&
        chain.some((part) => /\d{2}/.test(part.words) && part.level === "room") &&
        /room|rm|flat|apt|apartment|unit|building|bldg|block/i.test(chain.map(({ words }) => words).join(" "))) ||
      (has("admin") && (has("room") || has("door") || count("admin") > 1)) ||
      (has("road") && chain.some(({ level, words }) => level === "place" && isKnown(words)));
    if (!isOne) continue;
    const from = Math.max(after, start.from - (AHEAD.exec(text.slice(Math.max(0, start.from - 60), start.from))?.[0].length ?? 0));
    for (let more = BEHIND.exec(text.slice(to)); more && !isTalk(more[0]); more = BEHIND.exec(text.slice(to))) to += more[0].length;
    spans.push({ from, to, kind: "address" });
    after = to;
  }
  return spans;
}

/** Houses, gates and quarters in capitals that stand before what was found, divided by commas. */
const AHEAD =
  /(?:(?:\d{1,3}(?:-\d{1,4}){1,3}|Hive Box(?: locker)?|Reception|Front [Dd]esk|Lobby|Mailroom|Gatehouse|Mama['’]s Post|Cainiao(?: [Ss]tation)?|(?:[A-Z][\w'’-]+ ){1,3}(?:[Ss]tation|Post|Estate|Garden|Gardens|Plaza|Park|Tower|Campus|Gate|Village|Dorm|Building|Court|Mansion|Walk)(?: (?:East|West|North|South) Gate)?)(?: \d{1,4})?,? )+$/;
/** And behind it. */
const BEHIND =
  /^,?\s(?:lobby|reception|front desk|mailroom|(?:East|West|North|South|Main|Back|Front) (?:Gate|Entrance|Wing|Tower|Door)|[Ll]ocker [A-Z]?\d+|[Ss]helf \d+|(?:[A-Z][\w'’-]+ ){1,3}\d{2,5}[A-Z]?(?!\d)|\d{3,5}[A-Z]?(?=$|[,.;]))|^,\s[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,3}(?=$|[,.;]|\s(?:is|please|and|for|by|on|from|my|her|his|our|weekdays|thanks|not|if|as)\b)/;
const isTalk = (words: string) => NO_PLACE.test(words.replace(/^[\s,]+/, ""));

function isKnown(words: string): boolean {
  return words
    .toLowerCase()
    .split(/\s+/)
    .some((word) => PLACES_IN_ENGLISH.has(word));
}
