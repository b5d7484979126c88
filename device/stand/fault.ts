/**
 * The faults of the stand's own start: one class, one table of codes, in Danish and English.
 * Knows no driver; the faults of the hardware are in hal/errors.ts.
 */
import type { StaffLanguage } from "../../protocol/terms.ts";

/** Where the port stands: the demo writes the stand's file anew at every start, so its own flag comes first. */
const PORT = {
  da: "--stand-port ved npm start, ellers http.port i standerens fil",
  en: "--stand-port of npm start, or http.port in the stand's file",
} as const satisfies Record<StaffLanguage, string>;

type Words = Readonly<Record<StaffLanguage, (value: string) => string>>;

/** Every fault by which a stand does not start. `value` is the port, address or folder that it is about. */
export const STAND_FAULTS = {
  STAND_PORT_TAKEN: {
    da: (value) =>
      `${value} er optaget af et andet program. Stop det, eller vælg en anden port (${PORT.da}).`,
    en: (value) => `${value} is taken by another program. Stop it, or choose another port (${PORT.en}).`,
  },
  STAND_PORT_DENIED: {
    da: (value) => `${value} må ikke bruges af denne bruger. Vælg en port over 1023 (${PORT.da}).`,
    en: (value) => `${value} may not be used by this user. Choose a port above 1023 (${PORT.en}).`,
  },
  STAND_PORT_FAILED: {
    da: (value) => `Standerens side kan ikke åbnes på ${value}. Ret http.host eller porten (${PORT.da}).`,
    en: (value) =>
      `The stand's page cannot be opened on ${value}. Correct http.host or the port (${PORT.en}).`,
  },
  STAND_OUTBOX_IN_USE: {
    da: (value) =>
      `En anden talon-stand bruger ${value}; to ville printe de samme numre. Stop den (systemctl stop talon-stand), eller giv denne stander sin egen dataDir.`,
    en: (value) =>
      `Another talon-stand uses ${value}; two would print the same numbers. Stop it (systemctl stop talon-stand), or give this stand a dataDir of its own.`,
  },
} as const satisfies Record<string, Words>;

export type StandFaultCode = keyof typeof STAND_FAULTS;

/** A stand that cannot start. Its message says what happened, with which value, and what to do, in both languages. */
export class StandFault extends Error {
  override readonly name = "StandFault";
  readonly code: StandFaultCode;
  readonly value: string;

  constructor(code: StandFaultCode, value: string, cause: unknown) {
    const { da, en } = STAND_FAULTS[code];
    super(`${da(value)} / ${en(value)}`, { cause });
    this.code = code;
    this.value = value;
  }
}
