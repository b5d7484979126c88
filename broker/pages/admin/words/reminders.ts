/** The words for when citizens are told of their appointments. */
import { pair } from "./pair.ts";

export const REMINDER_WORDS = {
  reminders: pair("SMS om aftaler", "Text messages about appointments"),
  remindersHelp: pair(
    "Til borgere med aftale og mobilnummer, når hubben har en SMS-gateway og aftalen eller dens kilde siger, at I selv påminder. Beskeden siger hvornår og hvor, aldrig hvorfor.",
    "To citizens with an appointment and a mobile number, when the hub has a text message gateway and the appointment or its source says that you remind. The message says when and where, never why.",
  ),
  remindersAsHouse: pair("Som for hele huset", "As for the whole house"),
  remindersOwn: pair("Ydelsens egne tidspunkter", "Times of its own"),
  remindBefore: pair("Påmind", "Remind"),
  remindUnits: pair(
    { week: ["uge", "uger"], day: ["dag", "dage"], hour: ["time", "timer"], minute: ["minut", "minutter"] },
    { week: ["week", "weeks"], day: ["day", "days"], hour: ["hour", "hours"], minute: ["minute", "minutes"] },
  ),
  remindMoment: pair(
    (count: number, [one, many]: readonly string[]) => `${count} ${count === 1 ? one : many} før`,
    (count: number, [one, many]: readonly string[]) => `${count} ${count === 1 ? one : many} before`,
  ),
  invites: pair("Send også en besked, når aftalen laves", "Also send a message when the appointment is made"),
  invitesOwn: pair("Besked, når aftalen laves", "A message when the appointment is made"),
  quietFrom: pair("Ingen SMS efter kl.", "No messages after"),
  quietFromHelp: pair("Tomt: 21.00.", "Empty: 21:00."),
  quietTo: pair("SMS igen fra kl.", "Messages again from"),
  quietToHelp: pair(
    "Tomt: 08.00. Det, der falder i pausen, sendes bagefter, eller aftenen før, hvis det ellers bliver for sent.",
    "Empty: 08:00. What falls between is sent afterwards, or the evening before where that would be too late.",
  ),
  placeTexts: pair(
    "SMS om pladsen i køen, når der er så mange foran",
    "Text message about a place in the queue, from so many ahead",
  ),
  placeTextsHelp: pair(
    "1 til 5. Borgeren kan bede om det på sit nummers side og selv vælge et andet antal. Tomt: tilbydes ikke. Kræver en SMS-gateway.",
    "1 to 5. The citizen can ask for it on their number's page, and choose another count. Empty: not offered. Needs a text message gateway.",
  ),
  textPrice: pair("Pris pr. SMS-del, øre", "Price of a part of a text message, oere"),
  textPriceHelp: pair(
    "Det, jeres gateway tager. Vises, mens der skrives, og bruges i månedens regnskab. Ændringen gælder fra nu af.",
    "What your gateway charges. It is shown while you write, and used in the monthly cost. A change holds from now on.",
  ),
  wording: pair("Påmindelsens ord", "The reminder's words"),
  wordingHelp: pair(
    "Tomt: Talons egne ord. {day} bliver til dagen, {clock} til klokkeslættet, {where} til stedet; de to første skal være der. Skriv aldrig, hvad aftalen handler om.",
    "Empty: the words of Talon. {day} becomes the day, {clock} the time, {where} the place; the first two must be there. Never write what the appointment is about.",
  ),
  trial: pair("Prøv andre ord af", "Try other words"),
  trialHelp: pair(
    "Lodtrækning for hver aftale: den ene halvdel får ordene ovenfor, den anden disse. Alle får deres påmindelse. På siden Udeblivelser ser I, om det gør en forskel.",
    "A coin for each appointment: one half gets the words above, the other these. Everybody gets their reminder. The page of no-shows tells whether it makes a difference.",
  ),
  trialName: pair("Forsøgets navn", "The trial's name"),
  trialNameHelp: pair(
    "Små bogstaver, tal og bindestreg. Nye ord: nyt navn, så det gamle forsøg ikke tæller med.",
    "Small letters, figures and hyphens. New words: a new name, so that the old trial is not counted along.",
  ),
  trialWording: pair("De andre ord", "The other words"),
  isSensitive: pair(
    "Følsom: beskeder nævner aldrig andet end tid og sted",
    "Sensitive: messages never say more than time and place",
  ),
  isSensitiveHelp: pair(
    "Så kommer heller ikke medarbejderens personlige besked med.",
    "Then the personal message of staff is left out too.",
  ),
};
