/**
 * The words of a counter's session, the floor, colleagues, outages, practice and help on the staff page, in both its languages.
 * Knows no page and no rule.
 */

/** What the staff page says besides calling and serving. */
export type SessionTexts = {
  readonly floor: string;
  readonly floorHelp: string;
  readonly openCounter: string;
  readonly closeCounter: string;
  readonly pause: string;
  readonly pauseWhy: string;
  readonly endPause: string;
  readonly pausedFor: (reason: string, clock: string) => string;
  readonly myQueues: string;
  readonly myQueuesHelp: string;
  readonly asPlanned: string;
  readonly up: (queue: string) => string;
  readonly down: (queue: string) => string;
  readonly save: string;
  readonly longWait: (number: string, minutes: number) => string;
  readonly calledBy: (counter: string, clock: string) => string;
  readonly calledJustNow: (counter: string) => string;
  readonly callAnyway: string;
  readonly callColleague: string;
  readonly callHelpSure: string;
  readonly yesCall: string;
  readonly no: string;
  readonly needsHelp: (counter: string) => string;
  readonly iCome: string;
  readonly comes: (who: string | null, counter: string) => string;
  readonly youCalled: string;
  readonly comesToYou: (who: string | null) => string;
  readonly endColleague: string;
  readonly paperLow: string;
  /** On the floor: where help is wanted. */
  readonly callHelpWhere: string;
  readonly showAll: (count: number) => string;
  readonly showFewer: string;
  readonly find: string;
  readonly findHelp: string;
  readonly notFound: (number: string) => string;
  readonly hide: string;
  readonly showAgain: string;
  /** What was put away and what is over, counted. */
  readonly pastTroubles: (count: number) => string;
  readonly soundOn: string;
  readonly soundOff: string;
  readonly rowMore: string;
  readonly callTo: string;
  readonly isHere: (person: string) => string;
  readonly reprint: string;
  readonly reprinted: (stand: string) => string;
  readonly reprintOffLine: (stand: string) => string;
  readonly anyService: string;
  readonly checkIn: string;
  readonly giveOrCheckIn: string;
  readonly agreedAt: string;
  readonly agreedLooks: string;
  readonly agreedInvalid: string;
  readonly numbersLook: string;
  readonly numbersInvalid: string;
  /** How many, and which. */
  readonly adopted: (count: number, numbers: string) => string;
  readonly adoptRefused: (number: string, why: string) => string;
  readonly asOf: (clock: string) => string;
  readonly print: string;
  readonly printHead: string;
  readonly printHelp: string;
  readonly done: string;
  readonly wasLost: (from: string, to: string) => string;
  /** `until`: when this session ends; `null` where it is not known. */
  readonly loginAway: (until: string | null) => string;
  readonly putRight: string;
  readonly dismiss: string;
  readonly keys: string;
  readonly keysTitle: string;
  readonly keyCall: string;
  readonly keyLists: string;
  readonly keyArrows: string;
  readonly keyIssue: string;
  readonly keyHelp: string;
  readonly close: string;
  readonly practice: string;
  readonly practiceHelp: string;
  readonly practiceStart: string;
  readonly practiceEnd: string;
  readonly practiceIssue: string;
  readonly help: string;
  readonly instructions: string;
  readonly standIds: string;
  readonly supportFile: string;
  readonly supportHelp: string;
};

