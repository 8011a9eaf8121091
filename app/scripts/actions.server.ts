import { and, eq, isNull, sql } from "drizzle-orm";
import { contentItem, scriptFavourite } from "@db/schema";
import { accept, type Outcome, refuse, write, type WriteContext } from "~/platform/write.server";

/** Keep a script at hand, or no longer. Twice is once; what is archived can only be let go. */
export async function setFavourite(ctx: WriteContext, personId: string, slug: string, on: boolean): Promise<Outcome<null>> {
  return write(ctx, async (tx) => {
    const [item] = await tx
      .select({ id: contentItem.id })
      .from(contentItem)
      .where(and(eq(contentItem.kind, "script"), eq(contentItem.slug, slug), on ? isNull(contentItem.archivedAt) : undefined));
    if (!item) return refuse("not_found");
    if (on) await tx.insert(scriptFavourite).values({ personId, itemId: item.id, createdAt: ctx.now }).onConflictDoNothing();
    else await tx.delete(scriptFavourite).where(and(eq(scriptFavourite.personId, personId), eq(scriptFavourite.itemId, item.id)));
    return accept(null);
  });
}

export type Copied = { id: string; slug: string; versionId: string; variant: string };

/**
 * Note that somebody copied a variant, of the version that they had before them. The browser makes the id: sent twice it counts once. Returns whether there
 * is such a variant. One statement.
 */
export async function noteUse(ctx: WriteContext, personId: string, { id, slug, versionId, variant }: Copied): Promise<boolean> {
  const [row] = await ctx.db.execute<{ known: boolean }>(sql`
    with said as (
      select v.id, v.item_id from content_version v join content_item i on i.id = v.item_id
      where v.id = ${versionId}::uuid and i.kind = 'script' and i.slug = ${slug}
        and v.body -> 'variants' @> jsonb_build_array(jsonb_build_object('slug', ${variant}::text))
    ), noted as (
      insert into script_use (id, person_id, item_id, version_id, variant, at)
      select ${id}::uuid, ${personId}::uuid, item_id, id, ${variant}, ${ctx.now.toISOString()}::timestamptz from said
      on conflict (id) do nothing
    )
    select exists (select from said) as known`);
  return row?.known ?? false;
}
