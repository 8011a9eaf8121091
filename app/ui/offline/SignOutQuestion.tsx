import { useState } from "react";
import { useT } from "~/platform/use-locale";
import { Button } from "../Button";
import { leaveMessages } from "./messages.leave";

export type SignOutQuestionProps = {
  waiting: number;
  /** Nobody can sign out without a connection. */
  unreached: boolean;
  onSend: () => Promise<void>;
  onLose: () => void;
  onStay: () => void;
};

/** Asks at a sign-out what becomes of what waits here. */
export default function SignOutQuestion({ waiting, unreached, onSend, onLose, onStay }: SignOutQuestionProps) {
  const t = useT(leaveMessages);
  const [busy, setBusy] = useState(false);
  const title = t("leave.title", { count: waiting });
  return (
    <div role="alertdialog" aria-label={waiting > 0 ? title : t("leave.unreached")} className="grid gap-2 px-3 py-2">
      {waiting > 0 && <p className="font-medium">{title}</p>}
      <p className="text-sm text-muted">{t(unreached ? "leave.unreached" : "leave.body")}</p>
      {!unreached && (
        <>
          <Button
            variant="primary"
            block
            autoFocus
            pending={busy}
            onClick={() => {
              setBusy(true);
              void onSend().finally(() => setBusy(false));
            }}
          >
            {t("leave.send")}
          </Button>
          <Button variant="danger" block onClick={onLose}>
            {t("leave.lose")}
          </Button>
        </>
      )}
      <Button block autoFocus={unreached} onClick={onStay}>
        {t("leave.stay")}
      </Button>
    </div>
  );
}
