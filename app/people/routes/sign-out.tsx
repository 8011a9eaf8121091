import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { toast } from "~/platform/cookies.server";
import { closeSession, sessionTokenOf } from "../session.server";

export async function action({ request }: ActionFunctionArgs) {
  const token = sessionTokenOf(request);
  const headers = new Headers();
  if (token) {
    headers.append("Set-Cookie", await closeSession(token));
    headers.append("Set-Cookie", await toast("signed_out"));
  }
  return redirect("/sign-in", { headers });
}
