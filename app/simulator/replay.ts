import { type platforms } from "~/curriculum/pack-basics";
import { type Simulation, simulation } from "~/curriculum/pack-simulation";
import type { Locale, LocalText } from "~/platform/locale";
import { withoutControls } from "~/wording/normalise";
import { isUnmasked } from "./masked-rules";

/**
 * A chat that was really had, as whoever supplies it hands it over (chat checks do: from a chat that was looked at, its buyer masked).
 * - `id`: its own name, a slug; a run says by it which chat was played
 * - `title`: a line for the list and for the debrief: a text in both languages
 * - `platform`: whose terms hold in it; `locale`: the language in which it was had
 * - `products`: slugs of what it was about, shown beside the chat
 * - `messages`: in the order of their times; `at` in milliseconds from any beginning
 */
export type Recording = {
  id: string;
  title: LocalText;
  platform: (typeof platforms)[number];
  locale: Locale;
  products: string[];
  messages: { at: number; who: "customer" | "agent"; text: string }[];
};

/**
 * Why a recording cannot be played.
 * - `no_customer`, `no_reply`: nobody asked, or nobody answered: there is nothing to do better
 * - `too_long`: more turns than a simulation may have, or more text in a line than anybody reads
 * - `unmasked`: something that names the buyer is still in it; `message` says where, counted from 1
 * - `empty_line`, `out_of_order`, `bad_head`: it is not what was agreed
 */
export type RecordingFault =
  | { code: "no_customer" | "no_reply" | "too_long" | "bad_head" }
  | { code: "unmasked" | "empty_line" | "out_of_order" | "line_too_long"; message: number };

/** A pause of the customer is real up to this: who went to make tea keeps nobody waiting at the desk. */
export const LONGEST_GAP_S = 60;
/** Somebody typing needs a moment at least. */
const SHORTEST_GAP_S = 1;
/** So long a customer of a recording waits; then they are gone. */
export const PATIENCE_S = 180;
/** A reply that took longer than that made them wait: from there on they are customers who had to wait. */
export const WAITED_S = 60;
/** Each turn stands twice in the scenario: for a customer who had to wait, and for one who had not. */
export const MOST_TURNS = 30;
const MOST_LINES = 6;
const LONGEST_LINE = 1000;
const LONGEST_GOAL = 60;

/** How agents ask for the order, in the words that scripts use. */
const ASKS_FOR_THE_ORDER = {
  "zh-CN": [
    "现在拍",
    "您拍下",
    "拍下我",
    "帮您下单",
    "这边下单",
    "直接下单",
    "可以下单",
    "现在下单",
    "今天拍",
    "给您留",
    "拍一只",
    "拍这款",
    "要不要拍",
    "您看拍",
    "付款后",
  ],
  en: [
    "order it",
    "place the order",
    "order now",
    "shall i put",
    "ready to order",
    "go ahead and order",
    "reserve it for you",
    "like to order",
    "order today",
  ],
};

const texts = (zh: string, en: string): LocalText => ({ "zh-CN": zh, en });
/** What was said in one language is said so in every one. */
const verbatim = (said: string): LocalText => ({ "zh-CN": said, en: said });

const ENDINGS = [
  {
    slug: "served",
    kind: "left",
    worth: 100,
    closing: texts("（对话到此为止）", "(here the chat ended)"),
    meaning: texts("客户一次也没有久等。", "The customer never had to wait for long."),
    run: [],
  },
  {
    slug: "waited",
    kind: "left",
    worth: 50,
    closing: texts("（对话到此为止）", "(here the chat ended)"),
    meaning: texts(
      "客户久等过至少一次：真实的客户可能已经去问下一家了。",
      "The customer had to wait at least once: a real one may have asked the next shop by then.",
    ),
    run: [],
  },
  {
    slug: "gone",
    kind: "left",
    worth: 0,
    closing: texts("（没有人回复，客户走了）", "(nobody answered, the customer has gone)"),
    meaning: texts("有一句话没有人回复，后面的就都没有了。", "One line was never answered; nothing after it was ever said."),
    run: [],
  },
];

/** The customer's lines between two replies, and what was replied to them then. */
type Turn = { lines: { after_s: number; text: string }[]; reply: string | null; replyAfterS: number };

/**
 * What a recorded chat is played as: a scenario without branches. The customer says what they said, at their real pace after the trainee's reply; the trainee sits
 * in the agent's place. What the agent said then is the model run: it is shown in the debrief, turn by turn. It holds one point, asking for the order; so its grade
 * is made of speed, tone, what must not be sent, and that. Its end says whether the customer had to wait.
 */
