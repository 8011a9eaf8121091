import { Form, useSubmit } from "@remix-run/react";
import LogOut from "lucide-react/icons/log-out";
import { lazy, Suspense, useRef, useState } from "react";
import { useT } from "~/platform/use-locale";
import { uiMessages } from "../messages";
import { useOffline } from "../offline/context";

const Question = lazy(() => import("../offline/SignOutQuestion"));

/**
 * Sign out, and leave nothing in this browser. While something waits to be sent it asks first, in place. Without script it is a plain form: what waits then
 * stays for when the same person comes back.
 */
export function SignOut({ className }: { className: string }) {
  const t = useT(uiMessages);
  const { person, away, send } = useOffline();
  const submit = useSubmit();
  const form = useRef<HTMLFormElement>(null);
  const [asking, setAsking] = useState<{ waiting: number; unreached: boolean } | null>(null);

  const goOut = async (evenUnsent: boolean) => {
    if (person === null || !form.current) return;
    const { waitingNow, emptyBrowser } = await import("../offline/leave");
    const waiting = await waitingNow(person);
    if (away || (waiting > 0 && !evenUnsent)) return setAsking({ waiting, unreached: away });
    await emptyBrowser(person);
    submit(form.current);
  };
  return (
    <Form
      ref={form}
      method="post"
      action="/sign-out"
      className="border-t border-line pt-1"
      onSubmit={(event) => {
        if (person === null) return;
        event.preventDefault();
        void goOut(false);
      }}
    >
      {asking ? (
        <Suspense fallback={null}>
          <Question
            {...asking}
            onSend={() =>
              send().then(
                () => goOut(false),
                () => goOut(false),
              )
            }
            onLose={() => void goOut(true)}
            onStay={() => setAsking(null)}
          />
        </Suspense>
      ) : (
        <button className={className}>
          <LogOut aria-hidden className="size-4 text-muted" />
          {t("shell.sign_out")}
        </button>
      )}
    </Form>
  );
}
