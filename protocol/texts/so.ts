/**
 * What citizens read in Somali; not offered before a reader has signed it off (protocol/texts/review.ts). espeak-ng has no voice
 * for it: a call is chimed and shown.
 * Knows no other language and no rule; the keys are those of `keys.ts`, and what is missing is said in English.
 */
import type { CitizenRefusalTexts } from "./citizen-refusals.ts";
import type { Draft } from "./draft.ts";
import type * as keys from "./keys.ts";

/* After a number a Somali noun stays in the singular. */
const ahead = (count: number) => (count === 0 ? "Adiga ayaa ku xiga" : `${count} qof ayaa kaa horreeya`);
const waiting = (count: number) => (count === 0 ? "Cidna ma sugayso" : `${count} qof ayaa sugaya`);

export const soRefusals: Draft<CitizenRefusalTexts> = {
  "queue-closed": "Safku hadda waa xiran yahay.",
  "queue-unknown": "Saf noocaas ah ma jiro.",
  "service-unknown": "Adeeggaas halkan lagama bixiyo.",
  "service-closed": "Adeeggaas hadda waa xiran yahay.",
  "last-ticket-given": "Xirista ka hor dad kale uma adeegi karno. Lambarro kale lama bixinayo.",
  "quota-reached": "Lambarradii maanta way dhammaadeen.",
  "ticket-unknown": "Lambarkaas ma naqaanno.",
  "ticket-ended": "Lambarkaas mar hore ayaa la dhammeeyay.",
  "not-waiting": "Lambarkaas ma sugayo.",
  "not-requeueable": "Lambarkaas safka dib looguma celin karo.",
  "postponed-enough": "Dad kale ma hor marin kartid. Fadlan weydii shaqaalaha.",
  "code-unknown": "Koodhkaas ma naqaanno. Fadlan weydii shaqaalaha, waan ku caawin doonnaa.",
  "no-appointment": "Ballan ma helin. Riix badhan si aad lambar u hesho.",
};

export const soStates: Draft<keys.StateTexts> = {
  waiting: "Wuu sugayaa",
  called: "Waa la yeeray",
  serving: "Waa loo adeegayaa",
  parked: "Waa la dhigay",
  served: "Waa dhammaaday",
  "no-show": "Ma iman",
  left: "Wuu baxay",
  cancelled: "Waa la joojiyay",
  recovered: "Dib ayaa loo helay",
  expired: "Waqtigiisu waa dhacay",
};

export const soReceipt: Draft<keys.ReceiptTexts> = {
  number: "Lambarkaaga",
  ahead,
  wait: "Waqtiga sugitaanka la filayo:",
  follow: "Safka kala soco telefoonkaaga",
  sameQueueAs: (letters, queue) => `Waa isla safka ${letters} (${queue})`,
  copy: "KOPI / NUQUL",
  keep: "Warqaddan hay ilaa lagaa yeero",
  bring: "Xusuusnow inaad keento:",
  noNumber: "Kani ma aha lambar saf",
};

export const soStand: Draft<keys.StandTexts> = {
  title: "Qaado lambar",
  welcome: "Soo dhawoow",
  pressButton: "Riix badhanka ku ag yaal waxaad u timid",
  choose: "Sideen kuu caawin karnaa?",
  back: "Dib u noqo",
  language: "Soomaali",
  chooseLanguage: "Dooro luqadda",
  starting: "Qalabku wuu bilaabanayaa …",
  lost: "Shaashaddu way ka go'day qalabka. Badhamadu weli way shaqayn karaan.",
  offLine: "Xiriirku waa go'an yahay, laakiin weli lambar waad heli kartaa. Waa sax.",
  closed: "Waa xiran yahay",
  given: "Lambarradii maanta way dhammaadeen",
  givenForNow: "Hadda lambarro kale lama bixinayo",
  busy: "Hal daqiiqo …",
  noNumber: "Hadda lambar ma bixin karno",
  storage: "Qalabku cillad ayuu leeyahay",
  stuck: "Badhanku wuu xayiran yahay",
  buttonsGone: "Badhamadu hadda ma shaqaynayaan",
  askStaff: "Fadlan weydii shaqaalaha",
  printer: {
    low: "Warqaddu way sii dhammaanaysaa.",
    out: "Warqaddii way dhammaatay. Lambarkaaga halkan shaashadda ayaa lagu tusayaa.",
    cover: "Daboolka daabacaha waa furan yahay. Lambarkaaga halkan shaashadda ayaa lagu tusayaa.",
    jam: "Warqaddii way xayirantay. Lambarkaaga halkan shaashadda ayaa lagu tusayaa.",
    offline: "Daabacuhu ma jawaabayo. Lambarkaaga halkan shaashadda ayaa lagu tusayaa.",
  },
  scannerGone: "Iskaanku hadda ma shaqaynayo.",
  presentCode: "Koodh ma haysataa? Ku hay iskaanka hortiisa.",
  typeCode: "Geli koodhkaaga oo riix Enter",
  digits: (count) => `${count} tiro`,
  yourNumber: "Lambarkaaga",
  paperFailed: "Warqaddu ma soo bixin. Lambarkaagu weli waa sax.",
  takePhoto: "Xusuuso lambarka, ama koodhka ku iskaan garee telefoonkaaga.",
  dismiss: "Lambarkayga waan arkay",
  ahead,
  wait: "Waqtiga sugitaanka la filayo:",
  codeOffLine: "Hadda koodhka ma hubin karno. Fadlan weydii shaqaalaha.",
  openTickets: "Lambarrada furan",
  pin: "PIN-ka shaqaalaha",
  pinWrong: "PIN-ku waa khalad.",
  pinSlow: "Isku dayo badan. Wax yar sug oo mar kale isku day.",
  show: "Tus",
  hide: "Qari",
  noOpenTickets: "Lambarro furan ma jiraan.",
  issued: "La qaatay",
  queue: "Saf",
  scanWithPhone: "Koodhka ku iskaan garee telefoonkaaga",
  goTo: (counter) => `Fadlan u tag: ${counter}`,
  missed: "Waa laguu yeeray, laakiin ma aadan iman",
  missedHelp: "Riix badhanka haddii aad rabto inaad safka ku soo noqoto",
  rejoin: "Safka ku noqo",
};