export const daSession: SessionTexts = {
  floor: "På gulvet",
  floorHelp: "Uden egen skranke: giv numre, tjek ind, flyt og kald til andres skranker",
  openCounter: "Åbn skranken",
  closeCounter: "Luk skranken",
  pause: "Pause",
  pauseWhy: "Hvorfor holder du pause?",
  endPause: "Slut pausen",
  pausedFor: (reason, clock) => `Pause: ${reason}, siden ${clock}`,
  myQueues: "Mine køer",
  myQueuesHelp: "Vælg, hvilke køer du tager nu. Den øverste tages først. Det gælder, til skranken lukker.",
  asPlanned: "Som planlagt",
  up: (queue) => `${queue} op`,
  down: (queue) => `${queue} ned`,
  save: "Gem",
  longWait: (number, minutes) => `${number} har ventet ${minutes} min.`,
  calledBy: (counter, clock) => `Kaldt af ${counter} kl. ${clock}`,
  calledJustNow: (counter) => `${counter} har lige kaldt det nummer. Borgeren er måske på vej derhen.`,
  callAnyway: "Kald alligevel",
  callColleague: "Tilkald hjælp",
  callHelpSure: "Alle kolleger får besked med det samme. Tilkald hjælp til denne skranke?",
  yesCall: "Ja, tilkald",
  no: "Nej",
  needsHelp: (counter) => `${counter} har brug for hjælp`,
  iCome: "Jeg kommer",
  comes: (who, counter) => `${who ?? "En kollega"} er på vej til ${counter}`,
  youCalled: "Du har tilkaldt hjælp. Alle kolleger har fået besked.",
  comesToYou: (who) => `${who ?? "En kollega"} er på vej til dig`,
  endColleague: "Hjælpen er ikke længere nødvendig",
  paperLow: "Der er snart ikke mere papir",
  callHelpWhere: "Alle kolleger får besked med det samme. Hvor er der brug for hjælp?",
  showAll: (count) => `Vis alle ${count}`,
  showFewer: "Vis færre",
  find: "Find et nummer",
  findHelp: "fx A23",
  notFound: (number) => `${number} er hverken i kø, sat til side eller ved en skranke.`,
  hide: "Skjul",
  showAgain: "Vis igen",
  pastTroubles: (count) => `Skjult og overstået i dag (${count})`,
  soundOn: "Lyd er til",
  soundOff: "Lyd er fra",
  rowMore: "Mere om",
  callTo: "Kald til skranke",
  isHere: (person) => `${person} (logget ind)`,
  reprint: "Print igen",
  reprinted: (stand) => `Sedlen printes igen på ${stand}.`,
  reprintOffLine: (stand) => `${stand} er uden forbindelse og kan ikke printe nu.`,
  anyService: "Ikke valgt",
  checkIn: "Tjek ind til en aftale",
  giveOrCheckIn: "Giv et nummer, eller tjek ind",
  agreedAt: "Aftalt tid",
  agreedLooks: "fx 14.30 eller 1430",
  agreedInvalid: "Skriv den aftalte tid med timer og minutter, fx 14.30 eller 1430.",
  numbersLook: "fx R12 eller R12-R19",
  numbersInvalid: "Skriv numrene som på papiret, fx R12 eller R12-R19, højst 50 ad gangen.",
  adopted: (count, numbers) =>
    count === 1 ? `Nummer ${numbers} er taget ind.` : `${count} numre er taget ind: ${numbers}.`,
  adoptRefused: (number, why) => `${number}: ${why}`,
  asOf: (clock) => `Som det var kl. ${clock}`,
  print: "Udskriv rækkefølgen",
  printHead: "De ventende i rækkefølge",
  printHelp: "Sæt et kryds, når nummeret er betjent. Tast bagefter »Betjent til og med« på siden.",
  done: "Betjent",
  loginAway: (until) =>
    until === null
      ? "Login-tjenesten svarer ikke. Du er stadig logget ind."
      : `Login-tjenesten svarer ikke. Du er logget ind til kl. ${until}.`,
  wasLost: (from, to) => `Forbindelsen var væk fra kl. ${from} til ${to}. Blev nogen betjent imens?`,
  putRight: "Ret op",
  dismiss: "Nej, ingen",
  keys: "Taster",
  keysTitle: "Siden kan bruges med tastaturet alene",
  keyCall: "Mellemrum, Enter eller F8",
  keyLists: "Gå til køerne",
  keyArrows: "Næste og forrige nummer på listen",
  keyIssue: "Giv et nummer",
  keyHelp: "Vis eller skjul tasterne",
  close: "Luk",
  practice: "ØVELSE",
  practiceHelp: "Intet her når standere, skærme eller statistik. Numrene findes ikke.",
  practiceStart: "Øv dig",
  practiceEnd: "Slut øvelsen",
  practiceIssue: "Giv et øvenummer",
  help: "Hjælp",
  instructions: "Vejledninger",
  standIds: "Standere",
  supportFile: "Hent supportfil",
  supportHelp:
    "Filen viser versioner, fejl og opsætning. Den indeholder ingen personoplysninger og ingen adgangskoder.",
};

