import { isValidElement, type ReactNode } from "react";
import renderToElements from "react-markdown";
import rehypeSanitize from "rehype-sanitize";
import remarkGfm from "remark-gfm";
import { isOwnPath, type RichNode, type RichTag, richTags, type RichText } from "./Markdown";

/** Markdown parsed and sanitised on the server, so that no page carries a parser. Scripts, handlers and odd addresses do not survive. */
export function renderMarkdown(text: string): RichText {
  return { nodes: nodesOf(treeOf(text)) };
}

const treeOf = (text: string) => renderToElements({ children: text, remarkPlugins: [remarkGfm], rehypePlugins: [rehypeSanitize] });

/** The pictures of a text that nobody will see, by address (or by what they show): the browser takes pictures from this app alone. */
export function unseenPictures(text: string): string[] {
  return text.includes("![") ? [...unseenIn(treeOf(text))] : [];
}

function* unseenIn(children: ReactNode): Generator<string> {
  if (Array.isArray(children)) for (const child of children as ReactNode[]) yield* unseenIn(child);
  if (!isValidElement<Attributes>(children)) return;
  const { src, alt } = children.props;
  if (children.type === "img" && !isOwnPath(src ?? "")) yield src || alt || "";
  yield* unseenIn(children.props.children);
}

function nodesOf(children: ReactNode): RichNode[] {
  if (typeof children === "string" || typeof children === "number") return [String(children)];
  if (Array.isArray(children)) return children.flatMap((child: ReactNode) => nodesOf(child));
  if (!isValidElement<Attributes>(children)) return [];
  const inside = nodesOf(children.props.children);
  const tag = tagOf(children.type);
  if (!tag) return inside;
  const { href, src, alt, start, checked } = children.props;
  const node: Exclude<RichNode, string> = { tag };
  // The line breaks between rows and items mean nothing, and React refuses them inside a table.
  const kept = BLOCKS.has(tag) ? inside.filter((n) => typeof n !== "string" || n.trim() !== "") : inside;
  if (kept.length > 0) node.in = kept;
  if (tag === "a" && href) node.href = href;
  if (tag === "img") Object.assign(node, isOwnPath(src ?? "") ? { src, alt: alt ?? "" } : { alt: alt ?? "" });
  if (tag === "ol" && start !== undefined) node.start = Number(start);
  if (tag === "input") node.checked = checked === true;
  return [node];
}

type Attributes = { children?: ReactNode; href?: string; src?: string; alt?: string; start?: number | string; checked?: boolean };

const BLOCKS = new Set<RichTag>(["table", "thead", "tbody", "tr", "ul", "ol", "blockquote"]);

// The page owns h1.
function tagOf(type: unknown): RichTag | undefined {
  return type === "h1" ? "h2" : richTags.find((tag) => tag === type);
}
