import { vitePlugin as remix } from "@remix-run/dev";
import tailwindcss from "@tailwindcss/vite";
import { resolve } from "node:path";
import type { Plugin } from "vite";
import { defineConfig } from "vite";

declare module "@remix-run/server-runtime" {
  interface Future {
    v3_singleFetch: true;
  }
}

/** The server bundle is one program with sub-commands; it takes the routes in as `virtual:remix/server-build`. */
const serverEntry: Plugin = {
  name: "deskready-server-entry",
  enforce: "post",
  config: (_config, { isSsrBuild }) =>
    isSsrBuild ? { build: { target: "node20", rollupOptions: { input: "app/processes/main.ts" } } } : undefined,
};

export default defineConfig({
  resolve: { alias: { "~": resolve("app"), "@db": resolve("db") } },
  // Found only when the first dialog opens; bundling them then would reload the page under it.
  optimizeDeps: { include: ["react-aria-components"] },
  build: { assetsInlineLimit: 0, reportCompressedSize: false },
  plugins: [
    tailwindcss(),
    remix({
      ignoredRouteFiles: ["**/*"],
      future: {
        v3_fetcherPersist: true,
        v3_relativeSplatPath: true,
        v3_throwAbortReason: true,
        v3_singleFetch: true,
        v3_lazyRouteDiscovery: true,
        v3_routeConfig: true,
      },
    }),
    serverEntry,
  ],
});
