/** A sign-in link for somebody, printed at the start. */
export type Link = { for: string; url: string };
type News = { step: string } | { ready: string; mode: "demo" | "shop"; links: Link[] } | { failed: string };

/** Tell whoever started the process how far it is: the launcher over its channel, a person in plain words. */
export function announce(news: News): void {
  if (process.send) {
    process.send(news);
    return;
  }
  if ("failed" in news) process.stderr.write(`${news.failed}\n`);
  else if ("step" in news) process.stdout.write(`· ${news.step}\n`);
  else process.stdout.write(`\nDeskready is ready: ${news.ready}\n${news.links.map((l) => `  ${l.for.padEnd(16)} ${l.url}`).join("\n")}\n`);
}
