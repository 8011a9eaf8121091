import { type TokenParser, Tokenizer, TokenType } from "@streamparser/json";

/** Sessions out of a JSON file, one after the other, however large the file is: an array of sessions, or sessions one behind the other. Pure. */

/** A session as the file has it. `line`: where it begins; `dropped`: messages beyond the most that are kept; `size`: about how many characters it holds. */
export type RawSession = {
  line: number;
  meta: Record<string, unknown>;
  messages: Record<string, unknown>[];
  dropped: number;
  size: number;
};
type JsonRead = { session: RawSession } | { fault: "json_broken" | "session_shape"; line: number };

/** Messages of one chat that are kept; more is no chat. */
export const MOST_LINES = 2000;
/** Characters without the end of anything: no session is so large. */
const LONGEST_RUN = 16_000_000;
const DEEPEST = 12;
/** Characters that are held of one session, and what any value counts at least: what is not dropped stays in memory until the session ends. */
const LARGEST = 16_000_000;
const A_VALUE = 16;

/** `before`: what was held of the session when it began. */
type Frame = { value: Record<string, unknown> | unknown[]; key: string | null; isMessages: boolean; before: number };
type Token = Parameters<TokenParser["write"]>[0];

/** Puts tokens together to sessions; of a list of messages it keeps the first only. */
class Assembler {
  readonly found: JsonRead[] = [];
  line = 1;
  private stack: Frame[] = [];
  private isInArray = false;
  private dropped = 0;
  private held = 0;
  private began = 1;

  take({ token, value }: Token): void {
    const top = this.stack.at(-1);
    switch (token) {
      case TokenType.LEFT_BRACE:
      case TokenType.LEFT_BRACKET:
        this.open(token === TokenType.LEFT_BRACKET);
        return;
      case TokenType.RIGHT_BRACE:
      case TokenType.RIGHT_BRACKET:
        this.close(token === TokenType.RIGHT_BRACKET);
        return;
      case TokenType.COLON:
      case TokenType.COMMA:
        return;
      default:
        if (!top) throw new Error("a value without a session");
        if (!Array.isArray(top.value) && top.key === null) {
          if (typeof value !== "string") throw new Error("a key that is no text");
          top.key = value;
        } else this.put(top, value, this.hold(value));
    }
  }

  /** Whether a session, or the list of them, is still open. */
  get isOpen(): boolean {
    return this.stack.length > 0 || this.isInArray;
  }

  /** The session that is open, as far as it has come; null where there is none, or nothing is known of its messages yet. */
  begun(): RawSession | null {
    const session = this.stack[0]?.value;
    if (!isObject(session)) return null;
    const messages = this.stack.find(({ isMessages }) => isMessages)?.value ?? session.messages;
    return Array.isArray(messages) ? this.sessionOf(session, messages) : null;
  }

  private sessionOf(session: Record<string, unknown>, messages: readonly unknown[]): RawSession {
    const meta = isObject(session.meta) ? session.meta : session;
    return { line: this.began, meta, messages: messages.filter(isObject), dropped: this.dropped, size: this.held };
  }

  private open(isArray: boolean): void {
    const top = this.stack.at(-1);
    if (!top) {
      if (isArray && !this.isInArray) {
        this.isInArray = true;
        return;
      }
      this.began = this.line;
      this.dropped = this.held = 0;
    } else if (!Array.isArray(top.value) && top.key === null) throw new Error("a key that is no text");
    if (this.stack.length > DEEPEST) throw new Error("too deep");
    const isMessages = isArray && this.stack.length === 1 && top?.key === "messages";
    this.stack.push({ value: isArray ? [] : {}, key: null, isMessages, before: this.hold(null) });
  }

  /** Count a value that is held from now on. Returns what was held before it. */
  private hold(value: unknown): number {
    const before = this.held;
    this.held += A_VALUE + (typeof value === "string" ? value.length : 0);
    if (this.held > LARGEST) throw new Error("too large");
    return before;
  }

  private close(isArray: boolean): void {
    const frame = this.stack.pop();
    if (!frame) {
      if (!isArray || !this.isInArray) throw new Error("an end without a beginning");
      this.isInArray = false;
      return;
    }
    if (Array.isArray(frame.value) !== isArray) throw new Error("the wrong end");
    const top = this.stack.at(-1);
    if (top) this.put(top, frame.value, frame.before);
    else this.finish(frame.value);
  }

  private put(frame: Frame, value: unknown, before: number): void {
    if (Array.isArray(frame.value)) {
      if (frame.isMessages && frame.value.length >= MOST_LINES) {
        this.dropped++;
        this.held = before;
      } else frame.value.push(value);
      return;
    }
    Object.defineProperty(frame.value, frame.key ?? "", { value, enumerable: true, configurable: true, writable: true });
    frame.key = null;
  }

  private finish(value: Record<string, unknown> | unknown[]): void {
    const session = Array.isArray(value) ? null : value;
    const messages = session?.messages;
    if (!session || !Array.isArray(messages)) {
      this.found.push({ fault: "session_shape", line: this.began });
      return;
    }
    this.found.push({ session: this.sessionOf(session, messages) });
  }
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * Every session of a file that comes in pieces, and what is wrong with it. After `json_broken` comes nothing more. `most`: whoever only looks reads about so many characters; a session that
 * goes on behind them comes as far as it was read.
 */
export async function* jsonSessions(
  pieces: AsyncIterable<string> | Iterable<string>,
  { most = Infinity }: { most?: number } = {},
): AsyncGenerator<JsonRead> {
  const assembler = new Assembler();
  const tokenizer = new Tokenizer();
  let broken = false;
  let [run, characters] = [0, 0];
  tokenizer.onToken = (token) => {
    run = 0;
    assembler.take(token);
  };
  tokenizer.onError = () => {
    broken = true;
  };
  tokenizer.onEnd = () => undefined;
  for await (const piece of pieces) {
    for (let from = 0; from < piece.length && !broken;) {
      const newline = piece.indexOf("\n", from);
      const to = newline < 0 ? piece.length : newline + 1;
      try {
        run += to - from;
        tokenizer.write(piece.slice(from, to));
        if (run > LONGEST_RUN) broken = true;
      } catch {
        broken = true;
      }
      if (newline >= 0 && !broken) assembler.line++;
      from = to;
    }
    yield* assembler.found.splice(0);
    if (broken) break;
    if ((characters += piece.length) < most) continue;
    const session = assembler.begun();
    if (session) yield { session };
    return;
  }
  if (broken || assembler.isOpen) yield { fault: "json_broken", line: assembler.line };
}
