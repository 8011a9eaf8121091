import type { LoaderFunctionArgs } from "@remix-run/node";
import { Outlet, useLoaderData, useRouteError, useRouteLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { navigationFor } from "./navigation";
import { noticeGroups } from "./notifying/notice-lines";
import { mutedBy } from "./notifying/preferences.server";
import { requireCan } from "./people/guard.server";
import { unseenNotices } from "./people/notices.server";
import { requestLocale } from "./people/request-locale.server";
import { clock } from "./platform/clock.server";
import { db } from "./platform/database.server";
import { ErrorPage } from "./ui/ErrorPage";
import type { OfflineWork } from "./ui/offline/context";
import type { Kind } from "./ui/offline/store";
import { Notices } from "./ui/shell/Notices";
import { Shell } from "./ui/shell/Shell";
import { openItemCount } from "./work/queries.server";
import type { loader as rootLoader } from "./root";

/** The frame around every page of a signed-in person: navigation by role, language, theme, the demo's banner. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "home:view");
  const locale = await requestLocale(args);
  const { beside: waiting, notices } = await unseenNotices(db(), actor.personId, {
    beside: openItemCount(actor),
    muted: mutedBy(actor.personId),
  });
  return {
    actor: { id: actor.personId, name: actor.name, roles: [...new Set(actor.roles.map((r) => r.role))] },
    nav: navigationFor(actor.roles, waiting),
    notices: noticeGroups(notices, locale, actor.zone),
    demo: args.context.demo ? { now: clock.now(), zone: actor.zone } : null,
  };
}

export default function Frame() {
  const frame = useLoaderData<typeof loader>();
  return (
    <Framed frame={frame}>
      <Outlet />
    </Framed>
  );
}

/** Loaded when the browser is idle; what sends chats and copies only when some wait. */
const offlineWork = async (): Promise<OfflineWork> => {
  const [{ offlineWork: training }, { waitingOf }] = await Promise.all([import("./training/ui/offline"), import("./ui/offline/store")]);
  const waits = async (person: string, kind: Kind) => (await waitingOf(person, kind)).length > 0;
  return {
    ...training,
    send: async (person, locale) => {
      // Customers are waiting.
      if (await waits(person, "chat")) await (await import("./simulator/ui/send")).sendWaiting(person);
      await training.send(person, locale);
      if (await waits(person, "copy")) await (await import("./scripts/ui/copy-queue")).sendCopies(person);
    },
  };
};

function Framed({ frame, children }: { frame: ReturnType<typeof useLoaderData<typeof loader>>; children: ReactNode }) {
  const root = useRouteLoaderData<typeof rootLoader>("root");
  const keeps = frame.nav.find((item) => item.key === "drill")?.to ?? null;
  return (
    <Shell actor={frame.actor} nav={frame.nav} theme={root?.theme ?? null} demo={frame.demo} offline={{ keeps, work: offlineWork }}>
      <Notices groups={frame.notices} />
      {children}
    </Shell>
  );
}

/** An error of a page keeps the frame around it; an error of the frame itself stands alone. */
export function ErrorBoundary() {
  const error = useRouteError();
  const root = useRouteLoaderData<typeof rootLoader>("root");
  const frame = useRouteLoaderData<typeof loader>("frame");
  if (!frame) return <ErrorPage error={error} requestId={root?.requestId} />;
  return (
    <Framed frame={frame}>
      <ErrorPage error={error} requestId={root?.requestId} framed />
    </Framed>
  );
}
