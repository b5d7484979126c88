/**
 * What citizens read and hear in German; not offered before a reader has signed it off (protocol/texts/review.ts).
 * Knows no other language and no rule; the keys are those of `keys.ts`, and what is missing is said in English.
 */
import type { CitizenRefusalTexts } from "./citizen-refusals.ts";
import { counted, type Draft } from "./draft.ts";
import type * as keys from "./keys.ts";

const ahead = (count: number) =>
  count === 0
    ? "Sie sind als Nächstes an der Reihe"
    : counted("de", count, { one: "# Person vor Ihnen", other: "# Personen vor Ihnen" });
const waiting = (count: number) =>
  count === 0
    ? "Niemand wartet"
    : counted("de", count, { one: "# Person wartet", other: "# Personen warten" });

export const deRefusals: Draft<CitizenRefusalTexts> = {
  "queue-closed": "Die Warteschlange ist zurzeit geschlossen.",
  "queue-unknown": "Diese Warteschlange gibt es nicht.",
  "service-unknown": "Diese Leistung wird hier nicht angeboten.",
  "service-closed": "Diese Leistung ist zurzeit geschlossen.",
  "last-ticket-given":
    "Wir können vor der Schließung niemanden mehr bedienen. Es werden keine Nummern mehr vergeben.",
  "quota-reached": "Die Nummern für heute sind vergeben.",
  "ticket-unknown": "Diese Nummer ist uns nicht bekannt.",
  "ticket-ended": "Diese Nummer ist bereits abgeschlossen.",
  "not-waiting": "Diese Nummer wartet nicht.",
  "not-requeueable": "Diese Nummer kann nicht zurück in die Warteschlange.",
  "postponed-enough": "Sie können nicht noch mehr Personen vorlassen. Bitte fragen Sie das Personal.",
  "not-on-phone": "Für diese Leistung gibt es keine Nummer auf dem Handy. Bitte gehen Sie zum Gerät.",
  "code-unknown": "Dieser Code ist uns nicht bekannt. Bitte fragen Sie das Personal, wir helfen Ihnen.",
  "no-appointment": "Wir können keinen Termin finden. Drücken Sie eine Taste, um eine Nummer zu erhalten.",
  "codes-slowed": "Bitte warten Sie eine Minute und versuchen Sie es erneut, oder fragen Sie das Personal.",
  "already-checked-in": "Sie sind bereits angemeldet.",
  "appointment-too-early": "Sie sind früh dran.",
  "appointment-not-here": "Dieser Termin findet nicht hier im Haus statt.",
  "appointment-elsewhere": "Ihr Termin ist an einem anderen Ort.",
  "appointment-other-day": "Ihr Termin ist nicht heute.",
  "appointment-too-late": "Die Zeit Ihres Termins ist vorbei.",
  "appointment-cancelled": "Der Termin ist abgesagt.",
};

export const deStates: Draft<keys.StateTexts> = {
  waiting: "Wartet",
  called: "Aufgerufen",
  serving: "Wird bedient",
  parked: "Zurückgestellt",
  served: "Abgeschlossen",
  "no-show": "Nicht erschienen",
  left: "Gegangen",
  cancelled: "Storniert",
  recovered: "Wiedergefunden",
  expired: "Abgelaufen",
};

export const deReceipt: Draft<keys.ReceiptTexts> = {
  number: "Ihre Nummer",
  ahead,
  wait: "Voraussichtliche Wartezeit:",
  follow: "Verfolgen Sie die Warteschlange auf Ihrem Handy",
  sameQueueAs: (letters, queue) => `Gleiche Warteschlange wie ${letters} (${queue})`,
  copy: "KOPI / KOPIE",
  keep: "Bewahren Sie diesen Zettel auf, bis Sie aufgerufen werden",
  bring: "Bitte bringen Sie mit:",
  noNumber: "Dies ist keine Wartenummer",
};

