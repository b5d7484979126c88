/**
 * The file for whoever supports a location: versions, how hub and stands are, what went wrong last, and the document.
 * Knows no ticket and no account: nothing personal and no secret goes in, whatever a line of the log says.
 */
import type { Log, LogFields, LogLevel } from "../protocol/link/log.ts";
import { PROTOCOL_VERSION, type StandId } from "../protocol/terms.ts";
import type { HubHealth } from "./health.ts";
import type { HubState } from "./queue/state.ts";
import type { Stands } from "./stands.ts";

/** One line of the log that tells of trouble, as far as it may leave the house. */
export type Trouble = {
  readonly at: number;
  readonly level: LogLevel;
  readonly what: string;
  readonly fields: LogFields;
};

const MOST_TROUBLES = 100;
/** Fields that tell of machines and never of people. */
const OF_MACHINES = ["code", "why", "problem", "path", "topic", "stand", "counter", "order", "count"];

/** The same log, whose last troubles are remembered. */
export function rememberTroubles(
  log: Log,
  now: () => number,
): { log: Log; recent: () => readonly Trouble[] } {
  const recent: Trouble[] = [];
  const watched =
    (level: LogLevel) =>
    (what: string, fields: LogFields = {}): void => {
      const kept = Object.entries(fields).filter(([name]) => OF_MACHINES.includes(name));
      recent.push({ at: now(), level, what, fields: Object.fromEntries(kept) });
      if (recent.length > MOST_TROUBLES) recent.shift();
      log[level](what, fields);
    };
  const troubled = {
    warning: watched("warning"),
    error: watched("error"),
    critical: watched("critical"),
  };
  return { log: { ...log, ...troubled }, recent: () => recent };
}

/** Tokens of tickets, CPR numbers and mail addresses, wherever they slipped in. */
const SECRETS = [
  /\b[0-7][0-9A-HJKMNP-TV-Z]{25}\b/gi,
  /\b\d{6}-?\d{4}\b/g,
  /[^\s@<>"]+@[^\s@<>"]+\.[a-z]{2,}/gi,
  /(?<=:\/\/)[^\s/@]+:[^\s/@]+(?=@)/g,
];

function withoutSecrets(value: unknown): unknown {
  if (typeof value === "string") return SECRETS.reduce((text, secret) => text.replaceAll(secret, "…"), value);
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withoutSecrets(one)]));
}

function countBy(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

/** A picture helps nobody who reads the file. */
function withoutLogos({ location }: HubState): unknown {
  const stands = location.stands.map(({ logo, ...stand }) => {
    return { ...stand, logo: logo ? `(${logo.length} characters)` : null };
  });
  return { ...location, stands };
}

export type SupportOptions = {
  readonly state: HubState;
  readonly at: number;
  readonly version: string;
  readonly uptimeS: number;
  readonly health: HubHealth;
  readonly stands: Stands;
  readonly troubles: readonly Trouble[];
};

/** The whole file. Never a ticket's number or token, a name, an account or a password. */
export function supportFile({ state, stands, ...options }: SupportOptions): object {
  const { at, version, uptimeS, health, troubles } = options;
  const standOf = (stand: StandId) => ({ ...stands.view(stand), ...stands.about(stand) });
  return withoutSecrets({
    talon: "support",
    v: 1,
    at: new Date(at).toISOString(),
    hub: { version, protocol: PROTOCOL_VERSION, node: process.version, uptimeS, ...health },
    day: {
      serviceDay: state.day.serviceDay,
      closed: state.day.closedAt !== null,
      tickets: countBy([...state.day.tickets.values()].map((ticket) => ticket.state)),
      series: state.series,
    },
    stands: state.location.stands.map(({ stand }) => ({ stand, ...standOf(stand) })),
    alarms: state.alarms.map(({ at: alarmAt, notice }) => {
      const problem = "problem" in notice ? { problem: notice.problem } : {};
      return { at: new Date(alarmAt).toISOString(), kind: notice.kind, ...problem };
    }),
    troubles: troubles.map((one) => ({ ...one, at: new Date(one.at).toISOString() })),
    location: withoutLogos(state),
  }) as object;
}
