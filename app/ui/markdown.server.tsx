import { renderToStaticMarkup } from "react-dom/server";
import ReactMarkdown, { type Components } from "react-markdown";
import rehypeSanitize from "rehype-sanitize";
import remarkGfm from "remark-gfm";
import type { SafeHtml } from "./Markdown";

// The page owns h1.
const components: Components = {
  h1: ({ children }) => <h2>{children}</h2>,
  a: ({ href, children }) => {
    const inside = href?.startsWith("/") && !href.startsWith("//") && !href.includes("\\");
    return inside || href?.startsWith("#") ? (
      <a href={href}>{children}</a>
    ) : (
      <a href={href} target="_blank" rel="noopener noreferrer nofollow">
        {children}
      </a>
    );
  },
  img: ({ src, alt }) => <img src={typeof src === "string" ? src : undefined} alt={alt ?? ""} loading="lazy" decoding="async" />,
  table: ({ children }) => (
    <div className="prose-table" tabIndex={0} role="group">
      <table>{children}</table>
    </div>
  ),
};

/** Markdown to HTML on the server, so that no page carries a parser. Scripts, handlers and odd addresses do not survive. */
export function renderMarkdown(text: string): SafeHtml {
  const html = renderToStaticMarkup(
    <ReactMarkdown remarkPlugins={[remarkGfm]} rehypePlugins={[rehypeSanitize]} components={components}>
      {text}
    </ReactMarkdown>,
  );
  return { safeHtml: html };
}
