import type { Page } from "@playwright/test";
import { at, onPaper, through, type Screen } from "./screen";

const NEW_PRODUCTS = [
  "三只包 · 春季新品",
  "商品编码,商品名称,价格,分类,材质,尺寸,库位,卖点,产地",
  'TB-2601,小满托特包,"¥1,299.00 起",托特包,头层牛皮,38 × 30 × 12 cm,C-04-2,轻；耐磨,河北',
  "TB-2602,小满托特包 帆布款,¥299,托特包,12 安帆布,38 × 30 × 12 cm,C-04-3,可水洗,河北",
  "TB-2603,云边手拿包,面议,手拿包,再生革,,D-01-1,,",
  "tb-2601,又一只,59,托特包,,,,,",
  "TB-2604,,59,托特包,,,,,",
].join("\n");

/** Hand a sheet of products with two good and three bad rows to the import. */
const sheetPreview = async (page: Page) => {
  await page.goto("/library/products/import");
  await page.locator("input[name=file]").setInputFiles({ name: "products.csv", mimeType: "text/csv", buffer: Buffer.from(NEW_PRODUCTS) });
  await page.locator("form:has(input[name=archive]) button[type=submit]").click();
  await page.waitForURL(/\/library\/products\/import\/.+/);
  await page.locator("main table, main [role=table]").first().waitFor();
};

const QUESTIONS = [
  "编号,类型,主题,课程,题干,题干（英文）,选项A,选项A（英文）,选项B,选项B（英文）,正确答案,解析,解析（英文）",
  "pack-before-six,单选,warehouse,stock-and-dispatch,六点前付款的单，今天发吗？,Paid before six: does it leave today?,发,Yes,不发,No,A,截单时间是六点。,The cut-off is six.",
  "no-such-letter,单选,warehouse,stock-and-dispatch,这题的答案写错了,,发,,不发,,Z,,",
  "half-done,判断并说明理由,售后问答,退换,拆过吊牌也能退。,,能,,不能,,错,,",
].join("\n");

/** Hand a sheet of questions to the import: one new, one with a fault, one whose topic nobody knows. */
const questionsPreview = async (page: Page) => {
  await page.goto("/library/questions/import");
  await page.locator("input[name=file]").setInputFiles({ name: "题目.csv", mimeType: "text/csv", buffer: Buffer.from(QUESTIONS) });
  await page.locator("form:has(input[name=file]) button[type=submit]").click();
  await page.waitForURL(/\/library\/questions\/import\/.+/);
  await page.locator("main details").first().waitFor();
  await page.locator("main li details summary").last().click();
};

/** Make drafts of it, and look at what became of them; then take them back, for the next look. */
const questionsMade = async (page: Page) => {
  await questionsPreview(page);
  await page.locator("button[value=draft]").click();
  await page.locator("form:has(input[value=discard])").waitFor();
  await page.locator("form:has(input[value=discard]) button").click();
  await page.getByRole("alertdialog").getByRole("button").last().click();
  await page.locator("form:has(input[value=discard])").waitFor({ state: "detached" });
};

/** Change the intro of a practical and compare it with what is in force. */
const contentDiff = async (page: Page) => {
  await page.goto("/library/practical/walk-the-shelves/edit");
  await page.locator('[name="intro.en"]').fill("Walk the aisles with the list, and read each label aloud before you touch the bag.");
  await page.locator('[name="intro.zh-CN"]').fill("拿着清单走一遍货架，先把标签念出来，再碰包。");
  await page.locator("button[value=publish]").click();
  await page.waitForURL((url) => url.pathname.endsWith("/publish"));
};

/** The library: content, its editor, products and questions. */
export const libraryScreens: Screen[] = [
  { name: "library", role: "content owner", open: at("/library?kind=lesson") },
  { name: "library-tree", role: "content owner", open: at("/library?open=p.taobao-15-day,d.taobao-15-day.1,l.bag-families") },
  { name: "library-beside", role: "content owner", open: at("/library?open=k.script,g.script.dispatch,k.checklist,k.product,k.rules") },
  { name: "library-search-meant", role: "content owner", open: at("/library?q=refnud") },
  { name: "library-search", role: "content owner", open: at("/library?q=fahuo") },
  { name: "library-search-nothing", role: "content owner", open: at("/library?q=zzzz&state=archived") },
  { name: "library-question", role: "content owner", open: through("/library?kind=question", "/library/question/") },
  { name: "library-statistics", role: "content owner", open: at("/library/statistics") },
  { name: "library-drill-rules", role: "content owner", open: at("/library/drill_rules/drill") },
  { name: "library-lesson", role: "content owner", open: at("/library/lesson/bag-families") },
  { name: "library-plan", role: "content owner", open: at("/library/plan/taobao-15-day") },
  { name: "library-simulation", role: "content owner", open: at("/library/simulation/two-angry-at-once") },
  { name: "library-checklist", role: "content owner", open: at("/library/checklist/probation") },
  { name: "catalogue", role: "content owner", open: at("/library/products") },
  { name: "sheet", role: "content owner", open: at("/library/products/import") },
  { name: "sheet-preview", role: "content owner", open: sheetPreview },
  { name: "questions-export", role: "content owner", open: at("/library/questions/export") },
  { name: "questions-import", role: "content owner", open: at("/library/questions/import") },
  { name: "questions-preview", role: "content owner", open: questionsPreview },
  { name: "questions-made", role: "content owner", open: questionsMade },
  { name: "labels-print", role: "content owner", open: onPaper("/library/products/labels") },
  { name: "labels", role: "content owner", open: at("/library/products/labels?shelf=A") },
  { name: "product-edit", role: "content owner", open: at("/library/product/city-backpack-14/edit") },
  { name: "product", role: "trainee", open: at("/products/city-backpack-14") },
  { name: "library-editor", role: "content owner", open: at("/library/lesson/bag-families/edit") },
  { name: "library-editor-question", role: "content owner", open: through("/library?kind=question", "/library/question/", "/edit") },
  { name: "library-editor-plan", role: "content owner", open: at("/library/plan/taobao-15-day/edit") },
  { name: "library-editor-checklist", role: "content owner", open: at("/library/checklist/probation/edit") },
  { name: "library-editor-score", role: "content owner", open: at("/library/kpi_rules/monthly-default/edit") },
  { name: "library-diff", role: "content owner", open: contentDiff },
  { name: "library-where-used", role: "content owner", open: at("/library/practical/walk-the-shelves") },
  { name: "library-history", role: "content owner", open: at("/library/lesson/bag-families/history") },
  { name: "library-drafts", role: "content owner", open: at("/library/drafts") },
  { name: "library-upgrades", role: "content owner", open: at("/library/upgrades") },
];
