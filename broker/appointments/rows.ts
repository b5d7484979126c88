/**
 * One row of text -> what it says of an appointment, or why it cannot be taken.
 * Knows no file and no queue. What is wrong with a part of a row leaves out that part; what nobody could put right leaves out the row.
 */

import { cprOf } from "../../protocol/check-in.ts";
import { isLanguage, type Language, type MeetingForm, type Reminder } from "../../protocol/terms.ts";
import type { Offset } from "../../protocol/wall-time.ts";
import type { Row } from "./columns.ts";
import type { Participant, RowProblem, SourceAppointment } from "./contract.ts";
import { type Read, readTime } from "./local-time.ts";
import { mobileOf } from "./mobile.ts";
import { type ProblemName, problemOf } from "./problems.ts";

const LONGEST_ID = 200;
const LONGEST_MEETING_MS = 86_400_000;
const USUAL_MINUTES = 30;
const MOST_HOSTS = 20;

const STATUSES: Readonly<Record<string, SourceAppointment["status"]>> = {
  ...{
    booket: "booked",
    booked: "booked",
    bekræftet: "booked",
    confirmed: "booked",
    aktiv: "booked",
    oprettet: "booked",
  },
  ...{
    flyttet: "booked",
    ændret: "booked",
    moved: "booked",
    tentative: "booked",
    created: "booked",
    updated: "booked",
  },
  ...{ aflyst: "cancelled", annulleret: "cancelled", slettet: "cancelled", afbud: "cancelled" },
  ...{ cancelled: "cancelled", canceled: "cancelled", deleted: "cancelled" },
};
const FORMS: Readonly<Record<string, MeetingForm>> = {
  ...{ fysisk: "physical", fremmøde: "physical", personlig: "physical", physical: "physical" },
  ...{ telefon: "phone", telefonisk: "phone", phone: "phone" },
  ...{ digital: "digital", digitalt: "digital", video: "digital", online: "digital", teams: "digital" },
  ...{ brev: "letter", skriftlig: "letter", letter: "letter" },
};
const REMINDS: Readonly<Record<string, Reminder>> = {
  ...{ os: "ours", ja: "ours", ours: "ours", us: "ours", yes: "ours", talon: "ours" },
  ...{ kilden: "source", kilde: "source", source: "source", fagsystem: "source" },
  ...{ ingen: "none", nej: "none", none: "none", no: "none" },
};
const YES = new Set(["ja", "yes", "true", "1", "x", "sand"]);

/** Ten digits that stand alone. A planner's subjects and notes often bear one that nobody asked for. */
const CPR_IN_TEXT = /(?<![\d+])\d{6}[ -]?\d{4}(?!\d)/g;
const withoutCpr = (digits: string) => (cprOf(digits) === null ? digits : "");

/** The whole row, of one participant: a group meeting has a row for each. */
export type ReadRow = {
  readonly appointment: SourceAppointment | null;
  readonly problems: readonly RowProblem[];
};

class RowReader {
  readonly problems: RowProblem[] = [];
  readonly #row: Row;

  constructor(row: Row) {
    this.#row = row;
  }

