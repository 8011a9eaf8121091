import type { LoaderFunctionArgs } from "@remix-run/node";
import { isLocale } from "~/platform/locale";
import { translate } from "~/platform/messages";
import favicon from "../assets/favicon.svg?url";
import icon192 from "../assets/icon-192.png?url";
import icon512 from "../assets/icon-512.png?url";
import maskable from "../assets/icon-maskable-512.png?url";
import { offlinePageMessages } from "../offline/messages.page";
import { paper } from "../paper";

/** What a phone or a desktop needs to install the product, in the language that the page's link names. The same in every language is its id. */
export async function loader({ request }: LoaderFunctionArgs) {
  const asked = new URL(request.url).searchParams.get("lang");
  const lang = isLocale(asked) ? asked : "zh-CN";
  const t = translate(offlinePageMessages, lang);
  const manifest = {
    id: "/",
    lang,
    name: t("app.name"),
    short_name: t("app.short"),
    description: t("app.description"),
    start_url: "/",
    scope: "/",
    display: "standalone",
    background_color: paper.light,
    theme_color: paper.light,
    icons: [
      { src: icon192, sizes: "192x192", type: "image/png" },
      { src: icon512, sizes: "512x512", type: "image/png" },
      { src: maskable, sizes: "512x512", type: "image/png", purpose: "maskable" },
      { src: favicon, sizes: "any", type: "image/svg+xml" },
    ],
  };
  return new Response(JSON.stringify(manifest), {
    headers: { "Content-Type": "application/manifest+json; charset=utf-8", "Cache-Control": "public, max-age=3600" },
  });
}
