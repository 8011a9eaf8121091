import type { LoaderFunctionArgs } from "@remix-run/node";
import { Outlet, useLoaderData, useRouteError, useRouteLoaderData } from "@remix-run/react";
import { navigationFor } from "./navigation";
import { requireCan } from "./people/guard.server";
import { clock } from "./platform/clock.server";
import { db } from "./platform/database.server";
import { ErrorPage } from "./ui/ErrorPage";
import { Shell } from "./ui/shell/Shell";
import { openItemCount } from "./work/queries.server";
import type { loader as rootLoader } from "./root";

/** The frame around every page of a signed-in person: navigation by role, language, theme, the demo's banner. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "home:view");
  const waiting = await openItemCount(db(), actor);
  return {
    actor: { name: actor.name, roles: [...new Set(actor.roles.map((r) => r.role))] },
    nav: navigationFor(actor.roles, waiting),
    demo: args.context.demo ? { now: clock.now(), zone: actor.zone } : null,
  };
}

export default function Frame() {
  const { actor, nav, demo } = useLoaderData<typeof loader>();
  const root = useRouteLoaderData<typeof rootLoader>("root");
  return (
    <Shell actor={actor} nav={nav} theme={root?.theme ?? null} demo={demo}>
      <Outlet />
    </Shell>
  );
}

export function ErrorBoundary() {
  const root = useRouteLoaderData<typeof rootLoader>("root");
  return <ErrorPage error={useRouteError()} requestId={root?.requestId} />;
}
