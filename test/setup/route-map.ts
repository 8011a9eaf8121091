import type { RouteConfig, RouteConfigEntry } from "@remix-run/route-config";
import type { Access } from "~/access";

/** A route as the map names it: its module without ending, and its whole path. */
export type MappedRoute = { id: string; path: string };
/** What a route module exports that answers requests. */
export type Handlers = { loader?: unknown; action?: unknown };
type AccessMap = Record<string, { loader?: Access; action?: Access }>;

/** The map, flattened: layouts and what lies in them. */
export function mappedRoutes(config: RouteConfig | Awaited<RouteConfig>): MappedRoute[] {
  const walk = (entries: readonly RouteConfigEntry[], under: string): MappedRoute[] =>
    entries.flatMap((entry) => {
      const path = [under, entry.path ?? ""].filter(Boolean).join("/");
      return [{ id: entry.file.replace(/\.tsx?$/, ""), path: `/${path}` }, ...walk(entry.children ?? [], path)];
    });
  return walk(config as readonly RouteConfigEntry[], "");
}

/**
 * What is wrong between the map, the declared permissions and the modules: a route without a declaration, a declaration without a route,
 * a loader or action that nobody declared, a declaration for one that does not exist. Empty when all agree.
 */
export function accessFaults(routes: readonly MappedRoute[], access: AccessMap, modules: ReadonlyMap<string, Handlers>): string[] {
  const faults: string[] = [];
  for (const { id, path } of routes) {
    const declared = access[id];
    const handlers = modules.get(id);
    if (!declared) faults.push(`${id} (${path}) has no entry in access.ts`);
    if (!handlers) faults.push(`${id} (${path}) has no module`);
    for (const kind of ["loader", "action"] as const) {
      const exists = typeof handlers?.[kind] === "function";
      if (exists && declared && !declared[kind]) faults.push(`${id}: its ${kind} declares no permission`);
      if (!exists && handlers && declared?.[kind]) faults.push(`${id}: access.ts declares a ${kind} that does not exist`);
    }
  }
  const known = new Set(routes.map((route) => route.id));
  for (const id of Object.keys(access)) if (!known.has(id)) faults.push(`access.ts declares ${id}, which is no route`);
  return faults;
}
