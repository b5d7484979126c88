/** The fields of a row of appointments, and what planners call them. Data; knows no row. */

export const FIELDS = [
  "id",
  "version",
  "status",
  "date",
  "start",
  "end",
  "minutes",
  "location",
  "kind",
  "room",
  "hosts",
  "form",
  "reminds",
  "confidential",
  "person",
  "name",
  "mobile",
  "language",
  "cpr",
  "message",
] as const;
export type Field = (typeof FIELDS)[number];

/** A row as text by field; what is missing or empty is left out. `line` is where it begins. */
export type Row = { readonly line: number; readonly cells: Readonly<Partial<Record<Field, string>>> };

const NAMES: Readonly<Record<Field, readonly string[]>> = {
  id: [
    "id",
    "aftale-id",
    "aftaleid",
    "aftalenummer",
    "aftalenr",
    "mødeid",
    "møde-id",
    "appointment",
    "appointmentid",
    "uid",
  ],
  version: ["version", "ændret", "rev", "revision", "sequence"],
  status: ["status", "tilstand"],
  date: ["dato", "date", "mødedato", "dag"],
  start: ["start", "starttid", "starttidspunkt", "fra", "kl", "klokken", "tid", "tidspunkt", "from", "begin"],
  end: ["slut", "sluttid", "sluttidspunkt", "til", "end", "to", "until"],
  minutes: ["minutter", "varighed", "varighed (min)", "minutes", "duration"],
  location: ["lokation", "sted", "adresse", "rådhus", "location", "site"],
  kind: ["type", "mødetype", "ydelse", "emne-kode", "kind", "service", "samtaletype"],
  room: ["lokale", "rum", "mødelokale", "room"],
  hosts: [
    "vært",
    "værter",
    "medarbejder",
    "sagsbehandler",
    "rådgiver",
    "host",
    "hosts",
    "staff",
    "organizer",
  ],
  form: ["form", "mødeform", "kontaktform"],
  reminds: ["påmindelse", "påminder", "husker", "reminder", "reminds"],
  confidential: ["fortrolig", "følsom", "confidential", "sensitive", "private"],
  person: ["deltager-id", "deltagerid", "borger-id", "borgerid", "person", "participant", "participantid"],
  name: ["navn", "borger", "borgernavn", "deltager", "name", "citizen"],
  mobile: ["mobil", "mobilnummer", "mobilnr", "telefon", "tlf", "mobile", "phone"],
  language: ["sprog", "language"],
  cpr: ["cpr", "cpr-nr", "cprnr", "cpr-nummer", "cprnummer", "personnummer"],
  message: ["besked", "personlig besked", "message", "note til borger"],
};

const BY_NAME = new Map(FIELDS.flatMap((field) => NAMES[field].map((name) => [name, field] as const)));

/** The field that a column's head or a property of an object names; `undefined` for one that nobody here asks for. */
export function fieldOf(name: string): Field | undefined {
  return BY_NAME.get(
    name
      .trim()
      .toLowerCase()
      .replaceAll(/[\s_]+/g, " ")
      .replace(/[.:]$/, ""),
  );
}
