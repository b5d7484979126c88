/**
 * With which code talon-hub ends, so that systemd and the demo know whether starting again can help (sysexits.h).
 * Pure; knows no process.
 */
import type { StaffLanguage } from "../protocol/terms.ts";
import { type HubCode, HubFault } from "./errors.ts";

/** Ended as asked. */
export const EX_STOPPED = 0;
/** `check` found trouble. */
export const EX_TROUBLE = 1;
const EX_USAGE = 64;
const EX_UNAVAILABLE = 69;
const EX_SOFTWARE = 70;
const EX_TEMPFAIL = 75;
const EX_CONFIG = 78;

const CODES: Readonly<Partial<Record<HubCode, number>>> = {
  HUB_USAGE: EX_USAGE,
  HUB_PASSWORD_REFUSED: EX_USAGE,
  HUB_PORT_TAKEN: EX_UNAVAILABLE,
  HUB_ADDRESS_MISSING: EX_UNAVAILABLE,
  HUB_LISTENER_FAILED: EX_UNAVAILABLE,
  HUB_LEDGER_IN_USE: EX_UNAVAILABLE,
  HUB_BROKER_UNREACHABLE: EX_TEMPFAIL,
  HUB_OTHER_ONLINE: EX_TEMPFAIL,
  HUB_TAKEN_OVER: EX_TEMPFAIL,
  HUB_LEDGER_APPEND_FAILED: EX_SOFTWARE,
  HUB_LEDGER_CLOSED: EX_SOFTWARE,
  HUB_CLOSING: EX_SOFTWARE,
};

/** Every other fault of the hub is one of its settings, secrets or ledger; whatever is no fault is a bug. */
export function exitCode(fault: unknown): number {
  return fault instanceof HubFault ? (CODES[fault.code] ?? EX_CONFIG) : EX_SOFTWARE;
}

/** For `--help`. */
export const EXIT_CODES: Readonly<Record<StaffLanguage, string>> = {
  da: `Ender med:
  0   standset som ønsket
  1   check eller verify-ledger fandt noget galt
  64  kommandolinjen kan ikke forstås
  69  en port eller datamappen bruges af et andet program, eller en adresse findes ikke
  70  en fejl i programmet, eller hovedbogen kunne ikke skrives
  75  MQTT-brokeren kan ikke nås, eller en anden hub er i gang
  78  fejl i opsætning, adgangskodefil eller hovedbog
`,
  en: `Exit codes:
  0   stopped as asked
  1   check or verify-ledger found trouble
  64  the command line cannot be understood
  69  a port or the data folder is in use by another program, or an address is not there
  70  it broke, or the ledger could not be written
  75  the MQTT broker cannot be reached, or another hub is at work
  78  a faulty configuration file, secret or ledger
`,
};
