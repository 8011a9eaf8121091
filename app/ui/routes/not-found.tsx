import { problem } from "~/platform/http.server";

/** Any address that the map does not know. */
export async function loader() {
  throw problem(404, "not_found");
}

/** Writes to such an address are refused the same way. */
export async function action() {
  throw problem(404, "not_found");
}

export default function NotFound() {
  return null;
}
