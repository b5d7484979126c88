/**
 * The faults of the hub: one class, one table of codes.
 * Knows no rule: what a rule refuses is a value and never comes here.
 */

import type { StaffLanguage } from "../protocol/terms.ts";

/** One row of the table: what happened (with the value that was involved) and what to do next. */
export type FaultText = { readonly happened: (value: string) => string; readonly next: string };

/** Every fault that the hub can raise. `value` is the port, file, address or list of problems that the fault is about. */
export const HUB_FAULTS = {
  HUB_USAGE: {
    happened: (value) => `The command line cannot be understood: ${value}`,
    next: "Run talon-hub --help to see what may be said.",
  },
  HUB_PASSWORD_REFUSED: {
    happened: (value) => `The password was not taken: ${value}`,
    next: "Run talon-hub hash-password again.",
  },
  HUB_FILE_MISSING: {
    happened: (value) => `The file ${value} does not exist`,
    next: "Check the path; paths in a configuration file count from that file's folder.",
  },
  HUB_FILE_UNREADABLE: {
    happened: (value) => `The file ${value} cannot be read`,
    next: "Check that it belongs to the user that the hub runs as.",
  },
  HUB_FILE_INVALID: {
    happened: (value) => `A file of the configuration is not valid: ${value}`,
    next: "Correct each problem at the path that is named, then start again.",
  },
  HUB_FILE_UNWRITABLE: {
    happened: (value) => `The file ${value} cannot be written`,
    next: "Check that it and its folder belong to the user who asks, and that the disk is neither full nor read-only.",
  },
  HUB_TEXTS_INCOMPLETE: {
    happened: (value) => `The language cannot be signed off: ${value}`,
    next: "Translate what is missing in protocol/texts first (talon-hub texts lists it).",
  },
  HUB_FOLDER_UNWRITABLE: {
    happened: (value) => `The folder ${value} cannot be made or written`,
    next: "Make it, give it to the user that the hub runs as, and check that the disk is neither full nor read-only; or name another one.",
  },
  HUB_PORT_TAKEN: {
    happened: (value) => `Port ${value} is taken by another program`,
    next: "Stop that program (ss -ltnp shows it), or give the hub another port (--http-port, --mqtt-port, or port in the configuration).",
  },
  HUB_PORT_DENIED: {
    happened: (value) => `This user may not listen on ${value}`,
    next: "Use a port above 1023, or give the service AmbientCapabilities=CAP_NET_BIND_SERVICE.",
  },
  HUB_ADDRESS_MISSING: {
    happened: (value) => `This machine has no address ${value} to listen on`,
    next: "Check host in the configuration; 127.0.0.1 is this machine only, 0.0.0.0 is every address.",
  },
  HUB_LISTENER_OPEN: {
    happened: (value) => `The listener ${value} can be reached from other machines but has no TLS`,
    next: "Give it tls.certFile and tls.keyFile, or let it listen on 127.0.0.1.",
  },
  HUB_LISTENER_FAILED: {
    happened: (value) => `The hub cannot listen on ${value}`,
    next: "Read the cause.",
  },
  HUB_TLS_INVALID: {
    happened: (value) => `The certificate or key of ${value} cannot be used`,
    next: "Both files must be PEM and belong together (openssl x509 and openssl pkey show what they hold).",
  },
  HUB_CA_INVALID: {
    happened: (value) => `The file ${value} holds no certificate to believe in`,
    next: "It must be PEM (openssl x509 shows what it holds).",
  },
  HUB_CA_DAMAGED: {
    happened: (value) => `The hub's own authority cannot be used: ${value}`,
    next: "Put both files back from a backup. Without them every stand must be enrolled again: move them away, and the hub makes new ones.",
  },
  HUB_CA_NONE: {
    happened: (value) => `There is no authority in ${value} yet`,
    next: "Start the hub once: it makes one where it listens with TLS.",
  },
  HUB_ACL_NAMELESS: {
    happened: (value) => `The hub gives no name at the MQTT broker ${value}`,
    next: "Give it mqtt.username and a password of its own: mosquitto's rules are by name.",
  },
  HUB_LOGIN_SERVICE_AWAY: {
    happened: (value) => `The login service does not answer: ${value}`,
    next: "Check signIn.oidc.issuer, the way out to it, and caFile. Until then local accounts sign in, and whoever is signed in stays so.",
  },
  HUB_LOGIN_SERVICE_WRONG: {
    happened: (value) => `The login service answers, but not as signIn.oidc expects: ${value}`,
    next: "Compare issuer, client id, secret and redirect address with what is registered there.",
  },
  HUB_BROKER_UNREACHABLE: {
    happened: (value) => `The MQTT broker ${value} does not answer`,
    next: "Check its address and that it runs; the hub starts when it does.",
  },
  HUB_BROKER_REFUSED: {
    happened: (value) => `The MQTT broker ${value} does not let the hub in`,
    next: "Check the hub's username and password there, and that it may read and write talon/<location>/#.",
  },
  HUB_OTHER_ONLINE: {
    happened: (value) => `Another hub is at work on ${value}`,
    next: "Stop that one first: two hubs would give the same numbers twice. If its machine is dead, wait until the broker has noticed.",
  },
  HUB_TAKEN_OVER: {
    happened: (value) => `Another hub has taken over ${value}`,
    next: "Nothing is lost. See which machine is meant to be the hub and switch the other one off.",
  },
  HUB_LEDGER_NOT_EMPTY: {
    happened: (value) => `The ledger has events already (${value}); demo data is never mixed with real days`,
    next: "Name a data folder of its own for the demo data.",
  },
  HUB_LEDGER_IN_USE: {
    happened: (value) => `The ledger ${value} is in use by another hub`,
    next: "Stop the other hub: two hubs on one ledger would give the same numbers twice. Or give this one another data folder.",
  },
  HUB_LEDGER_UNOPENABLE: {
    happened: (value) => `The ledger ${value} cannot be opened or made`,
    next: "Check that its folder exists, belongs to the user that the hub runs as, and that the disk is neither full nor read-only.",
  },
  HUB_LEDGER_FOREIGN: {
    happened: (value) => `The file ${value} is not a ledger of Talon`,
    next: "Give the hub another data folder, or move that file away.",
  },
  HUB_LEDGER_OTHER_LOCATION: {
    happened: (value) => `The ledger belongs to another location: ${value}`,
    next: "Give each location a data folder of its own, or correct the location's id in the configuration.",
  },
  HUB_LEDGER_NEWER: {
    happened: (value) => `The ledger was written by a newer version of Talon (${value})`,
    next: "Install that version again, or a later one.",
  },
  HUB_LEDGER_DAMAGED: {
    happened: (value) => `The ledger is damaged: ${value}`,
    next: "Keep the file for examination, put the latest copy in its place or start with an empty folder; the stands give back the tickets of the day. Then replace the disk.",
  },
  HUB_LEDGER_UNCHAINED: {
    happened: (value) =>
      `The ledger ${value} was written by a version of Talon that did not chain its events`,
    next: "There is nothing to verify yet: start the hub once, it chains them.",
  },
  HUB_LEDGER_APPEND_FAILED: {
    happened: (value) => `The ledger could not be written: ${value}`,
    next: "The hub stops so that nothing is answered that is not stored; see whether the disk is full or failing.",
  },
  HUB_LEDGER_CLOSED: {
    happened: (value) => `The ledger ${value} was used after it had been closed`,
    next: "This is a mistake in Talon; the hub starts again by itself.",
  },
  HUB_PERSONS_UNOPENABLE: {
    happened: (value) => `What is kept about persons (${value}) cannot be opened or made`,
    next: "Check that no other hub has it open, that it belongs to the user that the hub runs as, and that the disk is neither full nor read-only.",
  },
  HUB_PERSONS_KEY: {
    happened: (value) => `The key to what is kept about persons cannot be used: ${value}`,
    next: "Put back the key that the store was made with (restore brings it out of a backup). Without it the store can only be deleted.",
  },
  HUB_PERSONS_FAILED: {
    happened: (value) => `What is kept about persons could not be read or written: ${value}`,
    next: "The hub stops; see whether the disk is full or failing.",
  },
  HUB_LOCAL_FAILED: {
    happened: (value) => `The running hub could not be asked: ${value}`,
    next: "Run the command as root or as the user that the hub runs as, on the hub's own machine.",
  },
  HUB_BACKUP_INVALID: {
    happened: (value) => `The backup cannot be used: ${value}`,
    next: "Check that file and key belong together; take another backup if the file is torn.",
  },
  HUB_RESTORE_REFUSED: {
    happened: (value) => `Nothing was restored: ${value}`,
    next: "A restore never writes over what is there: stop that hub and move its files away, or name other folders (--data-dir, --config-dir).",
  },
  HUB_CLOSING: {
    happened: (value) => `The hub is closing and took no ${value}`,
    next: "Ask again when it is back.",
  },
} as const satisfies Record<string, FaultText>;

