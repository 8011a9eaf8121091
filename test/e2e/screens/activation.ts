import type { Page } from "@playwright/test";
import { at, followed, through, type Screen } from "./screen";

/** What would become of the people before the desk gate if its practicals and scripts counted no more. */
const policyPreviewed = async (page: Page) => {
  await through("/settings/gates", "/settings/gates/desk/0")(page);
  await page.locator("input[name=mode][value=own]").check();
  await page.locator('input[name="has.scripts"]').uncheck();
  await page.locator('input[name="has.bank_certificate"]').uncheck();
  await page.locator("button[value=preview]").click();
  await page.locator("main [role=status]").waitFor();
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

/** Gates and what comes with them: clearance, entitlements, certificates. */
export const activationScreens: Screen[] = [
  { name: "gate-desk", role: "manager", open: through("/team", "/gate/") },
  { name: "gate-own", role: "trainee", open: through("/today", "/gate/") },
  { name: "extension", role: "manager", open: through("/people?q=唐宁", "/people/0", "/extension") },
  { name: "entitlements", role: "manager", open: through("/people?q=高远", "/people/0", "/entitlements") },
  { name: "entitlement-list", role: "administrator", open: at("/settings/entitlements") },
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
  { name: "gate-policies", role: "manager", open: at("/settings/gates") },
  { name: "gate-policy", role: "manager", open: through("/settings/gates", "/settings/gates/activation/0") },
  { name: "gate-policy-preview", role: "manager", open: policyPreviewed },
  { name: "gate-policy-read", role: "administrator", open: at("/settings/gates/desk/shop") },
];
