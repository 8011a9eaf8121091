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

/**
 * postgres.js 3.4.9 takes the whole process down when the server dies while a transaction is open: its rollback is written to a socket that is
 * gone (porsager/postgres#1208). Until a release has the guard it is put in here; docs/decisions/007-a-guard-put-into-postgres-js.md.
 */
const postgresGuard: Plugin = {
  name: "deskready-postgres-guard",
  transform(code, id) {
    if (!/node_modules\/postgres\/src\/connection\.js/.test(id)) return;
    const write = "const x = socket.write(chunk, fn)";
    if (!code.includes(write))
      this.error("postgres.js has changed: see whether it still needs the guard of its nextWrite, and mend or remove this");
    return code.replace(
      write,
      `if (!socket) {
        clearImmediate(nextWriteTimer)
        chunk = nextWriteTimer = null
        error(Errors.connection('CONNECTION_CLOSED', options, socket))
        return false
      }
      ${write}`,
    );
  },
};

export default defineConfig({
  ssr: { noExternal: ["postgres"] },
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
    postgresGuard,
  ],
});
