import { RemixBrowser } from "@remix-run/react";
import { startTransition, StrictMode } from "react";
import { hydrateRoot } from "react-dom/client";
import { followServerTime } from "./platform/ids";

/**
 * Remix waits for a page's style sheets before it looks at what its loader threw, so that a redirect may pass for a rejection nobody handles. It
 * is handled right after; the browser need not report it.
 */
addEventListener("unhandledrejection", (event) => {
  if (event.reason instanceof Response) event.preventDefault();
});

followServerTime(Number(document.documentElement.dataset.servedAt));

startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <RemixBrowser />
    </StrictMode>,
  );
});
