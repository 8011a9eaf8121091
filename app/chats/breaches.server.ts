import { inArray } from "drizzle-orm";
import { person } from "@db/schema";
import type { Tx } from "~/platform/database.server";
import type { WriteContext } from "~/platform/write.server";
import { openItem } from "~/work/actions.server";

/** A chat by somebody who was not cleared for the desk. */
export type Breach = { chatId: string; personId: string; teamId: string | null; day: string };

/** A chat by a person without clearance is a breach: the manager of their team looks at it. Once for a chat, however often it is said. For whoever writes chats, in its transaction. */
export async function openBreaches(tx: Tx, ctx: WriteContext, breaches: readonly Breach[]): Promise<void> {
  if (breaches.length === 0) return;
  const people = await tx
    .select({ id: person.id, name: person.name })
    .from(person)
    .where(inArray(person.id, [...new Set(breaches.map(({ personId }) => personId))]));
  const names = new Map(people.map(({ id, name }) => [id, name]));
  for (const { chatId, personId, teamId, day } of breaches)
    await openItem(tx, ctx, {
      kind: "chat_breach",
      subjectId: chatId,
      personId,
      teamId,
      urgent: true,
      data: { name: names.get(personId) ?? "", due: day },
    });
}
