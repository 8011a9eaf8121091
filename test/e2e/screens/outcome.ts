import { beforeTheDesk, gradeAgain, gradeShort, openDesk, ownSheet } from "../short-area";
import type { Page, Shop } from "../shop";
import { at, followed, type Screen, through } from "./screen";

/** One's own failed result, from Today. */
const ownResult = async (page: Page) => {
  await page.goto("/today");
  await followed(page, 'main a[href*="/result/"]');
};

const ownDispute = async (page: Page) => {
  await ownResult(page);
  await followed(page, 'main a[href^="/probation/disputes/"]');
};

/** Somebody whose first grading fell short in one area, made so when nobody has looked yet. */
async function shortInOneArea(page: Page, shop: Shop): Promise<string> {
  const { id } = await beforeTheDesk(shop);
  const [now] = await shop.sql<
    { state: string; graded: boolean }[]
  >`select state, exists (select from checklist_result where person_id = ${id}) as graded from person where id = ${id}`;
  if (now?.state === "training") await openDesk(page, id);
  if (!now?.graded) await gradeShort(shop, page, id);
  return id;
}

/** The form of a dispute, as whoever fell short has it. */
const newDispute: Screen["open"] = async (page, _, shop) => {
  const lead = await shop.signIns.context("supervisor", { width: 1280, locale: "en", theme: "light" });
  const id = await shortInOneArea(await lead.newPage(), shop);
  await lead.close();
  const [name = "", value = ""] = (await shop.make.signIn(id)).split("=");
  await page.context().addCookies([{ name, value, url: shop.app.url }]);
  const [failed] = await shop.sql<
    { at: string }[]
  >`select first_grading_id as at from checklist_result where person_id = ${id} and not passed`;
  await page.goto(`/probation/${id}/result/${failed?.at}/dispute`);
  await page.locator("main details summary").first().click();
};

const retakeAhead: Screen["open"] = async (page, _, shop) => {
  await page.goto(`/probation/${await shortInOneArea(page, shop)}`);
};
const retakeSheet: Screen["open"] = async (page, _, shop) => {
  await ownSheet(page, await shortInOneArea(page, shop));
};
const retakeResult: Screen["open"] = async (page, _, shop) => {
  const id = await shortInOneArea(page, shop);
  const [passed] = await shop.sql<{ at: string }[]>`select first_grading_id as at from checklist_result where person_id = ${id} and passed`;
  await page.goto(passed ? `/probation/${id}/result/${passed.at}` : await gradeAgain(shop, page, id));
};

/** What becomes of a grading: read, disputed, ruled on, taken again. Last of all screens: some of them change what others show. */
export const outcomeScreens: Screen[] = [
  { name: "result-own", role: "in probation", open: ownResult },
  {
    name: "result-print",
    role: "in probation",
    open: async (page) => {
      await ownResult(page);
      await page.emulateMedia({ media: "print" });
    },
  },
  { name: "disputes", role: "supervisor", open: at("/probation/disputes") },
  { name: "disputes-decided", role: "supervisor", open: at("/probation/disputes?show=decided") },
  { name: "dispute-rule", role: "supervisor", open: through("/probation/disputes", "/probation/disputes/0") },
  { name: "dispute-own", role: "in probation", open: ownDispute },
  { name: "dispute-ruled", role: "supervisor", open: through("/probation/disputes?show=decided", "/probation/disputes/0") },
  { name: "retake-ahead", role: "supervisor", open: retakeAhead },
  { name: "dispute-new", role: null, open: newDispute },
  { name: "retake", role: "supervisor", open: retakeSheet },
  { name: "retake-result", role: "supervisor", open: retakeResult },
];
