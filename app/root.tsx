import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { data, Links, Meta, Outlet, Scripts, ScrollRestoration, useRouteError, useRouteLoaderData } from "@remix-run/react";
import { type ReactNode, useContext, useMemo } from "react";
import { currentActor } from "./people/guard.server";
import { clock } from "./platform/clock.server";
import { requestLocale } from "./people/request-locale.server";
import { readToast, themeCookie } from "./platform/cookies.server";
import { NonceContext } from "./platform/nonce";
import { ReaderProvider } from "./platform/use-locale";
import favicon from "./ui/assets/favicon.svg?url";
import appleIcon from "./ui/assets/icon-apple-180.png?url";
import { ErrorPage } from "./ui/ErrorPage";
import { paper } from "./ui/paper";
import { ToastRegion } from "./ui/Toast";
import theme from "./ui/theme.css?url";

export const links: LinksFunction = () => [
  { rel: "stylesheet", href: theme },
  { rel: "icon", href: favicon, type: "image/svg+xml" },
  { rel: "apple-touch-icon", href: appleIcon },
];

export const meta: MetaFunction = () => [{ title: "Deskready · 上岗" }];

/** What every page needs: language, theme, zone, the server's now, a message for once. It is there without the database too, for the page that says so. */
export async function loader(args: LoaderFunctionArgs) {
  const { request, context } = args;
  const [actor, locale, toast, cookieTheme] = await Promise.all([
    currentActor(args).catch(() => null),
    requestLocale(args),
    readToast(request),
    themeCookie.parse(request.headers.get("Cookie")) as Promise<unknown>,
  ]);
  const theme = actor?.theme ?? (cookieTheme === "light" || cookieTheme === "dark" ? cookieTheme : null);
  return data(
    {
      ...{
        locale,
        theme,
        zone: actor?.zone ?? "Asia/Shanghai",
        now: clock.now(),
        toast: toast?.code ?? null,
        requestId: context.requestId,
      },
      // The machine's own time, for the ids that the browser makes (see entry.client).
      servedAt: clock.machine(),
    },
    toast ? { headers: { "Set-Cookie": toast.clear } } : undefined,
  );
}

export function Layout({ children }: { children: ReactNode }) {
  const root = useRouteLoaderData<typeof loader>("root");
  const nonce = useContext(NonceContext);
  const reader = useMemo(
    () => ({ locale: root?.locale ?? ("zh-CN" as const), zone: root?.zone ?? "Asia/Shanghai", now: root?.now ?? new Date(0) }),
    [root?.locale, root?.zone, root?.now],
  );
  return (
    <html lang={reader.locale} data-theme={root?.theme ?? undefined} data-served-at={root?.servedAt}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="color-scheme" content="light dark" />
        <PaperColour theme={root?.theme ?? null} />
        <link rel="manifest" href={`/manifest.webmanifest?lang=${reader.locale}`} />
        <meta property="csp-nonce" nonce={nonce} />
        <Meta />
        <Links />
      </head>
      <body>
        <ReaderProvider.Provider value={reader}>
          {children}
          <ToastRegion code={root?.toast ?? null} />
        </ReaderProvider.Provider>
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

/** The colour of what a phone draws around the page. */
function PaperColour({ theme }: { theme: "light" | "dark" | null }) {
  if (theme) return <meta name="theme-color" content={paper[theme]} />;
  return (
    <>
      <meta name="theme-color" media="(prefers-color-scheme: light)" content={paper.light} />
      <meta name="theme-color" media="(prefers-color-scheme: dark)" content={paper.dark} />
    </>
  );
}

export default function Root() {
  return <Outlet />;
}

export function ErrorBoundary() {
  const root = useRouteLoaderData<typeof loader>("root");
  return <ErrorPage error={useRouteError()} requestId={root?.requestId} />;
}
