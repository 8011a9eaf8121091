import { defineConfig } from "@playwright/test";
import { findChromium } from "../setup/chromium.mjs";

/** Real Chromium against the built app. One worker: two cores carry one browser, one app and one database. */
export default defineConfig({
  testDir: ".",
  testMatch: "**/*.spec.ts",
  outputDir: "../../test-results",
  workers: 1,
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  // A walk that is red once and then green does not stop a change from landing; `npm test` names it at its end, and its trace is kept.
  retries: process.env.CI ? 1 : 0,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  reporter: [["list"]],
  use: {
    browserName: "chromium",
    launchOptions: { executablePath: findChromium(), args: ["--no-sandbox", "--disable-dev-shm-usage", "--font-render-hinting=none"] },
    viewport: { width: 1280, height: 800 },
    locale: "en-GB",
    timezoneId: "Asia/Shanghai",
    actionTimeout: 10_000,
    navigationTimeout: 20_000,
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
  },
});
