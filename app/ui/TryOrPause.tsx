import type { Messages } from "~/platform/messages";
import type { Refusal } from "~/platform/refusal";
import { Button } from "./Button";
import { Form } from "./Form";

type TryOrPauseProps = {
  isPaused: boolean;
  words: { test: string; pause: string; resume: string };
  messages: Messages;
  refusals: Refusal[] | null;
};

/** What is done with something that tells others by itself: send a test, pause it, let it go on. The action gets the `step`. */
export function TryOrPause({ isPaused, words, messages, refusals }: TryOrPauseProps) {
  return (
    <Form refusals={refusals} messages={messages} className="flex flex-wrap gap-2">
      {isPaused ? (
        <Button type="submit" name="step" value="resume" variant="primary">
          {words.resume}
        </Button>
      ) : (
        <>
          <Button type="submit" name="step" value="test" variant="primary">
            {words.test}
          </Button>
          <Button type="submit" name="step" value="pause">
            {words.pause}
          </Button>
        </>
      )}
    </Form>
  );
}