export const enSession: SessionTexts = {
  floor: "On the floor",
  floorHelp: "Without a counter of your own: issue, check in, move, and call to others' counters",
  openCounter: "Open the counter",
  closeCounter: "Close the counter",
  pause: "Break",
  pauseWhy: "Why are you on a break?",
  endPause: "End the break",
  pausedFor: (reason, clock) => `Break: ${reason}, since ${clock}`,
  myQueues: "My queues",
  myQueuesHelp:
    "Choose which queues you take now. The topmost goes first. It holds until the counter closes.",
  asPlanned: "As planned",
  up: (queue) => `${queue} up`,
  down: (queue) => `${queue} down`,
  save: "Save",
  longWait: (number, minutes) => `${number} has waited ${minutes} min.`,
  calledBy: (counter, clock) => `Called by ${counter} at ${clock}`,
  calledJustNow: (counter) => `${counter} has just called that number. The citizen may be on the way there.`,
  callAnyway: "Call anyway",
  callColleague: "Call for help",
  callHelpSure: "All colleagues are told at once. Call for help at this counter?",
  yesCall: "Yes, call",
  no: "No",
  needsHelp: (counter) => `${counter} needs help`,
  iCome: "I am coming",
  comes: (who, counter) => `${who ?? "A colleague"} is on the way to ${counter}`,
  youCalled: "You have called for help. All colleagues have been told.",
  comesToYou: (who) => `${who ?? "A colleague"} is on the way to you`,
  endColleague: "Help is no longer needed",
  paperLow: "The paper is running low",
  callHelpWhere: "All colleagues are told at once. Where is help needed?",
  showAll: (count) => `Show all ${count}`,
  showFewer: "Show fewer",
  find: "Find a number",
  findHelp: "e.g. A23",
  notFound: (number) => `${number} is in no queue, not set aside, and at no counter.`,
  hide: "Hide",
  showAgain: "Show again",
  pastTroubles: (count) => `Hidden and over today (${count})`,
  soundOn: "Sound is on",
  soundOff: "Sound is off",
  rowMore: "More about",
  callTo: "Call to counter",
  isHere: (person) => `${person} (signed in)`,
  reprint: "Print again",
  reprinted: (stand) => `The slip is printed again at ${stand}.`,
  reprintOffLine: (stand) => `${stand} is not connected and cannot print now.`,
  anyService: "Not chosen",
  checkIn: "Check in for an appointment",
  giveOrCheckIn: "Issue a number, or check in",
  agreedAt: "Agreed time",
  agreedLooks: "e.g. 14:30 or 1430",
  agreedInvalid: "Write the agreed time as hours and minutes, e.g. 14:30 or 1430.",
  numbersLook: "e.g. R12 or R12-R19",
  numbersInvalid: "Write the numbers as on the paper, e.g. R12 or R12-R19, at most 50 at a time.",
  adopted: (count, numbers) =>
    count === 1 ? `Number ${numbers} was taken in.` : `${count} numbers were taken in: ${numbers}.`,
  adoptRefused: (number, why) => `${number}: ${why}`,
  asOf: (clock) => `As it was at ${clock}`,
  print: "Print the order",
  printHead: "Those waiting, in order",
  printHelp: "Tick a number when it has been served. Afterwards enter “Served up to” on the page.",
  done: "Served",
  loginAway: (until) =>
    until === null
      ? "The login service does not answer. You are still signed in."
      : `The login service does not answer. You are signed in until ${until}.`,
  wasLost: (from, to) => `The connection was lost from ${from} to ${to}. Was anybody served meanwhile?`,
  putRight: "Put right",
  dismiss: "No, nobody",
  keys: "Keys",
  keysTitle: "The page can be used with the keyboard alone",
  keyCall: "Space, Enter or F8",
  keyLists: "Go to the queues",
  keyArrows: "Next and previous number in the list",
  keyIssue: "Issue a number",
  keyHelp: "Show or hide the keys",
  close: "Close",
  practice: "PRACTICE",
  practiceHelp: "Nothing here reaches stands, displays or statistics. The numbers do not exist.",
  practiceStart: "Practise",
  practiceEnd: "End the practice",
  practiceIssue: "Issue a practice number",
  help: "Help",
  instructions: "Instructions",
  standIds: "Stands",
  supportFile: "Download the support file",
  supportHelp: "The file shows versions, faults and set-up. It holds no personal data and no passwords.",
};
