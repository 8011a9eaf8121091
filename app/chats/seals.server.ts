import { seal } from "~/platform/keys.server";
import type { Seals } from "./import-part";

/** The digests of one platform's names under the instance's key. */
export function sealsOf(platform: string): Seals {
  return {
    session: (name) => seal("chat session", `${platform}\0${name}`),
    buyer: (nick) => seal("chat buyer", `${platform}\0${nick.normalize("NFKC").trim().toLowerCase()}`),
    order: (number) => seal("shop order", `${platform}\0${number}`),
  };
}
