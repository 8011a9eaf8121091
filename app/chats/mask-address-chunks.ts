import { FIRST_NAMES, PINYIN_SURNAMES } from "./mask-name-lists-en";
import { PLACES_IN_ENGLISH } from "./mask-places";
import type { MaskSpan, Reading } from "./mask-text";

/**
 * English addresses in any order: a line is cut at its commas, each piece is weighed by itself (a door, a road, a house, a place, a bare number), and pieces that stand beside each other
 * and together say where a door is are an address. Pure.
 */

const ROOM =
  /\b(?:room|rm|flat|apt|apartment|unit|suite|ste|floor|flor|fl|building|bldg|block|blk|tower|level|dorm|dormitory|gate|villa|house|hall|lab|office|workshop|warehouse|factory|shelf|counter|desk|bay|entrance|staircase|shop|stall|stand|locker|group|team|courtyard|yard|door|lane|alley|section|phase|zone|bed|cabinet|plant|wing)s?\.?,? ?(?:no\.? ?|#|number )?(?:[a-z]{0,2}-?\d{1,5}[a-z]?(?:[-–/]\d{1,5}){0,3}|[a-h])\b|\b\d{1,3}(?:st|nd|rd|th) (?:floor|fl|flor|block|building)\b|\b\d{1,3} ?\/ ?f\b|\b\d{1,2}f\b|#\d{1,4}(?:-\d{1,4})*\b|\b(?:ground|first|second|third|fourth|fifth|top) (?:floor|flor)\b|\bno\.? ?\d{1,5}[a-z]?\b/gi;
const ROAD =
  /\b(?:[A-Z][\w'’.-]*|\d{1,3}(?:st|nd|rd|th))(?: [A-Z][\w'’.-]*){0,4} (?:Road|Rd|Street|Str|St|Avenue|Ave|Lane|Ln|Boulevard|Blvd|Alley|Highway|Hwy|Crescent|Cresent|Terrace|Lu|Jie|Dadao|Dajie|Xiang|Hutong|Nong|Long|Way|Drive)\b\.?|\b[A-Z]\w*(?:l[uù]|jie|dadao)\b(?= \d)/g;
const LOW_ROAD = /\b[a-z][\w'’]{2,}(?: [a-z][\w'’]{2,}){0,2} (?:road|rd|street|avenue|ave|lu|jie|dadao|hutong)\b\.?/g;
const HOUSE =
  /\b(?:[A-Z][\w'’-]*)(?: (?:of|and|&)? ?[A-Z][\w'’-]*){0,4} (?:Gardens?|Plaza|Mansions?|Residences?|Community|Estate|Campus|University|College|School|Dormitory|Dorm|Towers?|Buildings?|Bldg|Centre|Center|Park|Court|House|Apartments?|Heights|Villas?|Compound|Hospital|Hotel|Mall|Station|Factory|Warehouse|Zone|Square|Bay|Green|Parkside|City|Xincheng|Jiayuan|Huayuan|Xiaoqu|Xincun|Yuan|Ting|Ge|Fang|Li|Library|Depot|Market)\b/g;