/** What a fault is about: the same in every language (a path), or words. */
export type FaultValue = string | Readonly<Record<StaffLanguage, string>>;

/** A code of the table, stable for logs. */
export type HubCode = keyof typeof HUB_FAULTS;

/** The whole of what a row of a table says. After a list of problems the sentence is over; a full stop would stand alone. */
export function faultText({ happened, next }: FaultText, value: string): string {
  return `${happened(value)}${value.includes("\n") ? "\n" : ". "}${next}`;
}

/** A fault of the hub. `cause` is the error underneath when there was one; the message is for logs, in English; fault-words.ts tells it to people. */
export class HubFault extends Error {
  override readonly name = "HubFault";
  readonly code: HubCode;
  readonly value: string;
  /** What it is about, as people are told of it. */
  readonly said: Readonly<Record<StaffLanguage, string>>;

  constructor(code: HubCode, about: FaultValue, cause?: unknown) {
    const said = typeof about === "string" ? { da: about, en: about } : about;
    super(faultText(HUB_FAULTS[code], said.en), cause === undefined ? undefined : { cause });
    this.code = code;
    this.value = said.en;
    this.said = said;
  }
}

const LISTEN_CODES: Readonly<Record<string, HubCode>> = {
  EADDRINUSE: "HUB_PORT_TAKEN",
  EACCES: "HUB_PORT_DENIED",
  EADDRNOTAVAIL: "HUB_ADDRESS_MISSING",
  ENOTFOUND: "HUB_ADDRESS_MISSING",
};

/** The `code` of a system error (`ENOENT`, `EADDRINUSE` ...), or the empty string. */
export function systemCode(error: unknown): string {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  return typeof code === "string" ? code : "";
}

/** Why a listener could not be opened, in words. `what` is e.g. `MQTT`. */
export function listenFault(what: string, at: { host: string; port: number }, cause: unknown): HubFault {
  const code = LISTEN_CODES[systemCode(cause)] ?? "HUB_LISTENER_FAILED";
  const where = code === "HUB_ADDRESS_MISSING" ? at.host : `${at.port} (${what}, ${at.host})`;
  return new HubFault(code, where, cause);
}
