// The browser of the end-to-end tests: an installed Chromium first, else Debian's by apt when we are root, else Playwright's own.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";

const names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];
const places = ["/Applications/Chromium.app/Contents/MacOS/Chromium", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"];

/** The path of a Chromium of this machine, or undefined. */
export function findChromium() {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
  const folders = (process.env.PATH ?? "").split(delimiter);
  const found = [...folders.flatMap((folder) => names.map((name) => join(folder, name))), ...places].find((path) => existsSync(path));
  if (found) return found;
  try {
    const { chromium } = createRequire(import.meta.url)("@playwright/test");
    return existsSync(chromium.executablePath()) ? chromium.executablePath() : undefined;
  } catch {
    return undefined;
  }
}

/** Install what is missing: the browser, and on Debian the fonts without which Chinese is boxes. True when a browser is there afterwards. */
export function ensureChromium(say) {
  const apt = process.getuid?.() === 0 && spawnSync("apt-get", ["--version"], { stdio: "ignore" }).status === 0;
  const fonts = spawnSync("fc-list", [":lang=zh"], { encoding: "utf8" });
  const missing = [...(findChromium() ? [] : ["chromium"]), ...(fonts.stdout?.trim() ? [] : ["fonts-noto-cjk"])];
  if (apt && missing.length > 0) {
    say(`Installing ${missing.join(" and ")} …`);
    spawnSync("apt-get", ["update", "-qq"], { stdio: "inherit" });
    spawnSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...missing], {
      stdio: ["ignore", "ignore", "inherit"],
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    });
  }
  if (!findChromium()) {
    say("Fetching Playwright's Chromium …");
    const cli = createRequire(import.meta.url).resolve("@playwright/test/cli");
    spawnSync(process.execPath, [cli, "install", "chromium"], { stdio: "inherit" });
  }
  return Boolean(findChromium());
}