const ADMIN =
  /\b(?:Village|Town|City|Township) of [A-Z]\w+|\b[A-Z][\w'’-]*(?: [A-Z][\w'’-]*)? (?:District|County|Town|Township|Village|Province|City|Subdistrict|Prefecture|Qu|Xian|Zhen|Shi|Sheng|Cun|Cunzi)\b|\b[a-z][a-z'-]+ (?:district|county|town|township|village|province)\b/g;
const DOOR_FIRST = /^(?:\d{1,3}(?:-\d{1,4}){1,3}|\d{1,5}[A-Z]?(?:-\d{1,4})?) (?=[A-Z])/;
const DOOR_LAST = /[A-Za-z] \d{1,5}[A-Za-z]?$/;
const BARE = /^(?:\d{2,5}[A-Z]?|\d{1,2}[A-Z]|[A-Z]\d{2,4}|\d{1,3}(?:-\d{1,4}){1,3}|\d{6})$/;
const STATION =
  /^(?:hive box|cainiao(?: station| post)?|mama'?s post|jd (?:pickup|pick-up|locker|station)|(?:parcel|smart|express) locker|sf (?:station|locker))\b/i;
const GATE = /\b(?:[A-Z][\w'’-]* ){1,3}(?:(?:east|west|north|south|main|back|front|side) (?:gate|entrance|door))\b/gi;
const CAPITALS = /^[A-Z][\w'’-]*(?: [A-Z][\w'’-]*){0,2}$/;
/** A place at the end of an address, with talk behind it: 「…, Nanshan is our studio」. */
const PLACE_IN_TALK =
  /^[A-Z][\w'’-]*(?: [A-Z][\w'’-]*){0,2}(?= (?:is|are|and|please|for|by|my|her|his|our|if|as|not|tel|phone|after|before|on|in|thx|thanks|thank|the|it|they|we|he|she|i|can|next|near|opposite|behind)\b(?! [A-Z]))/;
/** What stands before an address and is none. */
const LEAD =
  /^(?:(?:and|or|so|then|to|at|in|on|it'?s|it is|i'?m|we'?re|is|are|was|hm+|er|um|hi|hello|ok|yes|no|not|please|pls|ship|send|deliver|use|drop|leave|put|bring|post|mail|forward|change|move|it|this|that|them|mine|my|our|her|his|new|old|the|address|adress|addr|home|work|office|from|number|up|should|read|go|goes|going|now|live|living|stay|staying|works?|house|hotel|dorm|wrong|right|correct|same|road|same|hotel|school|place|also|just|only|instead|into|onto|via|with|for|of|by|near|next|behind|opposite|beside|parcel|order|box|bag|one|c\/o|care of)(?:[:：]| |$))+/i;
const PERSON =
  /^(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Madam|Attn|Att|Tel|Phone|Mobile|Receiver|Recipient|Name|Contact|Thanks|Thank|Please|Postcode|Zip|Uncle|Auntie|Aunt|Teacher)\b/;
const TALK =
  /\b(?:which|what|is it|does|do you|can i|would|because|when|please|thanks|thank|thx|call|arrive|arrived|size|strap|colou?r|price|stock|zip|leather|canvas|line|tote|wallet|backpack|duffel|briefcase|coupon)\b/i;

type Piece = { from: number; to: number; door: number; road: number; house: number; admin: number; place: number; number: number };

/** Every address that its pieces tell. */
export function chunkedAddressesIn({ text }: Reading): MaskSpan[] {
  if (!/\d|cainiao|hive box|locker|gate\b/i.test(text) || !/[A-Za-z]{3}/.test(text)) return [];
  const pieces: (Piece | null)[] = [];
  for (const cut of text
    .replace(/\d{7,}/g, (long) => ";".repeat(long.length))
    .matchAll(
      /(?:[^,，;；:：\n!?()（）\u4e00-\u9fff.]|\.(?=\d|[ ]?[#\d,-]|(?<=\b(?:Rd|St|Ave|Bldg|No|Apt|Blk|Fl|Ln|Rm|no|bldg|apt|rm)\.)))+/g,
    ))
    pieces.push(weighed(cut[0], cut.index));
  const spans: MaskSpan[] = [];
  for (let i = 0; i < pieces.length; i++) {
    const first = pieces[i];
    if (!first) continue;
    const run = [first];
    for (
      let next = pieces[i + 1];
      next && next.from - (run.at(-1)?.to ?? 0) <= 9 && !/[!?\n]|\. [A-Z]/.test(text.slice(run.at(-1)?.to, next.from));
      next = pieces[i + run.length]
    )
      run.push(next);
    i += run.length - 1;
    while (run.length > 1 && isOnlyPlace(run[0])) run.shift();
    const sum = (what: "door" | "road" | "house" | "admin" | "place" | "number") => run.reduce((all, piece) => all + piece[what], 0);
    const [door, road, house, admin] = [sum("door"), sum("road"), sum("house"), sum("admin")];
    const others = house + admin + sum("place");
    const isOne =
      (sum("number") > 0 && house > 0 && (admin > 0 || sum("place") > 0)) ||
      (road > 0 && run.some((piece) => piece.place > 1)) ||
      (road > 0 && (door > 0 || sum("number") > 0)) ||
      (door > 0 && (house > 0 || admin > 0)) ||
      (door > 1 && others > 0) ||
      (road > 0 && others > 1) ||
      (admin > 1 && road + house > 0) ||
      (door > 0 &&
        sum("number") > 0 &&
        door + sum("number") > 1 &&
        run.length > 1 &&
        door > 0 &&
        /\b(?:building|bldg|block|tower)\b/i.test(text.slice(run[0]?.from, run.at(-1)?.to)));
    if (isOne) spans.push({ from: run[0]?.from ?? 0, to: run.at(-1)?.to ?? 0, kind: "address" });
  }
  // Where one was found, a door that was left for later is a part of it.
  if (spans.length > 0)
    for (const piece of pieces)
      if (piece && piece.door > 0 && /\b(?:room|rm|flat|apt|apartment|unit|suite)\b.*\d/i.test(text.slice(piece.from, piece.to)))
        spans.push({ from: piece.from, to: piece.to, kind: "address" });
  return spans;
}

const isOnlyPlace = (piece: Piece | undefined) =>
  piece !== undefined && piece.door + piece.road + piece.house + piece.admin + piece.number === 0 && piece.place < 2;

/** What a piece says of a place; null where it says something else. */
function weighed(words: string, at: number): Piece | null {
  const blank = words.length - words.trimStart().length;
  let lead = blank + (LEAD.exec(words.slice(blank))?.[0].length ?? 0);
  let core = words.slice(lead).trimEnd();
  if (core.length < 2) return null;
  core = PLACE_IN_TALK.exec(core)?.[0] ?? core;
  const hits = (pattern: RegExp) => [...core.matchAll(pattern)];
  const found = {
    door: hits(ROOM),
    road: [
      ...hits(ROAD),
      ...hits(LOW_ROAD).filter(
        (hit) =>
          DOOR_LAST.test(core.slice(0, hit.index + hit[0].length + 6)) || /\d/.test(core.slice(Math.max(0, hit.index - 6), hit.index)),
      ),
    ],
    house: hits(HOUSE),
    admin: hits(ADMIN),
    gate: hits(GATE),
  };
  const all = Object.values(found).flat();
  const place = core
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => PLACES_IN_ENGLISH.has(word)).length;
  const isBare = BARE.test(core);
  const isCapital =
    CAPITALS.test(core) &&
    !PERSON.test(core) &&
    !FIRST_NAMES.has((core.split(" ")[0] ?? "").toLowerCase()) &&
    !(core.includes(" ") && PINYIN_SURNAMES.has((core.split(" ")[0] ?? "").toLowerCase()));
  if (
    all.length === 0 &&
    !isBare &&
    !isCapital &&
    !STATION.test(core) &&
    !(place > 0 && core.split(" ").length < 4) &&
    !(DOOR_FIRST.test(core) && /^[\d-]+ (?:[A-Z]\w* ?){1,4}$/.test(core))
  )
    return null;
  let to = core.length;
  if (all.length > 0) {
    // The address begins where its first part does, and ends where its last does.
    const start = Math.min(...all.map((hit) => hit.index));
    const ahead =
      /(?:(?:\d{1,5}[A-Z]?(?:-\d{1,4}){0,3}|(?:[A-Z][\w'’-]* ?){1,3}),? (?:of |off |near )?)$/.exec(core.slice(0, start))?.[0].length ?? 0;
    if (!STATION.test(core)) {
      lead += start - ahead;
      core = core.slice(start - ahead);
    }
    const end = Math.max(...all.map((hit) => hit.index + hit[0].length - (STATION.test(core) ? 0 : start - ahead)));
    const behind =
      /^ (?:\d{1,5}[A-Z]?(?:-\d{1,4})?\b|(?:of |off )(?:[A-Z][\w'’-]* ?){1,4}(?:\w+\.?)?|(?:east|west|north|south|main) (?:gate|entrance)|(?:No\.? ?)?#?\d{1,5}|(?:[A-Z][\w'’-]*)(?= |$))+/.exec(
        core.slice(end),
      )?.[0].length ?? 0;
    to = Math.min(core.length, end + behind);
    if (core.slice(to).trim().split(/\s+/).length > 6 && TALK.test(core) && !found.road.length) return null;
  }
  const said = core.slice(0, to);
  const number = (isBare ? 1 : 0) + (DOOR_FIRST.test(said) || (all.length > 0 && DOOR_LAST.test(said)) ? 1 : 0);
  const isPlace = place > 0 || isCapital || STATION.test(core);
  return {
    from: at + lead,
    to: at + lead + to,
    door: found.door.length + (STATION.test(core) ? 1 : 0),
    road: found.road.length,
    house: found.house.length + found.gate.length + (DOOR_FIRST.test(said) && /^[\d]+-\d/.test(said) ? 1 : 0),
    admin: found.admin.length,
    place: place > 0 ? 2 : isPlace ? 1 : 0,
    number,
  };
}
