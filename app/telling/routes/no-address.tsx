import type { LoaderFunctionArgs } from "@remix-run/node";
import { apiProblem } from "../problem.server";

/** Whatever else is asked for under /api: a program gets an answer that it can read. */
export function loader({ request }: LoaderFunctionArgs) {
  return apiProblem(request, "no_such_address");
}
