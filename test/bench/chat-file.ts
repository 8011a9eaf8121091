import { composed } from "@db/demo/chat-talk";
import { seededRandom } from "~/platform/seed";

const written = (ms: number) => new Date(ms + 8 * 3_600_000).toISOString().slice(0, 19).replace("T", " ");

/**
 * A file of as many messages to the account 「小满」 of a shop, each chat with a line that says where a parcel goes; made as it is read. Every second line is like no other:
 * what is said again and again costs less.
 */
export async function* chatFile(shop: string, messages: number): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  const agent = `${shop}:小满`;
  let made = 0;
  yield encoder.encode("[");
  for (let n = 0; made < messages; n++) {
    const random = seededRandom(`bench ${messages} ${n}`);
    const buyer = `buyer_${messages}_${n}`;
    const start = Date.UTC(2026, 1, 1) + n * 20_000;
    const { lines } = composed(random, 0.7);
    const personal = `${buyer}：收件人王晓${"佳雨文"[n % 3]}，1390000${String(n % 10_000).padStart(4, "0")}，杭州市余杭区文一西路${n % 900}号${n % 9}幢`;
    const said = [...lines, { at: (lines.at(-1)?.at ?? 0) + 9000, who: "buyer", text: personal }];
    made += said.length;
    const session = {
      meta: {
        dataId: `bench-${messages}-${n}`,
        buyerNick: buyer,
        psnNickName: agent,
        startTime: written(start),
        endTime: written(start),
      },
      messages: said.map(({ at, who, text }, line) => ({
        gmtCreated: written(start + at),
        userNickFrom: who === "buyer" ? buyer : agent,
        msg: (n + line) % 2 === 0 ? text : `${text} ${n.toString(36)}`,
      })),
    };
    yield encoder.encode(`${n > 0 ? ",\n" : ""}${JSON.stringify(session)}`);
    if (n % 500 === 0) await Promise.resolve();
  }
  yield encoder.encode("]");
}
