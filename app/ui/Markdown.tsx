import { classes } from "./classes";

/** HTML that `renderMarkdown` (markdown.server) made: sanitised, and made nowhere else. */
export type SafeHtml = { safeHtml: string };

/** Running text. The loader renders it: `html: renderMarkdown(text)`. */
export function Markdown({ html, className }: { html: SafeHtml; className?: string }) {
  return <div className={classes("prose", className)} dangerouslySetInnerHTML={{ __html: html.safeHtml }} />;
}
