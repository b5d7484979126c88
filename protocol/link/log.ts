/**
 * The log of a process: one JSON object a line, syslog's levels, nothing personal.
 * It must not know who reads the lines, nor any word of the domain.
 */

/** Syslog's levels (RFC 5424, table 2), the worst last. */
export type LogLevel = "debug" | "info" | "notice" | "warning" | "error" | "critical";

/** What a line may say beside `what`: flat values, named by what they are. */
export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** Writes one line: `what` is a fixed phrase such as "ticket issued"; what varies stands in the fields. */
export type Log = Readonly<Record<LogLevel, (what: string, fields?: LogFields) => void>>;

/** Where the lines go: `name` is the process ("hub", "stand s1"), `write` gets whole lines with their line end. */
export interface LogOptions {
  readonly name: string;
  readonly write: (line: string) => void;
  /** Epoch milliseconds; the machine's clock when left out. */
  readonly now?: () => number;
}

/** Words that name something personal or secret, in both languages of the house. */
const personal = new Set([
  ...["name", "phone", "mobile", "cpr", "token", "password", "secret", "message", "email", "address"],
  ...["navn", "telefon", "mobil", "besked", "kodeord", "adgangskode", "adresse"],
]);

/** True when a word of the field's name ("staffName", "phone_number") tells that its value could be personal. */
function isPersonal(field: string): boolean {
  const words = field.replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2").toLowerCase();
  return words.split(/[^a-zæøå0-9]+/).some((word) => personal.has(word));
}

/**
 * Opens the log of a process. Each line is `{"at", "level", "process", "what", ...fields}`.
 * Fields whose names could be personal (name, phone, CPR number, token, password, message) are never written: they are
 * left out and named in `dropped`. It does not look into values, so a caller must not put a person's words into `what`
 * or under another name.
 */
export function openLog({ name, write, now = Date.now }: LogOptions): Log {
  const say = (level: LogLevel) => {
    return (what: string, fields: LogFields = {}): void => {
      const entries = Object.entries(fields);
      const kept = Object.fromEntries(entries.filter(([field]) => !isPersonal(field)));
      const dropped = entries.map(([field]) => field).filter(isPersonal);
      const line = { ...kept, at: now(), level, process: name, what };
      write(`${JSON.stringify(dropped.length === 0 ? line : { ...line, dropped })}\n`);
    };
  };
  return {
    debug: say("debug"),
    info: say("info"),
    notice: say("notice"),
    warning: say("warning"),
    error: say("error"),
    critical: say("critical"),
  };
}
