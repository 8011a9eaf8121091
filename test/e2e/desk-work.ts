import type { ScriptDraftBody } from "@db/schema";
import type { ItemBody } from "~/curriculum/pack";
import type { Curriculum } from "./learner";
import { expect, type Page, post, type Shop } from "./shop";

type Chat = { id: string; body: ItemBody<"simulation"> };

/** The required chats as somebody leaves them behind who passed each: by rows, since they play in real minutes and other walks play them. */
export async function passChats(shop: Shop, personId: string, curriculum: Curriculum, at: Date): Promise<void> {
  const required = (curriculum.of("simulation") as unknown as Chat[]).filter(({ body }) => body.required);
  for (const { id } of required) expect((await shop.make.ranChat({ personId, versionId: id, at })).grade.passed, id).toBe(true);
}

/** The ten prepared messages, by the forms that their pages post: the library's own wording, handed in, and approved by the supervisor. */
export async function writeMessages(shop: Shop, author: Page, supervisor: Page, personId: string, curriculum: Curriculum): Promise<void> {
  const scripts = (curriculum.of("script") as unknown as { body: ItemBody<"script"> }[]).filter(({ body }) => body.prepared !== undefined);
  expect(scripts).toHaveLength(10);
  for (const { body } of scripts) {
    expect((await post(author, "/scripts/mine", { prepared: String(body.prepared) })).redirected).toBe(true);
    const [draft] = await shop.sql<{ id: string; body: ScriptDraftBody }[]>`
      select id from script_draft where author_id = ${personId} and prepared = ${body.prepared ?? 0}`;
    const at = `/scripts/drafts/${draft?.id ?? ""}`;
    const [variant] = body.variants;
    const fields = {
      do: "hand_in",
      revision: "0",
      title: body.title["zh-CN"],
      branch: body.branch,
      platforms: [...body.platforms],
      customer: variant?.customer["zh-CN"] ?? "",
      situation: body.situation["zh-CN"],
      "text.zh-CN": variant?.text["zh-CN"] ?? "",
      why: body.why["zh-CN"],
      note: "标出的地方想过了。",
    };
    expect((await post(author, at, fields)).redirected, body.title.en).toBe(true);
    const [version] = await shop.sql<{ id: string }[]>`select id from script_draft_version where draft_id = ${draft?.id ?? ""}`;
    const decision = { decision: "approved", remark: "", versionId: version?.id ?? "" };
    expect((await post(supervisor, `/scripts/review/${draft?.id ?? ""}`, decision)).redirected, body.title.en).toBe(true);
  }
}
