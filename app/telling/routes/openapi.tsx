import type { LoaderFunctionArgs } from "@remix-run/node";
import { apiAnswer } from "../answer.server";
import { openApi } from "../openapi";

export function loader({ request }: LoaderFunctionArgs) {
  return apiAnswer(request, openApi);
}
