import type { Page } from "@playwright/test";

/** Let so many seconds pass on the clock of the chats that are going on. */
type Pass = (seconds: number) => Promise<void>;
/** A screen of the product: who sees it and how they get there. Used by the pictures and by the accessibility check. */
export type Screen = { name: string; role: string | null; open: (page: Page, pass: Pass) => Promise<void> };

const at = (path: string) => async (page: Page) => {
  await page.goto(path);
};

/** Open `list`, then the first link whose address begins with `prefix`, with `append`; then the first link there that holds `then`. */
const through =
  (list: string, prefix: string, append = "", then = "") =>
  async (page: Page) => {
    await page.goto(list);
    const href = await page.locator(`main a[href^="${prefix}"]`).first().getAttribute("href");
    if (!href) throw new Error(`no link to ${prefix} on ${list}`);
    await page.goto(prefix.includes("?") ? href : href.split("?")[0] + append);
    if (!then) return;
    await page.locator(`main a[href*="${then}"]`).first().click();
    await page.waitForURL((url) => url.pathname.includes(then));
  };

/** What would become of the people before the desk gate if its practicals and scripts counted no more. */
const policyPreviewed = async (page: Page) => {
  await through("/settings/gates", "/settings/gates/desk/0")(page);
  await page.locator("input[name=mode][value=own]").check();
  await page.locator('input[name="has.scripts"]').uncheck();
  await page.locator('input[name="has.bank_certificate"]').uncheck();
  await page.locator("button[value=preview]").click();
  await page.locator("main [role=status]").waitFor();
};

/** Begin the test `slug`, or go on with it. */
const sitting = (slug: string) => async (page: Page) => {
  await page.goto(`/learn/${slug}/sitting`);
  const start = page.locator("form:has(input[value=start]) button[type=submit]");
  if ((await start.count()) > 0) await start.click();
  await page.locator("form:has(input[value=save])").waitFor();
};

/** Answer the first question of the drill, whatever its type. */
const drillAnswered = async (page: Page) => {
  await page.goto("/drill");
  const line = page.locator("form input[type=text], form textarea").first();
  if (await line.isVisible()) await line.fill("?");
  else await page.locator("form label").first().click();
  await page.keyboard.press("Enter");
  await page.locator("main [role=status]").waitFor();
};

/** Choose somebody and their weakest questions for a remedial drill. */
const remedialChosen = async (page: Page) => {
  await page.goto("/remedial/new");
  await page.locator('input[name="people"]').first().check();
  await page.locator("main form button[type=button]").first().click();
  await page.locator('input[name="items"]:checked').first().waitFor({ state: "attached" });
  await page.locator("main details").first().locator("summary").click();
};

/** Go where the first such link of the page leads, shown or not. */
const followed = async (page: Page, link: string) => {
  const href = await page.locator(link).first().getAttribute("href");
  if (!href) throw new Error(`no link ${link}`);
  await page.goto(href);
};

/** The sheet on which somebody sees themselves, begun if it is not. */
const ownView = async (page: Page) => {
  await page.goto("/today");
  await followed(page, 'main a[href$="/self"]');
  const start = page.locator("form button[value=start]");
  if ((await start.count()) > 0) await start.click();
  await page.locator("#sheet").waitFor();
};

/** A calibration set that is closed: the last of the demo's. */
const closedSet = async (page: Page) => {
  await page.goto("/calibration");
  await page.locator('main a[href^="/calibration/0"]').last().click();
  await page.waitForURL((url) => url.pathname.startsWith("/calibration/0"));
};

/** The checklist of whoever waits for a second grader, from the inbox. */
const secondWaits = async (page: Page) => {
  await page.goto("/inbox?kind=second_grading");
  // On a phone the thing itself is on a page of its own: its address will do.
  await followed(page, 'main article a[href^="/probation/"]');
};

/** A result that rests on two gradings, from the evidence of the gate that is ready. */
const twoGradings = async (page: Page) => {
  await page.goto("/inbox?kind=activation_gate");
  await followed(page, 'main article a[href^="/gate/"]');
  await followed(page, 'main a[href*="/result/"]');
};

