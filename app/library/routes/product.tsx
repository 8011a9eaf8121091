import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { catalogueItems } from "~/curriculum/catalogue.server";
import { pictureUrl } from "~/curriculum/picture";
import { requireCan } from "~/people/guard.server";
import { may } from "~/people/permissions";
import { db } from "~/platform/database.server";
import { problem, slugParam } from "~/platform/http.server";
import { pick } from "~/platform/locale";
import { useReader, useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Card } from "~/ui/Card";
import { LinkButton } from "~/ui/LinkButton";
import { Notice } from "~/ui/Notice";
import { PageHeader } from "~/ui/PageHeader";
import { catalogueMessages } from "../messages.catalogue";
import { Item } from "../ui/Item";

/** A product as everybody at the desk may read it: what the code on its shelf opens. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "home:view");
  const slug = slugParam(args.params.slug);
  const [item] = await catalogueItems(db(), slug);
  if (!item) throw problem(404, "not_found");
  const { body, archivedAt } = item;
  return { body, picture: pictureUrl(item), isArchived: archivedAt !== null, mayEdit: may("catalogue:edit", actor, null) };
}

export default function Product() {
  const { body, picture, isArchived, mayEdit } = useLoaderData<typeof loader>();
  const t = useT(catalogueMessages);
  const { locale } = useReader();
  return (
    <>
      <PageHeader
        title={pick(body.name, locale)}
        detail={
          <span className="flex flex-wrap items-center gap-2">
            <span className="text-lg font-semibold text-ink tabular-nums">{t("yuan", { price: body.price_yuan })}</span>
            {body.shelf && <Badge tone="accent">{body.shelf}</Badge>}
          </span>
        }
        action={mayEdit && <LinkButton to={`/library/product/${body.slug}/edit`}>{t("edit")}</LinkButton>}
      />
      {isArchived && (
        <Notice tone="waiting" className="mb-4">
          {t("product.gone")}
        </Notice>
      )}
      <Card className="max-w-2xl">
        <Item view={{ kind: "product", body, picture }} />
      </Card>
    </>
  );
}
