import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { requireCan } from "~/people/guard.server";
import { homeFor } from "../home";

/** The first page: to where this person's work is. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "home:view");
  throw redirect(homeFor(actor));
}
