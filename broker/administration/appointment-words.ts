/**
 * How sources of appointments, hosts, text messages and statistics are called when an administrator reads of them. Danish first.
 * Data and small sentences; knows no document.
 */
import type { Noun } from "./words.ts";

type AppointmentWords = {
  readonly noun: Noun;
  readonly fields: Readonly<Record<string, string>>;
  /** What is chosen in a field, by its value. */
  readonly choices: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly kind: (kind: string, service: string) => string;
};

export const APPOINTMENT_WORDS: Readonly<Record<"da" | "en", AppointmentWords>> = {
  da: {
    noun: { the: "Kilden", one: "kilde", many: "kilder til aftaler" },
    fields: {
      ...{ hostAnswerMin: "vært svarer inden (minutter)", hostRemindMin: "vært mindes om aftale (minutter)" },
      ...{ guestLateMin: "gæst er forsinket efter (minutter)", owner: "tager gæster for fraværende værter" },
      ...{ textPrice: "pris for en SMS-del (øre)", refusal: "nej tak til SMS" },
      ...{ wording: "påmindelsens ord", trial: "forsøg med andre ord" },
      ...{ placeTexts: "SMS om pladsen i køen (så mange foran)", place: "SMS om pladsen" },
      ...{ appointmentSources: "kilder til aftaler", source: "kilde", reminds: "hvem der påminder" },
      ...{ oursToo: "sendes også herfra", kinds: "slags møder", guestsCalledBy: "hvem der kalder gæsten" },
      ...{
        calendar: "hvad poster i kalendere betyder",
        guests: "poster, der er aftaler med gæster",
        by: "kendes på",
      },
      ...{ category: "kategori", begins: "titlen begynder med", property: "egenskab", value: "værdi" },
      ...{ ownDomains: "husets egne domæner", names: "hvor gæstens navn står", rooms: "hvad der er lokalet" },
      ...{
        awayWords: "ord for fravær",
        statistics: "statistik",
        targetMin: "målet for ventetiden (minutter)",
      },
      ...{
        showsStaff: "tal for den enkelte medarbejder",
        sameAs: "køer, der tæller som en anden",
        as: "tæller som",
      },
    },
    choices: {
      reminds: { ours: "vi selv", source: "kilden", none: "ingen" },
      oursToo: { invitation: "beskeden om, at aftalen er lavet", "last-reminder": "den sidste påmindelse" },
      guestsCalledBy: { host: "værten", desk: "enhver skranke, der tager køen" },
      names: { attendee: "ved adressen", title: "i titlen", none: "ingen steder" },
      rooms: { booked: "et lokale, der er booket", place: "det sted, der er skrevet" },
    },
    kind: (kind, service) => `${kind} er ${service}`,
  },
  en: {
    noun: { the: "Source", one: "source", many: "sources of appointments" },
    fields: {
      ...{ hostAnswerMin: "host answers within (minutes)", hostRemindMin: "host is reminded (minutes)" },
      ...{ guestLateMin: "a guest is late after (minutes)", owner: "takes guests for absent hosts" },
      ...{ textPrice: "price of a part of a text message (oere)", refusal: "no to text messages" },
      ...{ wording: "the reminder's words", trial: "trial of other words" },
      ...{ placeTexts: "texts about places (so many ahead)", place: "texts about a place" },
      ...{ appointmentSources: "sources of appointments", source: "source", reminds: "who reminds" },
      ...{
        oursToo: "also sent from here",
        kinds: "kinds of meetings",
        guestsCalledBy: "who calls the guest",
      },
      ...{ calendar: "what entries of calendars mean", guests: "entries that are appointments with guests" },
      ...{ by: "known by", category: "category", begins: "the title begins with", property: "property" },
      ...{ value: "value", ownDomains: "the house's own domains", names: "where a guest's name stands" },
      ...{ rooms: "what is the room", awayWords: "words for an absence", statistics: "statistics" },
      ...{ targetMin: "target of the wait (minutes)", showsStaff: "figures of one member of staff" },
      ...{ sameAs: "queues that count as another", as: "counts as" },
    },
    choices: {
      reminds: { ours: "we do", source: "the source", none: "nobody" },
      oursToo: {
        invitation: "the message that the appointment is made",
        "last-reminder": "the last reminder",
      },
      guestsCalledBy: { host: "the host", desk: "any counter that takes the queue" },
      names: { attendee: "beside the address", title: "in the title", none: "nowhere" },
      rooms: { booked: "a room that was booked", place: "the place that was written" },
    },
    kind: (kind, service) => `${kind} is ${service}`,
  },
};
