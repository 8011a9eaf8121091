import { Form } from "@remix-run/react";
import Eye from "lucide-react/icons/eye";
import EyeOff from "lucide-react/icons/eye-off";
import { useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { gradingMessages } from "../../messages.grading";

/** Grade with or without seeing whose answer it is; remembered for this grader on this device. */
export function BlindSwitch({ on }: { on: boolean }) {
  const t = useT(gradingMessages);
  const Icon = on ? EyeOff : Eye;
  return (
    <Form method="post">
      <input type="hidden" name="intent" value="blind" />
      <input type="hidden" name="blind" value={on ? "off" : "on"} />
      <Button
        type="submit"
        aria-pressed={on}
        aria-keyshortcuts="B"
        icon={<Icon aria-hidden className="size-4" />}
        className="max-sm:w-full"
      >
        {t(on ? "blind.on" : "blind.off")}
      </Button>
    </Form>
  );
}
