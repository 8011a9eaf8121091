import type { ImportFault, StagedLine } from "@db/schema";
import { accountOf } from "./accounts";
import { MOST_LINES, type RawSession } from "./import-json";
import type { Mapping } from "./import-fields";
import { fenOf, flagOf, instantOf, ratingOf, wordsOfCell } from "./import-values";
import { chatMasker, type HarmlessLines } from "./import-mask";
import { type MaskContext, maskLine } from "./mask";

/** What is kept of a file while it comes in: sessions and orders, masked, their names and the buyer's only as keyed digests. Pure. */

export type ChatBody = {
  account: string;
  /** The store as the file names it before the account; "" where it does not. */
  store: string;
  buyer: string | null;
  started: number | null;
  ended: number | null;
  rating?: number;
  isPaid?: boolean;
  paidFen?: number;
  wasTransferred?: boolean;
  invited?: boolean;
  skus: string[];
  lines: StagedLine[];
};
export type OrderBody = { buyer: string | null; placed: number; paid: number | null; amountFen: number; refundFen: number; skus: string[] };
export type Part<Body> = { key: string; body: Body };
/** Digests under the instance's key. */
export type Seals = { session: (name: string) => string; buyer: (nick: string) => string; order: (number: string) => string };

/** A fault of a file. Of what stands there only the shape is quoted: a cell that is no time may be anybody's name. */
export function faultAt(at: number, code: string, value: unknown = ""): ImportFault {
  const { text } = maskLine(wordsOfCell(value).slice(0, 120));
  const shape = text.replace(/〔[^〕]{1,12}〕|\p{L}+|\d{7,}/gu, (words) => (words.startsWith("〔") ? words : "…"));
  return { at, code, value: shape.slice(0, 80) };
}

/** The account that served a session, and the store that stands before it; both empty where nobody but the buyer is named. */
export function accountOfSession({ meta, messages }: Pick<RawSession, "meta" | "messages">): { store: string; account: string } {
  const buyer = wordsOfCell(meta.buyerNick ?? meta.buyer);
  const agent = wordsOfCell(meta.psnNickName ?? meta.agent);
  if (agent !== "") return accountOf(agent);
  const others = messages.map((message) => senderOf(message)).filter((nick) => nick !== "" && nick !== buyer);
  return accountOf(others[0] ?? "");
}

const senderOf = (message: Record<string, unknown>) => wordsOfCell(message.userNickFrom ?? message.from);

/** Whether what a session does not say of its buyer comes from no person: the platform, or a robot that speaks beside the agent. */
function isNobody(sender: string, agent: string): boolean {
  if (sender === "" || /^(?:系统|system)/iu.test(sender)) return true;
  const speaker = accountOf(sender).account;
  return speaker !== agent && /机器人|店小蜜|智能客服|\brobot\b/iu.test(speaker);
}