export function simulationOf(recording: Recording): { ok: true; simulation: Simulation } | { ok: false; faults: RecordingFault[] } {
  const faults = faultsOf(recording);
  if (faults.length > 0) return { ok: false, faults };
  const turns = turnsOf(recording.messages);
  if (turns.length === 0) return { ok: false, faults: [{ code: "no_customer" }] };
  if (turns.every(({ reply }) => reply === null)) return { ok: false, faults: [{ code: "no_reply" }] };
  if (turns.length > MOST_TURNS) return { ok: false, faults: [{ code: "too_long" }] };
  const made = simulation.safeParse(scenario(recording, turns));
  return made.success ? { ok: true, simulation: made.data } : { ok: false, faults: [{ code: "bad_head" }] };
}

function faultsOf({ messages }: Recording): RecordingFault[] {
  return messages.flatMap(({ at, text }, index): RecordingFault[] => {
    const message = index + 1;
    if (!Number.isFinite(at) || at < (messages[index - 1]?.at ?? -Infinity)) return [{ code: "out_of_order", message }];
    if (withoutControls(text).trim() === "") return [{ code: "empty_line", message }];
    if (text.length > LONGEST_LINE) return [{ code: "line_too_long", message }];
    return isUnmasked(text) ? [{ code: "unmasked", message }] : [];
  });
}

const seconds = (ms: number, least: number): number => Math.min(LONGEST_GAP_S, Math.max(least, Math.round(ms / 1000)));

/** The turns of a chat, from the customer's first line on: a welcome that a machine sent before it is no reply to anything. */
function turnsOf(messages: Recording["messages"]): Turn[] {
  const turns: Turn[] = [];
  let before: number | null = null;
  for (const { at, who, text } of messages.slice(
    Math.max(
      0,
      messages.findIndex((m) => m.who === "customer"),
    ),
  )) {
    if (who === "agent" && turns.length === 0) return [];
    const last = turns.at(-1);
    const gap = before === null ? 0 : at - before;
    if (who === "customer") {
      const line = { after_s: before === null ? 0 : seconds(gap, SHORTEST_GAP_S), text };
      if (!last || last.reply !== null) turns.push({ lines: [line], reply: null, replyAfterS: 0 });
      else if (last.lines.length < MOST_LINES) last.lines.push(line);
      else last.lines.splice(-1, 1, joined(last.lines.at(-1), text));
    } else if (last) {
      if (last.reply === null) last.replyAfterS = seconds(gap, SHORTEST_GAP_S);
      last.reply = last.reply === null ? text : `${last.reply}\n${text}`;
    }
    before = at;
  }
  return turns;
}

const joined = (line: Turn["lines"][number] | undefined, text: string) => ({
  after_s: line?.after_s ?? 0,
  text: line ? `${line.text}\n${text}` : text,
});

function scenario({ id, title, platform, products }: Recording, turns: readonly Turn[]) {
  const node = (track: "prompt" | "late", at: number) => ({
    slug: `${track}-${at}`,
    lines: turns[at]?.lines.map(({ after_s, text }) => ({ after_s, text: verbatim(text) })) ?? [],
    patience_s: PATIENCE_S,
    ways: [...(track === "prompt" ? [{ when: { slower_than_s: WAITED_S }, to: at + 1 < turns.length ? `late-${at + 1}` : "waited" }] : [])],
    otherwise: at + 1 < turns.length ? `${track}-${at + 1}` : track === "prompt" ? "served" : "waited",
    silence: "gone",
  });
  const order = {
    slug: "order",
    title: texts("开口促单", "Asks for the order"),
    kind: "order",
    any_of: ASKS_FOR_THE_ORDER,
  };
  return {
    ...{ slug: id, title, platforms: [platform], products, level: 1, qualities: ["professionalism"] },
    intro: texts("一场真实发生过的对话，由你来接。", "A chat that was really had; you take the agent's place."),
    customers: [
      {
        slug: "buyer",
        name: texts("买家", "Buyer"),
        arrives_s: 0,
        mood: texts("照当时的节奏", "At the pace of that day"),
        goal: verbatim(opening(turns)),
        points: [order],
        nodes: turns.flatMap((_, at) => (at === 0 ? [node("prompt", at)] : [node("prompt", at), node("late", at)])),
        endings: ENDINGS,
        model_run: turns.flatMap(({ reply, replyAfterS }) => (reply === null ? [] : [{ after_s: replyAfterS, text: verbatim(reply) }])),
      },
    ],
  };
}

/** What they came for is what they said first. */
function opening(turns: readonly Turn[]): string {
  const said = turns[0]?.lines.map(({ text }) => text).join(" ") ?? "";
  return said.length > LONGEST_GOAL ? `${said.slice(0, LONGEST_GOAL)}…` : said;
}