export const deStand: Draft<keys.StandTexts> = {
  title: "Nummer ziehen",
  welcome: "Willkommen",
  pressButton: "Drücken Sie die Taste neben Ihrem Anliegen",
  back: "Zurück",
  more: "Weitere Auswahl",
  page: (at, of) => `Seite ${at} von ${of}`,
  language: "Deutsch",
  chooseLanguage: "Sprache wählen",
  starting: "Das Gerät startet …",
  lost: "Der Bildschirm hat keine Verbindung zum Gerät. Die Tasten funktionieren möglicherweise noch.",
  offLine: "Die Verbindung ist unterbrochen, aber Sie erhalten trotzdem eine Nummer. Sie ist gültig.",
  closed: "Geschlossen",
  given: "Die Nummern für heute sind vergeben",
  givenForNow: "Zurzeit werden keine Nummern mehr vergeben",
  busy: "Einen Moment …",
  noNumber: "Wir können zurzeit keine Nummer vergeben",
  storage: "Das Gerät hat eine Störung",
  stuck: "Die Taste klemmt",
  buttonsGone: "Die Tasten funktionieren zurzeit nicht",
  askStaff: "Bitte fragen Sie das Personal",
  printer: {
    low: "Das Papier geht bald zu Ende.",
    out: "Das Papier ist zu Ende. Ihre Nummer wird hier auf dem Bildschirm angezeigt.",
    cover: "Die Abdeckung des Druckers ist offen. Ihre Nummer wird hier auf dem Bildschirm angezeigt.",
    jam: "Das Papier hat sich gestaut. Ihre Nummer wird hier auf dem Bildschirm angezeigt.",
    offline: "Der Drucker antwortet nicht. Ihre Nummer wird hier auf dem Bildschirm angezeigt.",
  },
  scannerGone: "Der Scanner funktioniert zurzeit nicht.",
  presentCode: "Haben Sie einen Code? Halten Sie ihn vor den Scanner.",
  typeCode: "Geben Sie Ihren Code ein und drücken Sie Enter",
  digits: (count) => counted("de", count, { one: "# Ziffer", other: "# Ziffern" }),
  yourNumber: "Ihre Nummer",
  paperFailed: "Der Zettel wurde nicht gedruckt. Ihre Nummer gilt trotzdem.",
  takePhoto: "Merken Sie sich die Nummer oder scannen Sie den Code mit Ihrem Handy.",
  dismiss: "Ich habe meine Nummer gesehen",
  ahead,
  wait: "Voraussichtliche Wartezeit:",
  codeOffLine: "Wir können den Code zurzeit nicht prüfen. Bitte fragen Sie das Personal.",
  openTickets: "Offene Nummern",
  pin: "PIN des Personals",
  pinWrong: "Falsche PIN.",
  pinSlow: "Zu viele Versuche. Warten Sie kurz und versuchen Sie es erneut.",
  show: "Anzeigen",
  hide: "Ausblenden",
  noOpenTickets: "Keine offenen Nummern.",
  issued: "Gezogen",
  queue: "Warteschlange",
  scanWithPhone: "Scannen Sie den Code mit Ihrem Handy",
  goTo: (counter) => `Gehen Sie zu ${counter}`,
  missed: "Sie wurden aufgerufen, sind aber nicht gekommen",
  missedHelp: "Drücken Sie die Taste, wenn Sie zurück in die Warteschlange möchten",
  warn: "Sind Sie noch da?",
  moreTime: {
    button: "Drücken Sie eine Taste, wenn Sie mehr Zeit brauchen",
    key: "Drücken Sie kurz die Vorlesetaste, wenn Sie mehr Zeit brauchen",
  },
  speaking: "Das Vorlesen ist eingeschaltet. Drücken Sie eine Taste zweimal, um zu wählen.",
  mute: "Dieses Gerät kann nicht vorlesen. Halten Sie die Taste gedrückt, um das Personal zu rufen.",
  help: {
    asking: "Wir rufen das Personal …",
    told: "Das Personal wurde gerufen. Bitte bleiben Sie am Gerät.",
    coming: "Jemand vom Personal ist auf dem Weg zu Ihnen. Bitte bleiben Sie am Gerät.",
    "off-line": "Von hier kann gerade niemand gerufen werden. Bitte fragen Sie das Personal.",
  },
  contrast: "Große Schrift",
  rejoin: "Zurück in die Warteschlange",
};

export const deDisplay: Draft<keys.DisplayTexts> = {
  directions: {
    left: "links",
    right: "rechts",
    ahead: "geradeaus",
    back: "hinter Ihnen",
    up: "die Treppe hinauf",
    down: "die Treppe hinunter",
  },
  nowCalling: "Jetzt aufgerufen",
  calledLast: "Zuletzt aufgerufen",
  latest: "Letzte Aufrufe",
  welcome: "Willkommen – ziehen Sie eine Nummer am Gerät",
  starting: "Der Bildschirm startet …",
  closed: "Geschlossen",
  given: "Heute werden keine Nummern mehr ausgegeben",
  help: "Achten Sie auf Ihre Nummer auf diesem Bildschirm.",
  waiting,
  wait: "Wartezeit",
  lost: "Der Bildschirm hat keine Verbindung",
  lostSince: (clock) => `Nummern von ${clock} Uhr`,
  askStaff: "Bitte fragen Sie das Personal",
  soundOn: "Ton einschalten",
};