/** What was assigned to oneself to mend, from the drill of it. */
const remedialOwn = async (page: Page) => {
  await page.goto("/today");
  await page.locator('main a[href^="/drill?remedial="]').click();
  await page.locator('main header a[href^="/remedial/"]').click();
  await page.locator("main ul").first().waitFor();
};

/** A key for another system, at the one moment when it is shown. */
const keyMade = async (page: Page) => {
  await page.goto("/settings/telling");
  const form = page.locator("form:has(button[value=add_key])");
  await form.locator("input[name=name]").fill("千牛子账号 · seats");
  await form.locator("button[value=add_key]").click();
  await page.locator("main code", { hasText: "drk_" }).first().waitFor();
};

/** A webhook that was just added, and the log of its first test event. */
const webhook = async (page: Page) => {
  await page.goto("/settings/telling");
  const links = page.locator('main a[href^="/settings/telling/"]');
  if ((await links.count()) === 0) {
    const form = page.locator("form:has(button[value=add_endpoint])");
    await form.locator("input[name=name]").fill("千牛子账号 · seats");
    await form.locator("input[name=url]").fill("https://seats.example.invalid/deskready");
    await form.locator("button[value=add_endpoint]").click();
    await page.locator("main code", { hasText: "whsec_" }).waitFor();
  }
  await links.first().click();
  await page.locator("button[value=test]").click();
  await page.locator("main li details").first().waitFor();
  await page.locator("main li details summary").first().click();
};

