/**
 * What the commands that look after the hub's keepings say, in Danish and English.
 * Knows no file.
 */
import type { StaffLanguage } from "../../protocol/terms.ts";
import type { Finding } from "../ledger/verify.ts";

type KeepingWords = {
  readonly finding: (finding: Finding) => string;
  readonly more: string;
  readonly unproved: (events: number) => string;
  readonly whole: (location: string, events: number) => string;
  readonly headNext: string;
  readonly erased: (records: number) => string;
  readonly nothingKept: string;
  readonly deletedAt: string;
  readonly nothingDeleted: string;
  readonly backedUp: (file: string, of: { readonly files: number; readonly bytes: number }) => string;
  readonly endsAt: (head: string) => string;
  readonly tooOld: (name: string, days: number) => string;
  readonly restored: (of: Restored) => string;
  readonly again: (erasures: number) => string;
  readonly start: (dataDir: string, config: string) => string;
};
type Restored = {
  readonly location: string;
  readonly at: string;
  readonly files: number;
  readonly dataDir: string;
};

function danish(finding: Finding): string {
  switch (finding.kind) {
    case "changed":
      return `Hændelse ${finding.seq} er ændret, efter at den blev skrevet.`;
    case "hash-changed":
      return `Hændelse ${finding.seq}s hash er overskrevet; hændelsen selv er, som den var.`;
    case "removed":
      return finding.from === finding.to
        ? `Hændelse ${finding.from} er fjernet.`
        : `Hændelserne ${finding.from} til ${finding.to} er fjernet.`;
    case "closed-up":
      return finding.count === 1
        ? `Én hændelse er fjernet lige før hændelse ${finding.seq}, og de følgende har fået nye numre.`
        : `${finding.count} hændelser er fjernet lige før hændelse ${finding.seq}, og de følgende har fået nye numre.`;
    case "inserted":
      return finding.from === finding.to
        ? `Hændelse ${finding.from} er sat ind bagefter.`
        : `Hændelserne ${finding.from} til ${finding.to} er sat ind bagefter.`;
    case "exchanged":
      return `Hændelserne ${finding.seq} og ${finding.other} har byttet plads.`;
    case "added":
      return `Den sidste hændelse, ${finding.seq}, er ændret, efter at den blev skrevet, eller tilføjet af et andet program.`;
    case "cut":
      return `Enden er skåret af: hændelse ${finding.known} var der, og den sidste er nu ${finding.last}.`;
    case "rewritten":
      return `Hændelse ${finding.head.seq} har en anden hash, end der blev skrevet ned: den, eller en før den, er ændret, og kæden er regnet om.`;
  }
}

function english(finding: Finding): string {
  switch (finding.kind) {
    case "changed":
      return `Event ${finding.seq} was changed after it was written.`;
    case "hash-changed":
      return `The hash of event ${finding.seq} was written over; the event itself is as it was.`;
    case "removed":
      return finding.from === finding.to
        ? `Event ${finding.from} was removed.`
        : `Events ${finding.from} to ${finding.to} were removed.`;
    case "closed-up":
      return finding.count === 1
        ? `One event was removed right before event ${finding.seq}, and those after it were given new numbers.`
        : `${finding.count} events were removed right before event ${finding.seq}, and those after them were given new numbers.`;
    case "inserted":
      return finding.from === finding.to
        ? `Event ${finding.from} was inserted afterwards.`
        : `Events ${finding.from} to ${finding.to} were inserted afterwards.`;
    case "exchanged":
      return `Events ${finding.seq} and ${finding.other} changed places.`;
    case "added":
      return `The last event, ${finding.seq}, was changed after it was written, or added by another program.`;
    case "cut":
      return `The end was cut off: event ${finding.known} was there, and the last one is now ${finding.last}.`;
    case "rewritten":
      return `Event ${finding.head.seq} has another hash than was written down: it, or an event before it, was changed and the chain computed anew.`;
  }
}

const da: KeepingWords = {
  finding: danish,
  more: "Der er mere; kun de første er nævnt.",
  unproved: (events) =>
    `Hændelse 1 til ${events} er ældre end kæden: hvad de var, før den begyndte, er ikke bevist.`,
  whole: (location, events) => `Hovedbogen for ${location} er hel: ${events} hændelser.`,
  headNext:
    "Kun et hoved, der er gemt et andet sted (--head), beviser, at intet er skåret af eller regnet om.",
  erased: (records) => (records === 1 ? "1 post er slettet." : `${records} poster er slettet.`),
  nothingKept: "Der opbevares intet under den nøgle.",
  deletedAt: "slettes",
  nothingDeleted: "Intet er slettet.",
  backedUp: (file, { files, bytes }) => `${file}: ${files} filer, ${bytes} byte, læst igen og efterprøvet.`,
  endsAt: (head) => `Hovedbogen i den slutter ved ${head}`,
  tooOld: (name, days) => `${name} var ældre end ${days} dage og er slettet.`,
  restored: ({ location, at, files, dataDir }) =>
    `Sikkerhedskopien af ${location} fra ${at} er lagt tilbage: ${files} filer, data i ${dataDir}.`,
  again: (erasures) =>
    erasures === 1
      ? "1 sletning siden da udføres igen, når hubben starter."
      : `${erasures} sletninger siden da udføres igen, når hubben starter.`,
  start: (dataDir, config) =>
    `Giv filerne til den bruger, hubben kører som (chown -R talon: ${dataDir}), og start den med --config ${config}`,
};

const en: KeepingWords = {
  finding: english,
  more: "There is more; only the first are listed.",
  unproved: (events) =>
    `Events 1 to ${events} are older than the chain: what they were before it was begun is not proved.`,
  whole: (location, events) => `The ledger of ${location} is whole: ${events} events.`,
  headNext: "Only a head that was kept elsewhere (--head) proves that nothing was cut off or computed anew.",
  erased: (records) => (records === 1 ? "1 record was erased." : `${records} records were erased.`),
  nothingKept: "Nothing is kept under this key.",
  deletedAt: "is deleted",
  nothingDeleted: "Nothing has been deleted.",
  backedUp: (file, { files, bytes }) => `${file}: ${files} files, ${bytes} bytes, read back and verified.`,
  endsAt: (head) => `The ledger in it ends at ${head}`,
  tooOld: (name, days) => `${name} was older than ${days} days and is deleted.`,
  restored: ({ location, at, files, dataDir }) =>
    `The backup of ${location} of ${at} is restored: ${files} files, data in ${dataDir}.`,
  again: (erasures) =>
    erasures === 1
      ? "1 erasure since then is carried out again when the hub starts."
      : `${erasures} erasures since then are carried out again when the hub starts.`,
  start: (dataDir, config) =>
    `Give the files to the user that the hub runs as (chown -R talon: ${dataDir}), then start it with --config ${config}`,
};

export const KEEPING_WORDS: Readonly<Record<StaffLanguage, KeepingWords>> = { da, en };
