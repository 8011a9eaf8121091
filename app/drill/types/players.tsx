import type { ComponentType } from "react";
import { ChooseNextLinePlayer } from "./choose_next_line/Player";
import { FreeReplyPlayer } from "./free_reply/Player";
import { FillBlanksPlayer } from "./fill_blanks/Player";
import { MatchPlayer } from "./match/Player";
import { FindProductPlayer } from "./find_product/Player";
import { ImageChoicePlayer } from "./image_choice/Player";
import { MultipleChoicePlayer } from "./multiple_choice/Player";
import { NumberPlayer } from "./number/Player";
import { OrderStepsPlayer } from "./order_steps/Player";
import type { PlayerProps, QuestionKind } from "./question";
import type { Answer, QuestionView, Shapes, Verdict } from "./registry";
import { RewritePlayer } from "./rewrite/Player";
import { ShortTextPlayer } from "./short_text/Player";
import { SingleChoicePlayer } from "./single_choice/Player";
import { SpotViolationPlayer } from "./spot_violation/Player";
import { TrueFalsePlayer } from "./true_false/Player";

const players: { [K in QuestionKind]: ComponentType<PlayerProps<Shapes[K]>> } = {
  free_reply: FreeReplyPlayer,
  rewrite: RewritePlayer,
  spot_violation: SpotViolationPlayer,
  image_choice: ImageChoicePlayer,
  find_product: FindProductPlayer,
  choose_next_line: ChooseNextLinePlayer,
  single_choice: SingleChoicePlayer,
  multiple_choice: MultipleChoicePlayer,
  short_text: ShortTextPlayer,
  true_false: TrueFalsePlayer,
  number: NumberPlayer,
  fill_blanks: FillBlanksPlayer,
  order_steps: OrderStepsPlayer,
  match: MatchPlayer,
};

function playerFor<K extends QuestionKind>(kind: K): ComponentType<PlayerProps<Shapes[K]>> {
  return players[kind];
}

/** The fields of one question, named `answer`; with a verdict, what was right and what was not. The question's own text stands above it on the page. */
export function QuestionPlayer(props: {
  view: QuestionView;
  answer: Answer | null;
  onAnswer?: (answer: Answer | null) => void;
  verdict?: Verdict | null;
  keys?: boolean;
}) {
  const Player = playerFor(props.view.type) as ComponentType<typeof props>;
  return <Player {...props} />;
}
