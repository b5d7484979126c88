/**
 * The words of a notice to a host: that somebody is here, when it was agreed, which number they hold, and where (R1).
 * Pure. It bears no name of a citizen, no service and no reason: it lies on telephones, in mailboxes and in channels of teams.
 */
import type { LocationConfig } from "../../protocol/config.ts";
import { inLanguage, type StaffLanguage, type TicketNumber } from "../../protocol/terms.ts";
import { clockWords } from "../../protocol/texts/words.ts";
import type { HostNoticeTells } from "../queue/host-notices.ts";
import type { HostWords } from "./host-channels/contract.ts";

export type HostNoticeFacts = {
  readonly tells: HostNoticeTells;
  readonly number: TicketNumber;
  readonly startAt: number;
  readonly room: string | null;
  /** How many are asked to come, where nobody is called by number. */
  readonly guests: number | null;
  /** After so many minutes without an answer others are told. */
  readonly answerMin: number;
  readonly location: LocationConfig;
  readonly language: StaffLanguage;
  readonly url: string;
};

type Parts = {
  readonly house: string;
  readonly clock: string;
  readonly number: string;
  readonly where: string;
  readonly min: number;
};
type Say = {
  readonly where: (room: string) => string;
  readonly arrived: readonly [(parts: Parts) => string, (parts: Parts) => string];
  readonly unanswered: readonly [(parts: Parts) => string, (parts: Parts) => string];
  readonly meeting: readonly [(parts: Parts) => string, (parts: Parts, guests: number) => string];
};

const WORDS: Readonly<Record<StaffLanguage, Say>> = {
  da: {
    where: (room) => `, aftalt i ${room}`,
    arrived: [
      ({ clock }) => `Din gæst kl. ${clock} er kommet.`,
      ({ house, number, where }) => `Nummer ${number}, ${house}${where}. Svar gæsten:`,
    ],
    unanswered: [
      ({ clock }) => `Gæsten kl. ${clock} venter uden svar.`,
      ({ house, number, where, min }) =>
        `Nummer ${number}, ${house}${where}. Værten har ikke svaret i ${min} min., og du er stedfortræder. Svar gæsten:`,
    ],
    meeting: [
      ({ clock }) => `De første til mødet kl. ${clock} er kommet.`,
      ({ house, where }, guests) => `${guests} er inviteret, ${house}${where}. Se, hvor mange der er mødt:`,
    ],
  },
  en: {
    where: (room) => `, agreed in ${room}`,
    arrived: [
      ({ clock }) => `Your guest of ${clock} is here.`,
      ({ house, number, where }) => `Number ${number}, ${house}${where}. Answer the guest:`,
    ],
    unanswered: [
      ({ clock }) => `The guest of ${clock} waits without an answer.`,
      ({ house, number, where, min }) =>
        `Number ${number}, ${house}${where}. The host has not answered for ${min} min, and you are the deputy. Answer the guest:`,
    ],
    meeting: [
      ({ clock }) => `The first for the meeting at ${clock} are here.`,
      ({ house, where }, guests) => `${guests} are invited, ${house}${where}. See how many have come:`,
    ],
  },
};

/** Heading and line. */
export function hostNoticeWords(facts: HostNoticeFacts): HostWords {
  const { tells, number, startAt, room, guests, answerMin, location, language, url } = facts;
  const say = WORDS[language];
  const parts: Parts = {
    house: inLanguage(location.name, language),
    clock: clockWords(startAt, { timeZone: location.timeZone, language }),
    number,
    where: room === null ? "" : say.where(room),
    min: answerMin,
  };
  const text = guests === null ? say[tells][1](parts) : say.meeting[1](parts, guests);
  const [title] = guests === null ? say[tells] : say.meeting;
  return { title: title(parts), text, url, language };
}
