/** The words of texts by language, versions, moving, templates and lists. Knows no page. */
import { type Pair, pair } from "./pair.ts";

export const MOVE_WORDS = {
  // Texts.
  languages: pair("Sprog på stedet", "Languages of the place"),
  languagesHelp: pair(
    "Borgerne kan vælge mellem dem ved standeren. Dansk er altid med.",
    "Citizens choose among them at the stand. Danish is always there.",
  ),
  signOffs: pair("Sprog, der skal læses igennem", "Languages to be read through"),
  signOffsHelp: pair(
    "Andre sprog end dansk og engelsk vises først for borgerne, når en, der kan sproget, har læst alle tekster og fundet dem gode.",
    "Languages other than Danish and English are shown to citizens once somebody who knows the language has read all texts and found them good.",
  ),
  signOffRead: pair(
    (language: string) => `Læs alle tekster på ${language}`,
    (language: string) => `Read all texts in ${language}`,
  ),
  signOffLacks: pair(
    (n: number) => `${n} tekster er ikke oversat endnu, så det kan ikke godkendes.`,
    (n: number) => `${n} texts are not translated yet, so that it cannot be signed off.`,
  ),
  signOffBy: pair(
    (reader: string, at: string) => `Godkendt af ${reader} den ${at}.`,
    (reader: string, at: string) => `Signed off by ${reader} on ${at}.`,
  ),
  signOffVoid: pair(
    (reader: string, at: string) =>
      `Teksterne er ændret, siden ${reader} godkendte dem den ${at}. De skal læses igen.`,
    (reader: string, at: string) =>
      `The texts have changed since ${reader} signed them off on ${at}. They must be read again.`,
  ),
  signOffTakeBack: pair("Tag godkendelsen tilbage", "Take the sign-off back"),
  signOffReader: pair("Navn på den, der har læst dem", "Name of who has read them"),
  signOffReaderMissing: pair("Skriv, hvem der har læst teksterne.", "Say who has read the texts."),
  signOffDo: pair("Godkend", "Sign off"),
  allTexts: pair("Alle tekster", "All texts"),
  missingOnly: pair("Vis kun dem, der mangler noget", "Show only those that lack something"),
  missingCount: pair(
    (n: number) =>
      n === 0 ? "Ingen tekster mangler." : n === 1 ? "1 tekst mangler." : `${n} tekster mangler.`,
    (n: number) =>
      n === 0 ? "No text is missing." : n === 1 ? "1 text is missing." : `${n} texts are missing.`,
  ),
  missing: pair("Mangler", "Missing"),
  place: pair("Hvor", "Where"),
  kindOf: pair(
    {
      queues: "Kø",
      services: "Ydelse",
      informations: "Oplysning",
      menus: "Menu",
      stands: "Stander",
      counters: "Skranke",
      displays: "Skærm",
      tags: "Mærke",
      pauseReasons: "Grund til pause",
      appointmentSources: "Kilde",
    },
    {
      queues: "Queue",
      services: "Service",
      informations: "Information",
      menus: "Menu",
      stands: "Stand",
      counters: "Counter",
      displays: "Display",
      tags: "Tag",
      pauseReasons: "Reason for a break",
      appointmentSources: "Source",
    },
  ),
  textOf: pair(
    {
      name: "navn",
      title: "overskrift",
      label: "det står der",
      text: "tekst",
      message: "besked på sedlen",
      bring: "tag med",
      personalLine: "linje på sedlen",
      room: "hvor den ligger",
    },
    {
      name: "name",
      title: "heading",
      label: "what it says",
      text: "text",
      message: "message on the slip",
      bring: "bring along",
      personalLine: "line on the slip",
      room: "where it is",
    },
  ),
  // Versions.
  version: pair(
    (n: number) => `Version ${n}`,
    (n: number) => `Version ${n}`,
  ),
  versionNow: pair("gælder nu", "in force"),
  versionBy: pair(
    (who: string) => `af ${who}`,
    (who: string) => `by ${who}`,
  ),
  look: pair("Se", "Look"),
  lookNamed: pair(
    (n: number) => `Se version ${n}`,
    (n: number) => `Look at version ${n}`,
  ),
  wouldChange: pair("Går du tilbage hertil, sker dette:", "Going back to it changes this:"),
  wouldChangeNothing: pair("Den er som den, der gælder nu.", "It is as the one in force."),
  goBack: pair(
    (n: number) => `Gå tilbage til version ${n}`,
    (n: number) => `Go back to version ${n}`,
  ),
  goneBack: pair(
    (to: number, version: number) => `Version ${to} gælder igen, som version ${version}.`,
    (to: number, version: number) => `Version ${to} is in force again, as version ${version}.`,
  ),
  goBackFirst: pair("Gem eller kassér dine ændringer først.", "Save or discard your changes first."),
  olderVersions: pair("Vis ældre", "Show older ones"),
  firstVersion: pair("Den første.", "The first one."),
  noVersions: pair("Versionerne kunne ikke hentes.", "The versions could not be fetched."),
  again: pair("Prøv igen", "Try again"),
  // Moving.
  exportHead: pair("Hent det hele som en fil", "Get everything as a file"),
  exportHelp: pair(
    "Filen rummer køer, knapper, tider og tekster, men ingen numre, navne eller adgangskoder. Den kan tages ind på en anden hub.",
    "The file holds queues, buttons, hours and texts, but no tickets, names or passwords. Another hub can take it in.",
  ),
  exportLink: pair("Hent filen", "Get the file"),
  importHead: pair("Tag en fil ind", "Take a file in"),
  importHelp: pair(
    "Du ser først, hvad der bliver anderledes. Intet ændres, før du gemmer.",
    "You see first what will differ. Nothing changes until you save.",
  ),
  keep: pair("Behold her på stedet", "Keep here"),
  keepHelp: pair(
    "Det, du sætter hak ved, bliver, som det er her. Alt andet kommer fra filen.",
    "What you tick stays as it is here. All else comes from the file.",
  ),
  keepable: pair(
    {
      name: "Stedets navn",
      hours: "Åbningstider og lukkedage",
      stands: "Standere og knapper",
      counters: "Skranker",
      displays: "Skærme",
      languages: "Sprog",
      timeZone: "Tidszone",
    },
    {
      name: "The place's name",
      hours: "Opening hours and closures",
      stands: "Stands and buttons",
      counters: "Counters",
      displays: "Displays",
      languages: "Languages",
      timeZone: "Time zone",
    },
  ),
  importFile: pair("Fil fra en anden hub", "File from another hub"),
  importWrong: pair(
    "Det er ikke en fil, som Talon har skrevet. Vælg en anden.",
    "That is no file that Talon has written. Choose another.",
  ),
  importDiffers: pair("Det bliver anderledes:", "What will differ:"),
  importSame: pair("Filen siger det samme som nu.", "The file says the same as now."),
  importTake: pair("Tag den ind", "Take it in"),
  importTaken: pair(
    "Den er taget ind, men ikke gemt endnu. Se det igennem, og gem.",
    "It is taken in, but not saved yet. Look it through, and save.",
  ),
  // Start.
  steps: pair("Til det første nummer", "To the first number"),
  step: pair(
    {
      queues: "En kø at vente i",
      services: "En ydelse, borgerne kommer for",
      stands: "En stander i hallen",
      buttons: "En knap på standeren",
      counters: "En skranke at blive kaldt til",
      displays: "En skærm, der viser kaldet",
    },
    {
      queues: "A queue to wait in",
      services: "A service that citizens come for",
      stands: "A stand in the hall",
      buttons: "A button on the stand",
      counters: "A counter to be called to",
      displays: "A display that shows the call",
    },
  ),
  done: pair("klar", "done"),
  missingStep: pair("mangler", "missing"),
  startWith: pair("Begynd med en skabelon eller en liste", "Begin with a template or a list"),
  nextStep: pair("Før det første nummer mangler:", "Missing before the first number:"),
  allSteps: pair(
    "Intet mangler. Gem, så kan standeren give det første nummer.",
    "Nothing is missing. Save, and the stand can give the first number.",
  ),
  templates: pair("Begynd med en skabelon", "Begin with a template"),
  templatesHelp: pair(
    "Du får køer, ydelser, knapper og tider, som du kan rette bagefter. Stedets navn bliver stående.",
    "You get queues, services, buttons and hours that you can edit afterwards. The place's name stays.",
  ),
  templateUse: pair(
    (name: string) => `Brug "${name}"`,
    (name: string) => `Use "${name}"`,
  ),
  templateReplaces: pair(
    "Skabelonen kommer i stedet for det, der er nu. Intet ændres, før du gemmer.",
    "The template replaces what is there now. Nothing changes until you save.",
  ),
  templateTaken: pair(
    "Skabelonen er lagt ind. Se den igennem, og gem. Uden for åbningstiden er standerens knapper mørke.",
    "The template is in. Look it through, and save. Outside opening hours the stand's buttons are dark.",
  ),
  noTemplates: pair("Skabelonerne kunne ikke hentes.", "The templates could not be fetched."),
  pasteHead: pair("Ydelser fra en liste", "Services from a list"),
  pasteHelp: pair(
    "Én ydelse på hver linje, eller kolonner fra et regneark. Tre kolonner er navn; kø; bogstav. Fire er navn; navn på engelsk; kø; bogstav. Har første linje navne som »Navn« og »Kø«, gælder de i stedet.",
    "One service a line, or columns from a spreadsheet. Three columns are name; queue; letter. Four are name; name in English; queue; letter. If the first line has headings such as “Name” and “Queue”, they count instead.",
  ),
  pasteLabel: pair("Listen", "The list"),
  pasteRead: pair("Læs listen", "Read the list"),
  pasteLine: pair(
    (n: number) => `Linje ${n}`,
    (n: number) => `Line ${n}`,
  ),
  pasteFound: pair(
    (n: number) =>
      n === 0 ? "Der står ingen ydelser i listen." : n === 1 ? "1 ydelse er læst:" : `${n} ydelser er læst:`,
    (n: number) =>
      n === 0
        ? "There are no services in the list."
        : n === 1
          ? "1 service is read:"
          : `${n} services are read:`,
  ),
  pasteEnglish: pair(
    (name: string) => `på engelsk: ${name}`,
    (name: string) => `in English: ${name}`,
  ),
  pasteLetters: pair(
    (letters: string) => `bogstav ${letters}`,
    (letters: string) => `letter ${letters}`,
  ),
  pasteTake: pair("Tilføj dem", "Add them"),
  pasteButtons: pair("Giv dem også knapper på standeren", "Give them buttons on the stand too"),
  pasteTaken: pair("De er lagt ind.", "They are in."),
  file: pair("Eller vælg en fil", "Or choose a file"),
} satisfies Record<string, Pair<unknown>>;
