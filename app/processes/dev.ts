import type { ServerBuild } from "@remix-run/node";
import { createServer } from "vite";

/** `npm run dev`: the product over Vite's own module graph, pages reload as files change. */
process.env.NODE_ENV = "development";
const vite = await createServer({ server: { middlewareMode: true } });
const { startServer } = (await vite.ssrLoadModule("/app/processes/server.ts")) as typeof import("./server");
await startServer(async () => (await vite.ssrLoadModule("virtual:remix/server-build")) as unknown as ServerBuild, vite);
