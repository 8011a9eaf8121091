/**
 * English words of four to eight letters that a desk writes every day: one of them is itself and no slip for another word ("put it in the same" is not "puts them to shame").
 */
const EVERYDAY = new Set(
  (
    "about above accepted account address after again against agent agreed aisle alone along already angry another answer answered answers anybody anything " +
    "apart apology applies approve arrival arrives article asked asking asks away back backpack bags bank barg bargain base batch been before behind beside " +
    "best better beyond black blue board body bonus both bottle bought branch broken brown buckle budget buyer call called came cannot canvas card cards " +
    "care carries carry carton case cash cause cent change changed changes chat chats cheap cheaper check checked checkout chest choice choose city claim " +
    "clean clock close closes closing cloth coated code colour colours come comes company compare conduct consent contact correct cost costs could council " +
    "count counted counts coupon courier cover covered cowhide craft critical customer dark data date dawn days dear decide decides defect delay delivery " +
    "desk detail didn differ discount dispatch dispute disputes does doesn done door down drizzle drops dust duty each early edge edges eight either else " +
    "empty endings ends enough even every evidence exam exchange explain face fact facts false family father fault feature features feel feels figure find " +
    "fine finish firm first fits five flat floor follow form found four free freight from front full gets gift give gives goal goes gone good goods grain " +
    "green grey group guess half hand handle handover hands hardware hasn have haven hear heavy held help here hidden hide hold holds home honest hour " +
    "hours https hundred hurry inch inches inside intact into intro invoice item joins just keep keeps kept khaki kind know knows label ladder laptop large " +
    "last late later least leather leave leaves left less lesson level light like limit line lines lining link list litres little long look looked looking " +
    "looks lost lower machine made make makes manager many marks material matter matters meaning means measure meeting message messages metro mind mine " +
    "minute minutes missed missing mistake moment money month mood more morning most much must name named names navy need needed needn needs never news " +
    "next night nine nobody nodes none note noted notes nothing notice number nylon offer offers office often once ones online only open opened opens " +
    "options order ordered orders other others ours outside over pack packing page paid painted paper parcel part parts pass past pattern payment pays " +
    "people person phone photo photos pick picking picture pictures piece place platform please pocket point points postage posts prepared present press " +
    "price prices printed privacy problem product products promise promised promises protects public push quality question quick quiz rain reach read ready " +
    "real really reason record refund repair reply report reported request required rest return returned returns review reviews rewrite ride right round " +
    "rude rule rules running runs safe said sale sales same says scan score screen script scripts seam second seconds seen sell selling send sends sent " +
    "sentence service seven several shall sheet shelf shift shipping shop short should shoulder show shows side sides signed silence since size sleeve slip " +
    "slots slug small smells sold somebody soon sorry split spot stands stars start stay stays stem step steps still stock stop straight strap straps style " +
    "such suit suitcase suits summary sure system table tablet take taken takes talk taobao tell tells text than that their them then there these they " +
    "thing things think third this those three through time times title today together told tomorrow tonight topic tote tracking travel tried trip trouble " +
    "true truth turns twenty twice type under until upset used usual usually value variants waist wait waiting waits walked walks wallet want wanted wants " +
    "water ways wear week weighs weight well went what when where whether which while whoever whole whom wife will window windows with within without word " +
    "words work worry worth would write written wrong years your yours yourself yuan zips"
  ).split(" "),
);

/** Whether a word is one that a desk writes every day. */
export function isEverydayEnglish(word: string): boolean {
  return EVERYDAY.has(word);
}
