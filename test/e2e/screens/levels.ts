import type { Page, Shop } from "../shop";
import { at, type Screen } from "./screen";

/** The newest proposal, decided or not. */
async function proposal(shop: Shop): Promise<{ id: string; proposalId: string }> {
  const [row] = await shop.sql<
    { id: string; proposalId: string }[]
  >`select person_id as id, id as "proposalId" from level_proposal order by opened_at desc limit 1`;
  if (!row) throw new Error("nothing is proposed");
  return row;
}

const after =
  (path: (made: { id: string; proposalId: string }) => string) =>
  async (page: Page, _: unknown, shop: Shop): Promise<void> => {
    await page.goto(path(await proposal(shop)));
  };

/** Levels: one's own, the proposals, one of them, somebody's. */
export const levelsScreens: Screen[] = [
  { name: "level-proposals", role: "manager", open: after(() => "/levels/proposals") },
  { name: "level-proposal", role: "manager", open: after(({ proposalId }) => `/levels/proposals/${proposalId}`) },
  { name: "level-of", role: "manager", open: after(({ id }) => `/levels/${id}`) },
  { name: "levels-own", role: "agent", open: at("/levels") },
];