/** A session of a JSON file as it is kept; null with the reason where nothing of it can be. */
export function sessionPart(
  { line, meta, messages, dropped }: RawSession,
  seals: Seals,
  catalogue: RegExp | null,
  harmless: HarmlessLines,
): { part: Part<ChatBody> | null; faults: ImportFault[] } {
  const faults: ImportFault[] = [];
  const name = wordsOfCell(meta.dataId ?? meta.sessionId ?? meta.id);
  if (name === "") return { part: null, faults: [faultAt(line, "session_no_id")] };
  const buyerNick = wordsOfCell(meta.buyerNick ?? meta.buyer);
  const { store, account } = accountOfSession({ meta, messages });
  if (account === "") return { part: null, faults: [faultAt(line, "session_no_agent")] };
  const mask = chatMasker({ buyer: buyerNick, agent: account, catalogue }, harmless);
  const lines = messages.flatMap((message): StagedLine[] => {
    const text = wordsOfCell(message.msg ?? message.text ?? message.content);
    if (text === "") return [];
    const sender = senderOf(message);
    const who = sender === buyerNick && sender !== "" ? "buyer" : isNobody(sender, account) ? "system" : "agent";
    return [{ at: instantOf(message.gmtCreated ?? message.time), who, text: mask(text) }];
  });
  if (dropped > 0) faults.push(faultAt(line, "session_too_long", `${MOST_LINES} / ${MOST_LINES + dropped}`));
  if (lines.length === 0) return { part: null, faults: [...faults, faultAt(line, "session_empty")] };
  const paidFen = fenOf(meta.payAmount ?? meta.amount);
  const isPaid = flagOf(meta.isPaid ?? meta.paid);
  const rating = ratingOf(meta.rating ?? meta.score);
  const transferred = flagOf(meta.isTransfer ?? meta.transferred);
  const invited = flagOf(meta.isInvited ?? meta.invited ?? meta.inviteEvaluate);
  return {
    part: {
      key: seals.session(name),
      body: {
        ...{ account, store, buyer: buyerNick === "" ? null : seals.buyer(buyerNick), skus: [], lines },
        started: instantOf(meta.startTime),
        ended: instantOf(meta.endTime),
        ...(rating !== null && { rating }),
        ...(isPaid !== null && { isPaid }),
        ...(paidFen !== null && { paidFen }),
        ...(transferred !== null && { wasTransferred: transferred }),
        ...(invited !== null && { invited }),
      },
    },
    faults,
  };
}

/** What an earlier part left open and a later one says. */
export function joinedEnds(known: ChatBody, more: ChatBody) {
  return {
    account: known.account || more.account,
    store: known.store || more.store,
    buyer: known.buyer ?? more.buyer,
    skus: [...new Set([...known.skus, ...more.skus])],
    ...((known.invited ?? more.invited) !== undefined && { invited: known.invited === true || more.invited === true }),
  };
}

/** Sessions whose masker is kept while their lines come between those of others. */
const OPEN_SESSIONS = 2000;

/** Reads of a row of a table who speaks to whom; null where it says neither. */
export function rowSides(mapping: Mapping): (cells: readonly unknown[]) => RowSides | null {
  const at = (field: string) => mapping.indexOf(field);
  const columns = { buyer: at("buyer"), agent: at("agent"), sender: at("sender"), user: at("user"), flag: at("is_agent") };
  return (cells) => {
    const cell = (column: number) => (column < 0 ? "" : wordsOfCell(cells[column]));
    const isAgent = isAgentRow();
    if (isAgent === null) return null;
    const user = cell(columns.sender) || cell(columns.user);
    const buyer = cell(columns.buyer) || (isAgent ? "" : user);
    return { isAgent, buyer, ...accountOf(cell(columns.agent) || (isAgent ? user : "")) };

    function isAgentRow(): boolean | null {
      if (columns.flag >= 0) return flagOf(cells[columns.flag]);
      const sender = cell(columns.sender);
      if (sender === "") return null;
      if (columns.buyer >= 0 && cell(columns.buyer) !== "") return sender !== cell(columns.buyer);
      return columns.agent >= 0 && cell(columns.agent) !== "" ? sender === cell(columns.agent) : /[:：]/u.test(sender);
    }
  };
}
type RowSides = { isAgent: boolean; buyer: string; store: string; account: string };

