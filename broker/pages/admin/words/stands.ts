/** The words of stands: the drawn face, what a button does, the receipt beside it. Knows no page. */
import { type Pair, pair } from "./pair.ts";

export const STAND_WORDS = {
  chooseStand: pair("Vælg stander", "Choose a stand"),
  standFace: pair(
    (name: string) => `Tegning af ${name}`,
    (name: string) => `Drawing of ${name}`,
  ),
  buttonCount: pair("Knapper på standeren", "Buttons on the stand"),
  buttonCountHelp: pair(
    "Kun til tegningen her: første halvdel sidder til venstre, resten til højre.",
    "For this drawing only: the first half is on the left, the rest on the right.",
  ),
  buttonNumber: pair(
    (n: number) => `Knap ${n}`,
    (n: number) => `Button ${n}`,
  ),
  press: pair(
    (n: number, label: string) => (label === "" ? `Knap ${n}, tom. Tilføj` : `Knap ${n}: ${label}. Ret`),
    (n: number, label: string) => (label === "" ? `Button ${n}, empty. Add` : `Button ${n}: ${label}. Edit`),
  ),
  noStand: pair(
    "Ingen endnu. Tilføj den, der står i hallen, så bliver den tegnet her.",
    "None yet. Add the one in the hall, and it is drawn here.",
  ),
  empty: pair("Tom plads", "Empty place"),
  noLabel: pair("Uden tekst", "Without text"),
  chooseButton: pair(
    "Tryk på en knap på tegningen for at rette den.",
    "Press a button in the drawing to edit it.",
  ),
  label: pair("Det står der", "What it says"),
  doesWhat: pair("Når den trykkes", "When it is pressed"),
  chooseDoes: pair("Vælg, hvad den gør", "Choose what it does"),
  doesGroup: pair(
    {
      service: "Giv et nummer til",
      newService: "Giv et nummer til en ny ydelse af samme navn",
      menu: "Vis flere valg",
      information: "Vis en oplysning i stedet for et nummer",
    },
    {
      service: "Give a number for",
      newService: "Give a number for a new service of this name",
      menu: "Show more choices",
      information: "Show information instead of a number",
    },
  ),
  inQueue: pair(
    (queue: string) => `i køen ${queue}`,
    (queue: string) => `in the queue ${queue}`,
  ),
  newMenu: pair("En ny menu", "A new menu"),
  newInformation: pair("En ny oplysning", "New information"),
  newQueue: pair("i en ny kø", "in a new queue"),
  walkIn: pair(
    (menu: string) => `Gå ind i "${menu}"`,
    (menu: string) => `Walk into "${menu}"`,
  ),
  walkOut: pair("Ud af menuen", "Out of the menu"),
  where: pair("Du er i", "You are in"),
  firstPage: pair("Forsiden", "The first page"),
  menuTitle: pair("Spørgsmål over valgene", "Question above the choices"),
  back: pair("Tilbage", "Back"),
  backButton: pair(
    (n: number) => `Knap ${n}: Tilbage. Kommer af sig selv`,
    (n: number) => `Button ${n}: Back. Comes by itself`,
  ),
  moreButton: pair(
    (n: number, label: string) => `Knap ${n}: ${label}. Kommer af sig selv`,
    (n: number, label: string) => `Button ${n}: ${label}. Comes by itself`,
  ),
  oneMore: pair("Tilføj et valg", "Add a choice"),
  choiceNumber: pair(
    (n: number) => `Valg ${n}`,
    (n: number) => `Choice ${n}`,
  ),
  removeMenu: pair("Fjern hele menuen", "Remove the whole menu"),
  moveTo: pair("Flyt til knap", "Move to button"),
  earlier: pair("En plads op", "One place up"),
  later: pair("En plads ned", "One place down"),
  openWhen: pair("Når den kan trykkes", "When it can be pressed"),
  openWhenHelp: pair(
    "Ud over husets, køens og ydelsens tider. Uden for dem er lampen slukket.",
    "On top of the house's, the queue's and the service's hours. Outside them the lamp is dark.",
  ),
  removeButton: pair("Fjern knappen", "Remove the button"),
  serviceOf: pair("Ret ydelsen", "Edit the service"),
  informationOf: pair("Ret oplysningen", "Edit the information"),
  standSettings: pair("Standerens navn, seddel, skærm og lyd", "The stand's name, slip, screen and sound"),
  personalLine: pair("Linje nederst på sedlen", "Line at the bottom of the slip"),
  logo: pair("Logo øverst på sedlen", "Logo at the head of the slip"),
  logoHelp: pair(
    "En PNG-fil på højst 32 kB og 576 prikker i hver retning.",
    "A PNG file of at most 32 kB and 576 dots each way.",
  ),
  logoWrong: pair(
    "Det er ikke en PNG-fil på højst 32 kB. Vælg en anden.",
    "That is no PNG file of at most 32 kB. Choose another.",
  ),
  standLook: pair("Standerens skærm og lyd", "The stand's screen and sound"),
  standContrast: pair("Skærmen", "The screen"),
  standContrastHelp: pair(
    "Enhver kan slå høj kontrast og stor skrift til for sig selv.",
    "Everybody can switch on high contrast and large type for themselves.",
  ),
  standLookChoice: pair(
    { usual: "Almindelig", high: "Altid høj kontrast og stor skrift" },
    { usual: "Usual", high: "Always high contrast and large type" },
  ),
  standVolumeHelp: pair(
    "0 til 100. Tomt: som teknikeren har stillet den.",
    "0 to 100. Empty: as the technician has set it.",
  ),
  nightFrom: pair("Tavs fra (klokken)", "Silent from (time)"),
  nightTo: pair("Tavs til (klokken)", "Silent until (time)"),
  nightHelp: pair(
    "Udfyld begge, så bipper standeren ikke imens; oplæsning kan altid høres. Tomme: den er aldrig tavs.",
    "With both filled in the stand gives no signals meanwhile; reading aloud is always heard. Empty: it is never silent.",
  ),
  removeLogo: pair("Fjern logo", "Remove the logo"),
  preview: pair("Sådan ser det ud", "How it looks"),
  previewLanguage: pair("Vis på", "Show in"),
  slip: pair("Sedlen", "The slip"),
  slipOf: pair(
    (name: string) => `Seddel for ${name}`,
    (name: string) => `Slip for ${name}`,
  ),
  paperWidth: pair("Papirets bredde", "Paper width"),
  noSlip: pair("Vælg en knap, der giver et nummer.", "Choose a button that gives a number."),
} satisfies Record<string, Pair<unknown>>;
