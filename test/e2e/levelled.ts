import type { Shop } from "./shop";

/** The demo's activated agent, of whom two closed months of 80 and more propose the next level. */
export async function proposedUp(shop: Shop): Promise<{ id: string; proposalId: string }> {
  const [row] = await shop.sql<{ id: string; proposalId: string }[]>`
    select p.id, l.id as "proposalId" from level_proposal l join person p on p.id = l.person_id where p.login = 'liuyang' and l.closed_at is null`;
  if (!row) throw new Error("nothing is proposed");
  return row;
}