export const deTicket: Draft<keys.TicketTexts> = {
  title: "Ihr Platz in der Warteschlange",
  yourNumber: "Ihre Nummer",
  ahead,
  wait: "Voraussichtliche Wartezeit:",
  unknownWait: "Wir können noch nicht sagen, wie lange Sie warten müssen.",
  next: "Sie sind als Nächstes an der Reihe. Bitte bleiben Sie in der Nähe.",
  calledNow: "Sie sind jetzt an der Reihe",
  goTo: (counter) => `Gehen Sie zu ${counter}`,
  state: {
    waiting: "Sie warten",
    called: "Sie wurden aufgerufen",
    serving: "Sie werden bedient",
    parked: "Sie wurden zurückgestellt und werden wieder aufgerufen",
    served: "Ihr Besuch ist beendet. Vielen Dank.",
    "no-show":
      "Sie wurden aufgerufen, sind aber nicht gekommen. Bitte fragen Sie das Personal, wir helfen Ihnen.",
    left: "Die Nummer ist nicht mehr gültig",
    cancelled: "Die Nummer wurde storniert",
    recovered: "Bitte sagen Sie dem Personal, dass Sie hier sind",
    expired: "Die Nummer galt für einen früheren Tag",
  },
  missed: {
    head: "Sie wurden aufgerufen, sind aber nicht gekommen",
    help: "Drücken Sie die Taste, wenn Sie zurück in die Warteschlange möchten",
  },
  ended: "Die Nummer ist nicht mehr in der Warteschlange.",
  closed: "Die Warteschlange ist geschlossen, aber Sie werden noch bedient.",
  starting: "Ihr Platz in der Warteschlange wird abgerufen …",
  lost: "Verbindung verloren. Bitte achten Sie auf den Bildschirm in der Halle.",
  updated: (clock) => `Aktualisiert um ${clock} Uhr`,
  notify: "Signal geben, wenn ich an der Reihe bin",
  notifyOn: "Ihr Handy gibt ein Signal, wenn Sie an der Reihe sind",
  keepOpen: "Lassen Sie diese Seite geöffnet.",
  unknown: "Dieser Zettel ist uns nicht bekannt. Bitte fragen Sie das Personal.",
  soon: "Ihr Zettel ist gültig",
  soonHelp:
    "Das Gerät hat zurzeit keine Verbindung. Ihr Platz wird hier in Kürze angezeigt. Bitte achten Sie auf den Bildschirm in der Halle.",
  chooseLanguage: "Sprache wählen",
  act: {
    leave: "Warteschlange verlassen",
    sure: "Zum Verlassen der Warteschlange erneut tippen",
    postpone: (minutes) =>
      counted("de", minutes, { one: "Ich brauche noch # Minute", other: "Ich brauche noch # Minuten" }),
    rejoin: "Zurück in die Warteschlange",
  },
  postponed: (clock) => `Andere kommen vor Ihnen bis ${clock} Uhr`,
  byText: "SMS erhalten, wenn Sie bald an der Reihe sind",
  checkedIn: (clock, agreed) => `Angekommen um ${clock} Uhr · Termin um ${agreed} Uhr`,
  room: (room) => `Raum: ${room}`,
  personal: "Nachricht für Sie",
  actFailed: "Das hat nicht funktioniert. Versuchen Sie es erneut.",
};

export const deDoor: Draft<keys.DoorTexts> = {
  title: "Nummer auf dem Handy erhalten",
  choose: "Womit können wir Ihnen helfen?",
  scan: "Scannen Sie den Code, um Ihre Nummer auf dem Handy zu erhalten",
  away: "Der Code kann gerade nicht angezeigt werden. Bitte gehen Sie zum Gerät.",
  stale: "Der Code gilt nicht mehr. Scannen Sie den Code an der Tür erneut.",
  none: "Auf dem Handy werden zurzeit keine Nummern vergeben. Bitte gehen Sie zum Gerät.",
  tooMany: "Von hier wurden viele Nummern gezogen. Bitte gehen Sie zum Gerät oder fragen Sie das Personal.",
  waiting,
  closed: "Geschlossen",
  yours: "Sie haben bereits eine Nummer",
  show: "Meine Nummer anzeigen",
  another: "Eine weitere Nummer erhalten",
  chooseLanguage: "Sprache wählen",
};