  tell(name: ProblemName, about = ""): null {
    this.problems.push(problemOf(this.#row.line, name, about));
    return null;
  }

  get isLeftOut(): boolean {
    return this.problems.some(({ isLeftOut }) => isLeftOut);
  }

  /** One of a few words, by the words' own table; nothing where nothing stands, or another word. */
  word<T>(cell: string | undefined, words: Readonly<Record<string, T>>, problem: ProblemName): T | null {
    return cell === undefined ? null : (words[cell.toLowerCase()] ?? this.tell(problem, cell));
  }

  time(text: string, read: Read): number | null {
    if ("bad" in read) return this.tell(read.bad === "unreadable" ? "timeUnreadable" : "noSuchTime", text);
    if (read.isTwice) this.tell("partTwice", text);
    return read.at;
  }

  /** Cut where it is longer than anybody shows; control characters and CPR numbers are none of it. */
  text(cell: string | undefined, most: number, what: string): string | null {
    const whole = cell?.replaceAll(/[\p{Cc}\p{Cf}]+/gu, " ") ?? "";
    const plain = whole.replaceAll(CPR_IN_TEXT, withoutCpr).replaceAll(/ {2,}/g, " ").trim();
    if (whole.replaceAll(CPR_IN_TEXT, withoutCpr) !== whole) this.tell("partCprInText", what);
    if (plain.length > most) this.tell("partLongText", what);
    return plain === "" ? null : plain.slice(0, most);
  }
}

function timesOf(
  reader: RowReader,
  { cells }: Row,
  offset: Offset,
): { startAt: number; endAt: number } | null {
  const { date = "", start, end, minutes } = cells;
  if (start === undefined) return reader.tell("startMissing");
  const startAt = reader.time(start, readTime(start, { date, offset }));
  if (startAt === null) return null;
  const lasts = Number(minutes?.replace(/\s*min\.?$/i, "") ?? USUAL_MINUTES);
  const endAt =
    end === undefined
      ? startAt + (lasts > 0 && Number.isFinite(lasts) ? lasts : USUAL_MINUTES) * 60_000
      : reader.time(
          end,
          readTime(end, { date: date === "" ? (start.split(/[T ]/)[0] ?? "") : date, offset, isEnd: true }),
        );
  if (endAt === null) return null;
  if (endAt <= startAt) return reader.tell("endBeforeStart", end ?? "");
  return endAt - startAt > LONGEST_MEETING_MS ? reader.tell("tooLong") : { startAt, endAt };
}

function hostsOf(reader: RowReader, cell: string | undefined): string[] {
  const hosts = (cell ?? "").split(/[,;|]/).map((host) => host.trim().toLowerCase());
  const isHost = (host: string) =>
    cprOf(host) === null && /^[a-zæøå0-9][a-zæøå0-9._+-]{0,63}(@[a-z0-9.-]{1,190}\.[a-z]{2,})?$/.test(host);
  for (const host of hosts)
    if (host !== "" && !isHost(host)) reader.tell("partHost", host.replaceAll(CPR_IN_TEXT, withoutCpr));
  return [...new Set(hosts.filter(isHost))].slice(0, MOST_HOSTS);
}

function languageOf(reader: RowReader, cell: string | undefined): Language | undefined {
  if (cell === undefined) return undefined;
  const code = cell.slice(0, 2).toLowerCase();
  if (isLanguage(code)) return code;
  reader.tell("partLanguage", cell);
  return undefined;
}

function participantOf(reader: RowReader, { cells }: Row): Participant | null {
  const mobile =
    cells.mobile === undefined ? undefined : (mobileOf(cells.mobile) ?? reader.tell("partMobile"));
  const cpr = cells.cpr === undefined ? undefined : (cprOf(cells.cpr) ?? reader.tell("partCpr"));
  const language = languageOf(reader, cells.language);
  const name = reader.text(cells.name, 120, "navn");
  const message = reader.text(cells.message, 500, "besked");
  const key = cells.person ?? "";
  if (key === "" && !name && !mobile && !cpr && !message) return null;
  return {
    ...(name === null ? {} : { name }),
    ...(message === null ? {} : { message }),
    ...(mobile ? { mobile } : {}),
    ...(cpr && cpr !== "unknown" ? { cpr } : {}),
    ...(language === undefined ? {} : { language }),
    key: key.slice(0, LONGEST_ID),
  };
}

function versionOf(reader: RowReader, cell: string | undefined): number | null {
  if (cell === undefined) return null;
  const version = Number(cell);
  return Number.isSafeInteger(version) ? version : reader.tell("partVersion", cell);
}

function appointmentOf(reader: RowReader, row: Row, offset: Offset): SourceAppointment | null {
  const { cells } = row;
  const sourceId = cells.id ?? "";
  if (sourceId === "") return reader.tell("idMissing");
  if (sourceId.length > LONGEST_ID) return reader.tell("idLong");
  if (Object.values(cells).some((cell) => cell.includes("\uFFFD"))) return reader.tell("lettersMissing");
  const times = timesOf(reader, row, offset);
  const status = reader.word(cells.status, STATUSES, "statusUnknown") ?? "booked";
  const form = reader.word(cells.form, FORMS, "formUnknown") ?? "physical";
  if (times === null || reader.isLeftOut) return null;
  const participant = participantOf(reader, row);
  return {
    ...{ sourceId, status, form, ...times },
    version: versionOf(reader, cells.version),
    location: reader.text(cells.location, 120, "sted"),
    kind: reader.text(cells.kind, 120, "type"),
    room: reader.text(cells.room, 60, "lokale"),
    hosts: hostsOf(reader, cells.hosts),
    reminds: reader.word(cells.reminds, REMINDS, "partReminds"),
    isConfidential: YES.has(cells.confidential?.toLowerCase() ?? ""),
    participants: participant === null ? [] : [participant],
  };
}

/** What a row says. Never throws. */
export function readRow(row: Row, offset: Offset): ReadRow {
  const reader = new RowReader(row);
  const appointment = appointmentOf(reader, row, offset);
  return { appointment: reader.isLeftOut ? null : appointment, problems: reader.problems };
}
