import { orderChatImport, stageUpload } from "~/chats/import.server";
import { runChatImport } from "~/chats/import-run.server";
import { newId } from "~/platform/ids";
import { chatImport } from "../schema";
import { at, workingDayBefore } from "./calendar";
import { as, done, idOf, type Stage } from "./stage";

const HEADING = "会话ID,买家昵称,客服,发送人,内容,发送时间";
/** A helper of the weekend, whose account nobody has been given yet; the last row was typed by hand. */
const ROWS: readonly (readonly [session: string, buyer: string, by: "buyer" | "agent", text: string, time: string])[] = [
  ["w-1", "山里的猫", "buyer", "城行双肩包14寸黑色还有吗", "10:12:05"],
  ["w-1", "山里的猫", "agent", "有现货的，今天四点前拍今天就发。您平时装多大的电脑？", "10:12:31"],
  ["w-1", "山里的猫", "buyer", "13寸，够了。寄给王晓佳，13900001234，杭州市余杭区文一西路969号3幢", "10:13:40"],
  ["w-1", "山里的猫", "agent", "放得下，记下了，您直接拍就行", "10:14:02"],
  ["w-2", "tb_4471029", "buyer", "帆布托特能便宜点吗", "11:03:10"],
  ["w-2", "tb_4471029", "agent", "不议价的亲", "11:06:44"],
  ["w-2", "tb_4471029", "buyer", "那算了", "昨天下午"],
];
const AGENT = "团团";

/** A file that came in yesterday: two chats of an account that nobody holds, and one line that could not be read. Written by the product's own import; once. */
export async function writeChatImport(whole: Pick<Stage, "db" | "today" | "calendar" | "stores" | "ids">): Promise<void> {
  await whole.db.transaction(async (tx) => {
    if ((await tx.$count(chatImport)) > 0) return;
    const stage = { ...whole, db: tx };
    const day = workingDayBefore(stage.calendar, stage.today, 1);
    const now = at(day, 18 * 60 + 20);
    const manager = as(stage, idOf(stage, "zhaomin"), now);
    const [store] = stage.stores;
    if (!store) throw new Error("the demo's file of chats needs its store");
    const upload = { importId: newId(), kind: "chats" as const, storeId: store.id, day: "", fileName: "周末聊天记录.csv" };
    await done("bringing a file of chats in", stageUpload(manager, upload, fileOf(day, store.name), { most: 1_000_000 }));
    await done("ordering its import", orderChatImport(manager, upload.importId));
    await runChatImport(tx, upload.importId, now);
  });
}

async function* fileOf(day: string, shop: string): AsyncGenerator<Uint8Array> {
  const rows = ROWS.map(([session, buyer, by, text, time]) => {
    const agent = `${shop}:${AGENT}`;
    const when = /^\d/.test(time) ? `${day} ${time}` : time;
    return [`${session} ${day}`, buyer, agent, by === "buyer" ? buyer : agent, `"${text}"`, when].join(",");
  });
  yield await Promise.resolve(new TextEncoder().encode([HEADING, ...rows].join("\n")));
}
