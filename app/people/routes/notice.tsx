import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { idParam, readForm, safeRedirect, textOf } from "~/platform/http.server";
import { isId } from "~/platform/ids";
import { requireCan, writeContext } from "../guard.server";
import { markSeen } from "../notices.server";

/** A notice was read, with those that stood folded under it (`also`): they do not come again. By script the page stays where it is. */
export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "profile:edit");
  const form = await readForm(args.request);
  await markSeen(writeContext(args, actor, form), [idParam(args.params.noticeId), ...form.getAll("also").filter(isId)]);
  const back = textOf(form, "returnTo");
  if (back === "") return { seen: true };
  throw redirect(safeRedirect(back));
}
