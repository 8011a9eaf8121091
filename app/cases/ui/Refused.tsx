import type { Messages } from "~/platform/messages";
import type { Refusal } from "~/platform/refusal";
import { useT } from "~/platform/use-locale";
import { Notice } from "~/ui/Notice";

/** Why something was not done, above a page of many forms. `messages` has a text `refusal.<code>` for each. */
export function Refused({ refusals, messages }: { refusals: readonly Refusal[] | null | undefined; messages: Messages }) {
  const say = useT(messages);
  return refusals?.map(({ code, params }) => (
    <Notice key={code} tone="blocked" role="alert">
      {say(`refusal.${code}`, params)}
    </Notice>
  ));
}
