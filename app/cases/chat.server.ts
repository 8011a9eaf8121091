import { eq } from "drizzle-orm";
import { chat, chatCase, chatText, person } from "@db/schema";
import type { Reader } from "~/platform/database.server";
import { mayMakeOf, type Reach } from "./reach";

/** A chat of which somebody may make a case, with what was said; null: there is none, or it is none of theirs. One statement. */
export async function chatToRead(reader: Reader, reach: Reach, chatId: string) {
  const [row] = await reader
    .select({
      ...{
        id: chat.id,
        personId: chat.personId,
        teamId: chat.teamId,
        platform: chat.platform,
        startedAt: chat.startedAt,
        products: chat.products,
      },
      ...{ outcome: chat.outcome, worthFen: chat.worthFen, name: person.name, lines: chatText.lines, caseNumber: chatCase.number },
    })
    .from(chat)
    .leftJoin(person, eq(person.id, chat.personId))
    .leftJoin(chatText, eq(chatText.chatId, chat.id))
    .leftJoin(chatCase, eq(chatCase.chatId, chat.id))
    .where(eq(chat.id, chatId));
  return row && mayMakeOf(reach, row) ? row : null;
}
