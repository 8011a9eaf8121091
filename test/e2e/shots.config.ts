import base from "./playwright.config";

/** `npm run shots`: pictures of every screen into .data/shots/, with what axe finds on each. */
export default { ...base, testMatch: "**/shots.ts", timeout: 600_000, retries: 0 };
