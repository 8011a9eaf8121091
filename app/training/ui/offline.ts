import type { OfflineWork } from "~/ui/offline/context";
import { fetchAhead } from "./drill/ahead";
import { saidOf } from "./drill/said";
import { sendAnswers } from "./drill/send";
import { sendPracticals } from "./practical/hand-in";
import { handedInSaid } from "./practical/said";

/** What a learner does at the edge of the network: the drill's answers, and practicals. */
export const offlineWork: OfflineWork = {
  send: async (person) => {
    await sendAnswers(person);
    await sendPracticals(person);
  },
  fetchAhead,
  say: (results, locale) =>
    [
      saidOf(
        results.filter(({ kind }) => kind === "answer"),
        locale,
      ),
      handedInSaid(
        results.filter(({ kind }) => kind === "practical"),
        locale,
      ),
    ]
      .filter(Boolean)
      .join(" "),
};
