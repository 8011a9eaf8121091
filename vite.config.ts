import { vitePlugin as remix } from "@remix-run/dev";
import tailwindcss from "@tailwindcss/vite";
import { createHash } from "node:crypto";
import { resolve } from "node:path";
import { build, defineConfig, type Plugin, type Rollup } from "vite";
import { guardPostgres } from "./app/processes/postgres-guard";

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

/** Every page loads these whole: the framework, then what is around each page. Together they compress better than as forty small files. */
const shared: Plugin = {
  name: "deskready-shared-chunks",
  config: (_config, { isSsrBuild }) =>
    isSsrBuild
      ? undefined
      : {
          build: {
            minify: "terser",
            terserOptions: {
              module: true,
              ecma: 2020,
              compress: { passes: 3, pure_getters: true, unsafe_arrows: true },
              format: { comments: false },
            },
            rollupOptions: {
              output: {
                manualChunks(id, { getModuleInfo, getModuleIds }) {
                  if (FRAMEWORK.test(id)) return "framework";
                  if (PLAIN.test(id)) return "around";
                  around ??= reachable(
                    [...getModuleIds()].filter((m) => AROUND.test(m)),
                    getModuleInfo,
                  );
                  return around.has(id) ? "around" : undefined;
                },
              },
            },
          },
        },
};
const FRAMEWORK = /node_modules\/(react|react-dom|scheduler|react-router|react-router-dom|@remix-run\/\w+|turbo-stream)\//;
const AROUND = /\/app\/(root|frame)\.tsx\?__remix-build-client-route/;
/** The plain pieces of the kit that nearly every page is made of: too small to fetch one by one. */
const PLAIN =
  /\/app\/ui\/(Badge|Card|EmptyState|Notice|PageHeader|LinkButton|IconButton|ProgressLine|Ring|Timeline|Table|Pagination)\.tsx$/;
let around: Set<string> | undefined;

/** The modules that those of `ids` import, directly or not, themselves left out. */
function reachable(ids: string[], info: (id: string) => { importedIds: readonly string[] } | null): Set<string> {
  const found = new Set<string>();
  const visit = (id: string) => {
    for (const next of info(id)?.importedIds ?? []) {
      if (found.has(next)) continue;
      found.add(next);
      visit(next);
    }
  };
  ids.forEach(visit);
  return found;
}

/**
 * The service worker: one file at the top of the site, made after the pages because it carries their names: the build's own, the style sheet, and the scripts
 * of what opens without a connection (the frame and the drill with all that they load later for it, but not the dialogs).
 */
const offlineWorker: Plugin = {
  name: "deskready-offline-worker",
  async writeBundle({ dir }, bundle) {
    if (!dir?.endsWith("client")) return;
    const chunks = Object.values(bundle).filter((file): file is Rollup.OutputChunk => file.type === "chunk");
    const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
    const needed = new Set<string>();
    const visit = (name: string) => {
      const chunk = byName.get(name);
      if (!chunk || needed.has(name)) return;
      needed.add(name);
      chunk.imports.forEach(visit);
      chunk.dynamicImports.filter((later) => OFFLINE_LATER.test(byName.get(later)?.facadeModuleId ?? "")).forEach(visit);
    };
    chunks.filter((chunk) => OFFLINE_FIRST.test(chunk.facadeModuleId ?? "")).forEach((chunk) => visit(chunk.fileName));
    const style = Object.keys(bundle).find((name) => /^assets\/theme-[\w-]+\.css$/.test(name));
    if (!style || needed.size < 4) this.error("the build has no pages that could open without a connection");
    const version = createHash("sha256").update(Object.keys(bundle).sort().join()).digest("hex").slice(0, 12);
    const scripts = [...needed].sort().map((name) => `/${name}`);
    await build({
      configFile: false,
      logLevel: "warn",
      publicDir: false,
      resolve: { alias: { "~": resolve("app") } },
      define: { OFFLINE_BUILD: JSON.stringify({ version, style: `/${style}`, scripts }) },
      build: {
        outDir: dir,
        emptyOutDir: false,
        target: "es2022",
        rollupOptions: { input: "app/ui/offline/worker/worker.ts", output: { format: "iife", entryFileNames: "sw.js" } },
      },
    });
  },
};
const OFFLINE_FIRST = /(entry\.client\.tsx|\/app\/(root|frame|training\/routes\/drill)\.tsx(\?.*)?)$/;
const OFFLINE_LATER = /\/app\/(ui\/offline|training\/ui)\//;

/** Puts into postgres.js what it lacks until a release has it; docs/decisions/007-a-guard-put-into-postgres-js.md. */
const postgresGuard: Plugin = {
  name: "deskready-postgres-guard",
  transform: (code, id) => (/node_modules\/postgres\/src\/connection\.js/.test(id) ? guardPostgres(code) : undefined),
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
    shared,
    offlineWorker,
    postgresGuard,
  ],
});
