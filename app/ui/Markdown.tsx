import { Link } from "@remix-run/react";
import { createElement, Fragment, type ReactNode } from "react";
import { classes } from "./classes";

/** What running text may consist of. Anything else is left out, its words are kept. */
export const richTags = [
  ...(["p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "a", "strong", "em", "del", "code", "pre", "blockquote"] as const),
  ...(["br", "hr", "img", "input", "table", "thead", "tbody", "tr", "th", "td"] as const),
] as const;
export type RichTag = (typeof richTags)[number];

export type RichNode =
  string | { tag: RichTag; in?: RichNode[]; href?: string; src?: string; alt?: string; start?: number; checked?: boolean };

/** Text that `renderMarkdown` (markdown.server) made: sanitised, and made nowhere else. */
export type RichText = { nodes: RichNode[] };

/** Running text. The loader prepares it: `html: renderMarkdown(text)`. */
export function Markdown({ html, className }: { html: RichText; className?: string }) {
  return <div className={classes("prose", className)}>{drawAll(html.nodes)}</div>;
}

function drawAll(nodes: readonly RichNode[] | undefined): ReactNode {
  return nodes?.map((node, i) => <Fragment key={i}>{draw(node)}</Fragment>);
}

function draw(node: RichNode): ReactNode {
  if (typeof node === "string") return node;
  const inside = drawAll(node.in);
  switch (node.tag) {
    case "a":
      return <TextLink href={node.href}>{inside}</TextLink>;
    case "img":
      return node.src ? <img src={node.src} alt={node.alt} loading="lazy" decoding="async" /> : node.alt;
    case "input":
      return <input type="checkbox" checked={node.checked} disabled readOnly />;
    case "br":
    case "hr":
      return createElement(node.tag);
    case "table":
      return (
        <div className="prose-table" tabIndex={0} role="group">
          <table>{inside}</table>
        </div>
      );
    default:
      return createElement(node.tag, node.tag === "ol" ? { start: node.start } : null, inside);
  }
}

// No second slash, backslash or control character, which browsers read as the address of another host.
const OWN_PATH = /^\/(?![/\\])[^\\\p{Cc}]*$/u;

/** Whether an address leads to this app itself, as "/files/1" does. */
export function isOwnPath(address: string): boolean {
  return OWN_PATH.test(address);
}

function TextLink({ href, children }: { href?: string; children: ReactNode }) {
  if (!href) return <>{children}</>;
  if (isOwnPath(href)) return <Link to={href}>{children}</Link>;
  return (
    <a href={href} target="_blank" rel="noreferrer nofollow">
      {children}
    </a>
  );
}
