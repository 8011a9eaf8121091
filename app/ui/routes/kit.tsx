import { useLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { env } from "~/platform/env.server";
import { problem } from "~/platform/http.server";
import { useT } from "~/platform/use-locale";
import { ButtonSpecimens, ChoiceSpecimens, FieldSpecimens, RefusedSpecimen } from "../kit/controls";
import { kitMessages } from "../kit/messages";
import { DrawingSpecimens, OverlaySpecimens, StateSpecimens, TableSpecimens, TypeSpecimens } from "../kit/surfaces";
import { Markdown } from "../Markdown";
import { renderMarkdown } from "../markdown.server";
import { PageHeader } from "../PageHeader";

const TEXT = `## 为什么值 399 元 · Why it costs 399

这款包用**头层牛皮**，每张皮只取背部；PU 皮的包三年会开裂。 The leather is cut from the back only.

1. 先说材质，再说工艺
2. 再说[售后规则](/library)和保修期
   - 两年保修
   - 七天无理由退货

> 亲，这款是头层牛皮，越用越亮。

| 型号 | 材质 | 价格 |
| --- | --- | --- |
| MB-201 | 头层牛皮 | ¥399 |
| MB-114 | PU-coated nylon | ¥129 |

Order number \`20261122-0041\`.
<script>alert(1)</script>[bad](javascript:alert(1))`;

/** Only while developing. */
export async function loader() {
  if (env.NODE_ENV === "production") throw problem(404, "not_found");
  return { html: renderMarkdown(TEXT) };
}

/** One part of the kit, once in each theme. */
function Part({ title, children }: { title: string; children: () => ReactNode }) {
  return (
    <section aria-label={title} className="mb-10">
      <h2 className="mb-3 text-lg font-semibold">{title}</h2>
      <div className="grid gap-4 lg:grid-cols-2">
        {(["light", "dark"] as const).map((theme) => (
          <div key={theme} data-theme={theme} className="min-w-0 rounded-box border border-line bg-paper p-4 [--gutter:1rem] sm:p-6">
            {children()}
          </div>
        ))}
      </div>
    </section>
  );
}

export default function Kit() {
  const t = useT(kitMessages);
  const { html } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader title={t("title")} detail={t("detail")} />
      <Part title={t("part.type")}>{() => <TypeSpecimens />}</Part>
      <Part title={t("part.buttons")}>{() => <ButtonSpecimens />}</Part>
      <Part title={t("part.fields")}>{() => <FieldSpecimens />}</Part>
      <Part title={t("part.form")}>{() => <RefusedSpecimen />}</Part>
      <Part title={t("part.choices")}>{() => <ChoiceSpecimens />}</Part>
      <Part title={t("part.states")}>{() => <StateSpecimens />}</Part>
      <Part title={t("part.drawings")}>{() => <DrawingSpecimens />}</Part>
      <Part title={t("part.tables")}>{() => <TableSpecimens />}</Part>
      <Part title={t("part.overlays")}>{() => <OverlaySpecimens />}</Part>
      <Part title={t("part.text")}>{() => <Markdown html={html} />}</Part>
    </>
  );
}