/** Reads the rows of a table of chats, of which each is one line; sessions may lie between each other. */
export function chatRowReader(mapping: Mapping, seals: Seals, catalogue: RegExp | null) {
  const harmless: HarmlessLines = new Set();
  const open = new Map<string, { context: MaskContext; mask: (text: string) => string; lines: number }>();
  const sidesOf = rowSides(mapping);
  const at = (field: string) => mapping.indexOf(field);
  const [session, flag] = [at("session"), at("is_agent")];
  const [text, time, sku, rating, invited, paid, amount] = ["text", "time", "sku", "rating", "invited", "paid", "amount"].map(at) as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  return (row: number, cells: readonly unknown[]): { part: Part<ChatBody> | null; faults: ImportFault[] } => {
    const cell = (column: number) => (column < 0 ? "" : wordsOfCell(cells[column]));
    const name = cell(session);
    if (name === "") return { part: null, faults: [faultAt(row, "row_no_session")] };
    const words = cell(text);
    if (words === "") return { part: null, faults: [faultAt(row, "row_no_text")] };
    const sides = sidesOf(cells);
    if (sides === null) return { part: null, faults: [faultAt(row, "row_no_side", cell(flag))] };
    const { isAgent, buyer, store, account } = sides;
    const when = time < 0 ? null : instantOf(cells[time]);
    if (time >= 0 && when === null) return { part: null, faults: [faultAt(row, "row_time", cell(time))] };
    const talk = sessionOf(name);
    if (buyer !== "") talk.context.buyer = buyer;
    if (account !== "") talk.context.agent = account;
    if (++talk.lines > MOST_LINES)
      return { part: null, faults: talk.lines === MOST_LINES + 1 ? [faultAt(row, "session_too_long", String(MOST_LINES))] : [] };
    const paidFen = amount < 0 ? null : fenOf(cells[amount]);
    const isPaid = paid < 0 ? null : flagOf(cells[paid]);
    const rated = rating < 0 ? null : ratingOf(cells[rating]);
    const asked = invited < 0 ? null : flagOf(cells[invited]);
    return {
      part: {
        key: seals.session(name),
        body: {
          ...{ account, store, buyer: buyer === "" ? null : seals.buyer(buyer), started: null, ended: null },
          skus: cell(sku) === "" ? [] : [cell(sku).slice(0, 60)],
          lines: [{ at: when, who: isAgent ? "agent" : "buyer", text: talk.mask(words) }],
          ...(rated !== null && { rating: rated }),
          ...(asked !== null && { invited: asked }),
          ...(isPaid !== null && { isPaid }),
          ...(paidFen !== null && { paidFen }),
        },
      },
      faults: [],
    };
  };

  function sessionOf(name: string) {
    let session = open.get(name);
    if (session) open.delete(name);
    else {
      const context: MaskContext = { catalogue };
      session = { context, mask: chatMasker(context, harmless), lines: 0 };
      if (open.size >= OPEN_SESSIONS) for (const oldest of open.keys()) if (open.delete(oldest)) break;
    }
    // The last one that was spoken in stands last: the one that was silent longest is forgotten first.
    open.set(name, session);
    return session;
  }
}

/** States of an order that was not paid, whatever else the row says. */
const NOT_PAID = /关闭|取消|未付款|待付款|等待买家付款|closed|cancel|unpaid|pending/iu;

/** Reads the rows of a table of orders, of which each is one product of one order. */
export function orderRowReader(mapping: Mapping, seals: Seals) {
  const at = (field: string) => mapping.indexOf(field);
  return (row: number, cells: readonly unknown[]): { part: Part<OrderBody> | null; faults: ImportFault[] } => {
    const cell = (field: string) => (at(field) < 0 ? "" : wordsOfCell(cells[at(field)]).replace(/^[="'\s]+|["'\s]+$/g, ""));
    const number = cell("order");
    if (number === "") return { part: null, faults: [faultAt(row, "order_no_number")] };
    const paid = at("paid_at") < 0 || cell("paid_at") === "" ? null : instantOf(cells[at("paid_at")]);
    const placed = (at("placed") < 0 ? null : instantOf(cells[at("placed")])) ?? paid;
    if (placed === null) return { part: null, faults: [faultAt(row, "order_time", cell("placed"))] };
    const amountFen = cell("amount") === "" ? 0 : fenOf(cell("amount"));
    if (amountFen === null) return { part: null, faults: [faultAt(row, "order_amount", cell("amount"))] };
    const buyer = cell("buyer");
    return {
      part: {
        key: seals.order(number),
        body: {
          ...{ buyer: buyer === "" ? null : seals.buyer(buyer), placed, amountFen, refundFen: fenOf(cell("refund")) ?? 0 },
          paid: NOT_PAID.test(cell("state")) ? null : paid,
          skus:
            cell("sku") === ""
              ? []
              : cell("sku")
                  .slice(0, 300)
                  .split(/[,，;；\s]+/u),
        },
      },
      faults: [],
    };
  };
}
