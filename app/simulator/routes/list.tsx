import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireCan } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { db } from "~/platform/database.server";
import { shown, simulationList } from "../list.server";
import { List } from "../ui/List";

export const meta: MetaFunction = () => [{ title: "模拟接待 · Practice chats — 上岗 Deskready" }];

/** The simulated chats by level, with where one stands. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "simulator:do");
  const asked = new URL(args.request.url).searchParams.get("show");
  const show = shown.find((one) => one === asked) ?? "all";
  return { show, list: await simulationList(db(), actor.personId, show, await requestLocale(args)) };
}

export default function Simulator() {
  const { show, list } = useLoaderData<typeof loader>();
  return <List show={show} list={list} />;
}
