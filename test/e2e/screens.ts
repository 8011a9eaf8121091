import { activationScreens } from "./screens/activation";
import { boardsScreens } from "./screens/boards";
import { chatsScreens } from "./screens/chats";
import { figureScreens } from "./screens/figures";
import { chatImportScreens } from "./screens/chat-imports";
import { casesScreens } from "./screens/cases";
import { conductScreens } from "./screens/conduct";
import { drillScreens } from "./screens/drill";
import { effectsScreens } from "./screens/effects";
import { kpiDutyScreens } from "./screens/kpi-duties";
import { levelsScreens } from "./screens/levels";
import { kpiMonthsScreens } from "./screens/kpi-months";
import { kpiRulesScreens } from "./screens/kpi-rules";
import { libraryScreens } from "./screens/library";
import { outcomeScreens } from "./screens/outcome";
import { peopleScreens } from "./screens/people";
import { probationScreens } from "./screens/probation";
import { scriptsScreens } from "./screens/scripts";
import { settingsScreens } from "./screens/settings";
import { simulatorScreens } from "./screens/simulator";
import { statementScreens } from "./screens/statement";
import { trainingScreens } from "./screens/training";
import type { Screen } from "./screens/screen";

/** Every screen of the product, by capability: what is photographed and checked for barriers. */
export const screens: Screen[] = [
  ...trainingScreens,
  ...drillScreens,
  ...simulatorScreens,
  ...chatsScreens,
  ...scriptsScreens,
  ...probationScreens,
  ...activationScreens,
  ...peopleScreens,
  ...settingsScreens,
  ...libraryScreens,
  ...outcomeScreens,
  ...casesScreens,
  ...effectsScreens,
  ...levelsScreens,
  ...kpiDutyScreens,
  ...chatImportScreens,
  ...figureScreens,
  ...conductScreens,
  ...statementScreens,
  ...kpiRulesScreens,
  ...kpiMonthsScreens,
  ...boardsScreens,
  ...conductScreens,
];
