/** English words by what they tell of who does what in a sentence; a word may be of several classes. */
export const ENGLISH: Readonly<Record<string, string>> = {
  neg:
    "not no never n't cannot can't don't won't doesn't isn't aren't wasn't didn't couldn't wouldn't shouldn't without nor neither " +
    "nothing nobody none hardly nowhere refuse refused avoid unable mustn't needn't haven't hasn't ain't rather unless",
  say:
    "say says said saying call calls called calling write writes wrote written tell tells told claim claims claimed describe described " +
    "mention mentioned mentions print printed reads read label labelled labels advertise advertised advertises shout quote quoted swear " +
    "swore",
  promise: "promise promises promised guarantee guarantees guaranteed assure swear vouch commit pledge",
  we: "we i our us my me we're we've i'm i'll we'll i've ours shop store workshop warehouse team",
  you: "you your yours you're you've you'll you'd dear",
  customer:
    "customer customers buyer buyers reviewer reviewers review reviews comment comments somebody someone people anyone anybody whoever " +
    "folks guests client clients question questions",
  rival:
    "seller sellers competitor rival rivals elsewhere other others another neighbour shop's page site ad advert advertisement leaflet " +
    "poster influencer blogger stream streamer video website listing stall market brand magazine article banner headline",
  kin:
    "she he they her his their him them mother father mum dad son daughter husband wife friend boss colleague teacher sister brother " +
    "grandmother grandfather child kid aunt uncle neighbour boyfriend girlfriend cousin grandma grandpa parents partner nephew niece " +
    "manager student",
  inst:
    "bank hospital school airline airport hotel courier couriers driver post office police customs insurer insurance doctor clinic gym " +
    "landlord embassy platform company employer museum library supermarket restaurant depot carrier agent guide station university app " +
    "system taobao tmall jd phone alipay locker concierge guard tour government council college judge jury dentist vet",
  past: "yesterday ago once before last earlier previously used was were had did been came got went lost paid bought asked sent already",
  cond: "if when whenever should unless whether suppose supposing case provided would could might may as once",
  ask: "? what which where who how why does do is are can could will did whose",
  fraud:
    "scam scams scammer scammers fraud fraudster phishing fake pretending impersonating impersonate beware careful swindle swindler " +
    "report block suspicious trick trap thief thieves",
  rule: "rule rules forbidden banned allowed law against breach violation fined penalty permitted prohibit prohibited policy legal illegal",
  words: "word words phrase claim line slogan term label title text message sms link code sign wording sentence expression",
  after:
    "refund refunded return returned replacement repair repaired courier parcel delivered tracking arrived shipped sorry apologise " +
    "damaged broken exchange parcel",
  urge: "now quick quickly hurry just please add send transfer scan click message text come grab buy order pay",
  strong: "absolutely really definitely truly all every always simply completely totally ever only certainly sure honestly",
  hedge: "about around maybe perhaps usually probably roughly mostly nearly almost mainly fairly quite",
  wish: "hope want wish would like plan try trying",
  goods:
    "bag bags leather wallet strap zip zips lining backpack tote satchel purse canvas stitching case briefcase clasp buckle pouch " +
    "handbag holdall duffel hide seams",
  other:
    "shoes boots jacket coat phone laptop camera watch book car house flat weather exam match film song game ticket passport tea wine " +
    "dinner cake chair bed pillow lamp table door coat dress shirt umbrella visa prize team race medicine cream",
  but: "but only instead though however yet so",
  yes: "yes sure yep indeed course right",
  quant: "one first second each every",
};
