/**
 * The words of a message about an appointment: when and where, never why (R5, R19).
 * Pure. It bears no office, no service, no name and no number of a person; what a host wrote to the citizen goes along unless the
 * appointment is confidential or its service sensitive.
 */
import type { LocationConfig } from "../../protocol/config.ts";
import { plainSms } from "../../protocol/gsm7.ts";
import {
  inLanguage,
  type Language,
  type MeetingForm,
  type StaffLanguage,
  staffLanguage,
} from "../../protocol/terms.ts";
import { HOST_ANSWER_TEXTS, type HostAnswer } from "../../protocol/texts/host-answers.ts";
import { clockWords, weekdayWords } from "../../protocol/texts/words.ts";
import type { Appointment } from "../queue/appointments.ts";
import type { NoticeTells, TrialArm } from "../queue/notices.ts";

/** What a message may be told of. `message`: what a host wrote to this person. */
export type NoticeFacts = {
  readonly tells: NoticeTells;
  readonly appointment: Pick<Appointment, "startAt" | "service" | "form" | "isConfidential">;
  readonly location: LocationConfig;
  readonly language: Language;
  readonly message: string | null;
  /** Which of two wordings a reminder has, where they are tried; left out: the usual one. */
  readonly arm?: TrialArm["arm"] | undefined;
  /** What the guest shows or types at the stand; said where somebody is first told of an appointment in the house. */
  readonly checkIn?: { readonly url: string; readonly code: string };
  /** What a host told a guest who is here, and the guest's number. */
  readonly answer?: { readonly number: string; readonly answer: HostAnswer } | undefined;
};

type Parts = { readonly day: string; readonly clock: string; readonly where: string };
type Say = {
  readonly checkIn: (code: string, url: string) => string;
  readonly places: Readonly<Record<MeetingForm, (house: string) => string>>;
  readonly tells: Readonly<Record<Exclude<NoticeTells, "host-answer">, (parts: Parts) => string>>;
};

const WORDS: Readonly<Record<"da" | "en", Say>> = {
  da: {
    checkIn: (code, url) => `Kode ved ankomst: ${code}. ${url}`,
    places: {
      physical: (house) => `på ${house}`,
      phone: (house) => `med ${house} i telefonen`,
      digital: (house) => `med ${house} på video`,
      letter: (house) => `med ${house}`,
    },
    tells: {
      invitation: ({ day, clock, where }) => `Du har en aftale ${day} kl. ${clock} ${where}.`,
      reminder: ({ day, clock, where }) => `Husk din aftale ${day} kl. ${clock} ${where}.`,
      moved: ({ day, clock, where }) => `Din aftale er flyttet til ${day} kl. ${clock} ${where}.`,
      cancelled: ({ day, clock, where }) => `Din aftale ${day} kl. ${clock} ${where} er aflyst.`,
    },
  },
  en: {
    checkIn: (code, url) => `Code on arrival: ${code}. ${url}`,
    places: {
      physical: (house) => `at ${house}`,
      phone: (house) => `with ${house} by telephone`,
      digital: (house) => `with ${house} by video`,
      letter: (house) => `with ${house}`,
    },
    tells: {
      invitation: ({ day, clock, where }) => `You have an appointment on ${day} at ${clock} ${where}.`,
      reminder: ({ day, clock, where }) => `Remember your appointment on ${day} at ${clock} ${where}.`,
      moved: ({ day, clock, where }) => `Your appointment is moved to ${day} at ${clock} ${where}.`,
      cancelled: ({ day, clock, where }) => `Your appointment on ${day} at ${clock} ${where} is cancelled.`,
    },
  },
};

function isSensitive({ appointment, location }: NoticeFacts): boolean {
  const service = location.services.find((one) => one.service === appointment.service);
  return appointment.isConfidential || service?.reminders?.isSensitive === true;
}

/** A reminder's words of the house's own; `null` where it has none. */
function ownWords({ tells, arm, location }: NoticeFacts, language: "da" | "en", parts: Parts): string | null {
  const { wording, trial } = location.reminders ?? {};
  const own = arm === "other" ? trial?.wording : wording;
  if (tells !== "reminder" || own === undefined) return null;
  const values: Readonly<Record<string, string>> = parts;
  return inLanguage(own, language).replaceAll(
    /\{(day|clock|where)\}/g,
    (_, name: string) => values[name] as string,
  );
}

/** What a host's answer says, after the number that stands on the guest's paper; empty where there is none to say. */
function answerText(told: NoticeFacts["answer"], language: StaffLanguage): string {
  return told === undefined ? "" : `${told.number}: ${HOST_ANSWER_TEXTS[language].sentence(told.answer)}`;
}

/** The whole message, in letters that cost least. Languages without words of their own get English. */
export function noticeText(facts: NoticeFacts): string {
  const { tells, appointment, location, message, answer, checkIn } = facts;
  const language = staffLanguage(facts.language);
  if (tells === "host-answer") return answerText(answer, language);
  const say = WORDS[language];
  const telling = { timeZone: location.timeZone, language };
  const { startAt, form } = appointment;
  const where = say.places[form](inLanguage(location.name, language));
  const parts = { day: weekdayWords(startAt, telling), clock: clockWords(startAt, telling), where };
  const said = ownWords(facts, language, parts) ?? say.tells[tells](parts);
  const isAlong = message !== null && tells !== "cancelled" && !isSensitive(facts);
  const isFirst = tells === "invitation" && form === "physical" && checkIn !== undefined;
  const how = isFirst ? [say.checkIn(checkIn.code, checkIn.url)] : [];
  return plainSms([said, ...(isAlong ? [message] : []), ...how].join(" "));
}