/** The trainee's last try at a simulated chat, after it; beside the one before; the example of a colleague that is offered there. */
const DEBRIEF = through("/simulator/greeting-to-order", "/simulator/runs/");
const triesCompared = async (page: Page) => {
  await DEBRIEF(page);
  await page.locator("main form:has(select[name=with]) button").click();
  await page.waitForURL(/with=/);
};
const example = async (page: Page) => {
  await DEBRIEF(page);
  await page.locator('main a[href^="/simulator/examples/"]').first().click();
  await page.waitForURL(/\/simulator\/examples\//);
};
/** One of the runs that the supervisor finds, by who had it. */
const runOf =
  (name: string, append = "") =>
  async (page: Page) => {
    await page.goto("/simulator/review");
    const row = page.locator("main tbody [role=row]").filter({ hasText: name }).first();
    const href = await row.locator('a[href^="/simulator/runs/"]').getAttribute("href");
    await page.goto(`${href}${append}`);
  };
/** Chat with so many simulated customers, after so many seconds. */
const chatting = (slug: string, customers: number, seconds: number) => async (page: Page, pass: Pass) => {
  await page.goto(`/simulator/${slug}`);
  const giveUp = page.locator("main form:has(input[value=give_up]) button");
  await page.waitForLoadState("networkidle");
  if ((await giveUp.count()) > 0) {
    // Of an earlier look: its customers have waited too long.
    await giveUp.click();
    await page.getByRole("alertdialog").getByRole("button").last().click();
    await page.waitForURL(/\/debrief$/);
    await page.goto(`/simulator/${slug}`);
  }
  await page.locator('main form:not([action^="/notices/"]) button[type=submit]').first().click();
  await page.waitForURL(/\/simulator\/runs\/[0-9a-f-]+$/);
  await page.locator("[data-composer]").fill("?");
  await page.keyboard.press("Enter");
  await pass(seconds);
  await page
    .locator("[data-customer]")
    .nth(customers - 1)
    .waitFor();
  await page.locator("[data-customer]").last().click();
};

const SHEET_HEAD = "工号,姓名,邮箱,入职日期\n";
const soundSheet = `${SHEET_HEAD}A901,何雨桐,heyutong@example.com,2026-12-01\nA902,郑凯,zhengkai@example.com,2026-12-02\n`;
const faultySheet = `${SHEET_HEAD}A901,何雨桐,heyutong@example.com,2026-12-01\n,无名氏,,2026-12-01\nA902,郑凯,zheng,not a day\n`;

/** Hand a sheet of people to the import, up to what it says of it. */
const importOf = (sheet: string) => async (page: Page) => {
  await page.goto("/people/import");
  await page.locator("input[type=file]").setInputFiles({ name: "people.csv", mimeType: "text/csv", buffer: Buffer.from(sheet) });
  await page.locator("form:has(input[value=check]) button[type=submit]").click();
  await page.locator("main [role=alert], form:has(input[value=import])").first().waitFor();
};

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

/** A page as it leaves the printer. */
const onPaper = (path: string) => async (page: Page) => {
  await page.emulateMedia({ media: "print" });
  await page.goto(path);
};

/** The certificate of somebody who was activated. */
const certificate = async (page: Page) => {
  await page.goto("/people?state=active");
  await followed(page, 'main a[href^="/people/0"]');
  await followed(page, 'main a[href*="/certificate/"]');
};

/** One's own, and the page by which anybody checks it. */
const ownCertificate = async (page: Page) => {
  await page.goto("/profile");
  await followed(page, 'main a[href*="/certificate/"]');
};
const checked = async (page: Page) => {
  await ownCertificate(page);
  await followed(page, 'main a[href^="/verify/"]');
};

/** Begin a new script and let the check say what it says of it. */
const scriptWritten = async (page: Page) => {
  await page.goto("/scripts/mine");
  await page.locator("main header form button[type=submit]").click();
  await page.waitForURL(/\/scripts\/drafts\/.+/);
  const text = page.locator("[data-text]").first();
  await text.waitFor();
  await text.fill("亲，这是全网最好的包！！！\n{{product}} 只要 {{prise}} 元。");
  await page.locator("[data-text] .cm-block").first().waitFor();
};

/** A script that was returned with comments and comes again. */
const scriptRevised = async (page: Page) => {
  await page.goto("/scripts/review");
  await page.locator('main a[href^="/scripts/review/"]').filter({ hasText: "张倩" }).click();
  await page.waitForURL(/\/scripts\/review\/.+/);
};

/** A script with what is filled in by hand. */
async function scriptGaps(page: Page): Promise<void> {
  await at("/scripts/disp-sent?product=dawn-backpack-nylon")(page);
  const form = page.locator("form[aria-labelledby=fill-in]");
  await form.locator("[name='gap.customer']").fill("王女士");
  await form.locator("button[name='gap.courier']").first().click();
}

/** Where a script holds, unfolded. */
async function scriptStores(page: Page): Promise<void> {
  await at("/scripts/barg-jd-price-dropped")(page);
  await page.locator("details:has([name=where]) summary").click();
}

export const screens: Screen[] = [
  { name: "sign-in", role: null, open: at("/sign-in") },
  { name: "invitation-expired", role: null, open: at("/invitation/not-a-link") },
  { name: "not-found", role: null, open: at("/no/such/page") },
  { name: "today-trainee", role: "trainee", open: at("/today") },
  { name: "today-agent", role: "agent", open: at("/today") },
  { name: "lesson", role: "trainee", open: at("/learn/bag-families") },
  { name: "practical", role: "trainee", open: at("/learn/walk-the-shelves") },
  { name: "drill", role: "trainee", open: at("/drill") },
  { name: "drill-answered", role: "trainee", open: drillAnswered },
  { name: "drill-weakest", role: "trainee", open: at("/drill?weakest=1") },
  { name: "mastery", role: "trainee", open: at("/mastery") },
  { name: "mastery-agent", role: "agent", open: at("/mastery") },
  { name: "mastery-question", role: "trainee", open: through("/mastery", "/mastery/") },
  { name: "debrief", role: "trainee", open: DEBRIEF },
  { name: "debrief-compared", role: "trainee", open: triesCompared },
  { name: "debrief-example", role: "trainee", open: example },
  { name: "debrief-two-customers", role: "supervisor", open: runOf("蒋雪") },
  { name: "debrief-correct", role: "supervisor", open: runOf("蒋雪", "?correct=1") },
  { name: "debrief-watch", role: "trainee", open: through("/simulator/greeting-to-order", "/simulator/runs/", "", "/watch") },
  { name: "simulator-review", role: "supervisor", open: at("/simulator/review") },
  { name: "simulator-review-nothing", role: "supervisor", open: at("/simulator/review?outcome=failed&scenario=first-hello") },
  { name: "debrief-grading", role: "supervisor", open: through("/simulator/review", "/simulator/runs/") },
  { name: "scripts", role: "agent", open: at("/scripts") },
  { name: "scripts-search", role: "agent", open: at("/scripts?q=fahuo&platform=taobao") },
  { name: "scripts-nothing", role: "agent", open: at("/scripts?q=refnud&favourites=first") },
  { name: "script", role: "supervisor", open: at("/scripts/barg-habitual-asker?branch=bargaining") },
  { name: "script-product", role: "agent", open: at("/scripts/barg-habitual-asker?find=shuangjian") },
  { name: "script-filled", role: "agent", open: at("/scripts/barg-habitual-asker?product=dawn-backpack-nylon&text=zh-CN") },
  { name: "script-gaps", role: "agent", open: scriptGaps },
  { name: "script-stores", role: "manager", open: scriptStores },
  { name: "scripts-mine", role: "trainee", open: at("/scripts/mine") },
  { name: "script-editor", role: "agent", open: scriptWritten },
  { name: "simulator", role: "trainee", open: at("/simulator") },
  { name: "simulation", role: "trainee", open: at("/simulator/evening-rush-of-four") },
  { name: "simulation-chat", role: "agent", open: chatting("evening-rush-of-four", 1, 0) },
  { name: "simulation-four", role: "agent", open: chatting("evening-rush-of-four", 4, 200) },
  { name: "simulation-open", role: "agent", open: at("/simulator/greeting-to-order") },
  { name: "scripts-review", role: "supervisor", open: at("/scripts/review") },
  { name: "script-review", role: "supervisor", open: scriptRevised },
  { name: "script-publish", role: "content owner", open: through("/scripts/review", "/scripts/publish/") },
  { name: "script-history", role: "agent", open: through("/scripts/mine", "/scripts/drafts/", "/history") },
  { name: "remedials", role: "supervisor", open: at("/remedial") },
  { name: "remedials-closed", role: "supervisor", open: at("/remedial?show=closed") },
  { name: "remedials-empty", role: "supervisor", open: at("/remedial?show=late") },
  { name: "remedial", role: "supervisor", open: through("/remedial", "/remedial/0") },
  { name: "remedial-new", role: "supervisor", open: remedialChosen },
  { name: "remedial-own", role: "agent", open: remedialOwn },
  { name: "remedial-drill", role: "agent", open: through("/today", "/drill?remedial=") },
  { name: "quiz-start", role: "trainee", open: at("/learn/day-1-check") },
  { name: "sitting", role: "trainee", open: sitting("day-4-check") },
  { name: "result", role: "trainee", open: through("/learn/day-1-check", "/learn/day-1-check/result/") },
  { name: "acknowledgement", role: "agent", open: at("/learn/service-rules") },
  { name: "locked", role: "trainee", open: at("/learn/desk-exam") },
  { name: "profile", role: "trainee", open: at("/profile") },
  { name: "inbox", role: "supervisor", open: at("/inbox") },
  { name: "inbox-practical", role: "supervisor", open: at("/inbox?kind=practical") },
  { name: "checklist", role: "supervisor", open: through("/inbox?kind=grading", "/probation/") },
  { name: "grading", role: "supervisor", open: through("/inbox?kind=grading", "/probation/", "", "/grading/") },
  { name: "second-waits", role: "supervisor", open: secondWaits },
  { name: "two-gradings", role: "manager", open: twoGradings },
  { name: "self-assessment", role: "in probation", open: ownView },
  { name: "self-beside", role: "in probation", open: through("/today", "/probation/") },
  { name: "calibrations", role: "manager", open: at("/calibration") },
  { name: "calibration-new", role: "manager", open: at("/calibration/new?what=written") },
  { name: "calibration-sheet", role: "supervisor", open: through("/calibration", "/calibration/0") },
  { name: "calibration-spread", role: "manager", open: closedSet },
  { name: "calibration-own", role: "supervisor", open: closedSet },
  { name: "agreement", role: "manager", open: at("/probation/agreement") },
  { name: "mastery-of", role: "supervisor", open: through("/team", "/training/", "", "/mastery/") },
  { name: "team", role: "manager", open: at("/team") },
  { name: "gate-desk", role: "manager", open: through("/team", "/gate/") },
  { name: "gate-own", role: "trainee", open: through("/today", "/gate/") },
  { name: "extension", role: "manager", open: through("/people?q=唐宁", "/people/0", "/extension") },
  { name: "remedial-plan", role: "supervisor", open: through("/people?q=冯涛", "/people/0", "", "/probation/") },
  { name: "entitlements", role: "manager", open: through("/people?q=高远", "/people/0", "/entitlements") },
  { name: "person-in-probation", role: "manager", open: through("/people?q=唐宁", "/people/0") },
  { name: "activation-gate-in-probation", role: "manager", open: through("/people?q=冯涛", "/people/0", "", "/activation") },
  { name: "certificate", role: "manager", open: certificate },
  { name: "certificate-own", role: "agent", open: ownCertificate },
  {
    name: "certificate-print",
    role: "agent",
    open: async (page) => {
      await ownCertificate(page);
      await page.emulateMedia({ media: "print" });
    },
  },
  { name: "verify", role: null, open: at("/verify") },
  { name: "verify-valid", role: "agent", open: checked },
  { name: "verify-unknown", role: null, open: at("/verify/00000-00000-00000-00000-000000") },
  { name: "clearance", role: "manager", open: through("/people?state=active", "/people/0", "/clearance") },
  { name: "state", role: "manager", open: through("/people?state=active", "/people/0", "/state") },
  { name: "progress", role: "manager", open: through("/team", "/training/") },
  { name: "plan", role: "manager", open: through("/team", "/training/", "/plan") },
  { name: "exam-code", role: "manager", open: through("/team", "/training/", "/exam-code") },
  { name: "people", role: "manager", open: at("/people") },
  { name: "invite", role: "manager", open: at("/people/invite") },
  { name: "import", role: "manager", open: at("/people/import") },
  { name: "person", role: "manager", open: through("/people?role=agent", "/people/0") },
  { name: "import-preview", role: "manager", open: importOf(soundSheet) },
  { name: "import-faults", role: "manager", open: importOf(faultySheet) },
  { name: "person-edit", role: "manager", open: through("/people?role=agent", "/people/0", "/edit") },
  { name: "person-access", role: "manager", open: through("/people?role=agent", "/people/0", "/access") },
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
  { name: "settings", role: "administrator", open: at("/settings") },
  { name: "stores", role: "administrator", open: at("/settings/stores") },
  { name: "teams", role: "administrator", open: at("/settings/teams") },
  { name: "team-checklist", role: "manager", open: through("/settings/teams", "/settings/teams/0", "/checklist") },
  { name: "holidays", role: "administrator", open: at("/settings/holidays") },
  { name: "entitlement-list", role: "administrator", open: at("/settings/entitlements") },
  { name: "gate-policies", role: "manager", open: at("/settings/gates") },
  { name: "gate-policy", role: "manager", open: through("/settings/gates", "/settings/gates/activation/0") },
  { name: "gate-policy-preview", role: "manager", open: policyPreviewed },
  { name: "gate-policy-read", role: "administrator", open: at("/settings/gates/desk/shop") },
  { name: "memory-fit", role: "administrator", open: at("/settings/memory") },
  { name: "telling", role: "administrator", open: keyMade },
  { name: "webhook", role: "administrator", open: webhook },
  { name: "notices", role: "trainee", open: at("/notices") },
  { name: "notification-choices", role: "trainee", open: at("/profile/notifications") },
  { name: "notification-choices-leader", role: "supervisor", open: at("/profile/notifications") },
  { name: "notification-settings", role: "administrator", open: at("/settings/notifications") },
  { name: "robot", role: "administrator", open: through("/settings/notifications", "/settings/notifications/") },
  { name: "audit", role: "administrator", open: at("/settings/audit") },
];