export const soDisplay: Draft<keys.DisplayTexts> = {
  directions: {
    left: "dhanka bidix",
    right: "dhanka midig",
    ahead: "toos hore",
    back: "gadaashaada",
    up: "jaranjarada kor",
    down: "jaranjarada hoos",
  },
  nowCalling: "Hadda waxaa loo yeerayaa",
  calledLast: "Kii ugu dambeeyay ee loo yeeray",
  latest: "Yeerihii ugu dambeeyay",
  welcome: "Soo dhawoow – lambar ka qaado qalabka",
  starting: "Shaashaddu way bilaabanaysaa …",
  closed: "Waa xiran yahay",
  given: "Lambarrada maanta waa dhammaadeen",
  help: "Lambarkaaga ka fiiri shaashaddan.",
  waiting,
  wait: "Waqtiga sugitaanka",
  lost: "Shaashaddu xiriirka way weyday",
  lostSince: (clock) => `Lambarradu waa kuwii saacadda ${clock}`,
  askStaff: "Fadlan weydii shaqaalaha",
  soundOn: "Codka fur",
};

export const soTicket: Draft<keys.TicketTexts> = {
  title: "Booskaaga safka",
  yourNumber: "Lambarkaaga",
  ahead,
  wait: "Waqtiga sugitaanka la filayo:",
  unknownWait: "Weli ma sheegi karno inta aad sugi doonto.",
  next: "Adiga ayaa ku xiga. Fadlan meel dhow joog.",
  calledNow: "Hadda waa markaagii",
  goTo: (counter) => `Fadlan u tag: ${counter}`,
  state: {
    waiting: "Waad sugaysaa",
    called: "Waa laguu yeeray",
    serving: "Waa laguu adeegayaa",
    parked: "Waa lagu dhigay, mar kale ayaa laguu yeeri doonaa",
    served: "Booqashadaadii way dhammaatay. Mahadsanid.",
    "no-show": "Waa laguu yeeray, laakiin ma aadan iman. Fadlan weydii shaqaalaha, waan ku caawin doonnaa.",
    left: "Lambarku hadda ma shaqaynayo",
    cancelled: "Lambarka waa la joojiyay",
    recovered: "Fadlan shaqaalaha u sheeg inaad joogto",
    expired: "Lambarku wuxuu ahaa maalin hore",
  },
  ended: "Lambarku safka kuma jiro hadda.",
  closed: "Safku waa xiran yahay, laakiin weli waa laguu adeegi doonaa.",
  starting: "Waxaan raadinaynaa booskaaga safka …",
  lost: "Xiriirku wuu go'ay. Fadlan fiiri shaashadda hoolka.",
  updated: (clock) => `La cusboonaysiiyay ${clock}`,
  notify: "I ogeysii marka markaygu yimaado",
  notifyOn: "Telefoonkaagu wuu ku ogeysiin doonaa marka markaagu yimaado",
  keepOpen: "Boggan ha furnaado.",
  unknown: "Warqaddaas ma naqaanno. Fadlan weydii shaqaalaha.",
  soon: "Warqaddaadu waa sax",
  soonHelp:
    "Qalabku hadda xiriir ma laha. Booskaaga halkan ayaa dhowaan lagu tusi doonaa. Fadlan fiiri shaashadda hoolka.",
  chooseLanguage: "Dooro luqadda",
  act: {
    leave: "Ka bax safka",
    sure: "Mar kale taabo si aad safka uga baxdo",
    postpone: (minutes) => `Waxaan u baahanahay ${minutes} daqiiqo oo kale`,
    rejoin: "Safka ku noqo",
  },
  postponed: (clock) => `Dad kale ayaa kaa horreynaya ilaa ${clock}`,
  actFailed: "Way dhici weyday. Mar kale isku day.",
};
