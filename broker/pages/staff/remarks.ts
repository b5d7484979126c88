/**
 * What is special about a ticket, in words for staff: held for somebody, put off, going on, tagged.
 * Pure; knows no page.
 */
import type { ListedTicket, StaffPicture, WhyNext } from "../../../protocol/snapshots.ts";
import { inLanguage, type Language, type LocalText, staffLanguage } from "../../../protocol/terms.ts";
import { GUEST_TEXTS } from "../../../protocol/texts/guests.ts";
import { SESSION_TEXTS, STAFF_TEXTS } from "../../../protocol/texts/texts.ts";
import { clockWords } from "../../../protocol/texts/words.ts";

/** For whom alone a ticket is, by name where the location has one. */
function whomOf({ heldFor }: ListedTicket, picture: StaffPicture, language: Language): string | null {
  if (heldFor === null) return null;
  if ("hosts" in heldFor) return GUEST_TEXTS[staffLanguage(language)].itsHost;
  if ("staff" in heldFor) return heldFor.staff;
  const counter = picture.counters.find((one) => one.counter === heldFor.counter);
  return counter === undefined ? heldFor.counter : inLanguage(counter.name, language);
}

/** What its citizen came for: the service, and the way to it through the stand's menus where that says more. */
function askedFor(answers: readonly string[], service: LocalText | null, language: Language): string {
  if (service === null) return answers.join(" → ");
  const name = inLanguage(service, language);
  if (answers.at(-1) === service.da) return [...answers.slice(0, -1), name].join(" → ");
  return [name, ...(answers.length === 0 ? [] : [answers.join(" → ")])].join(" · ");
}

/** Whether its citizen lets others go first now. */
const isPutOff = ({ notBefore, callable, state }: ListedTicket) =>
  notBefore !== null && !callable && state === "waiting";

/** Why a ticket stands where it does; until when others go first is a remark while they do, and not told twice. */
export function whyNow(ticket: ListedTicket, { putOffTo, ...why }: WhyNext): WhyNext {
  return isPutOff(ticket) || putOffTo === undefined ? why : { ...why, putOffTo };
}

/** What is special about a ticket, the most important first. */
export function remarksOf(ticket: ListedTicket, picture: StaffPicture, language: Language): string[] {
  const texts = STAFF_TEXTS[language];
  const { notBefore, callable, state, paper, onPhone, tags, next, answers, assist, lastCall } = ticket;
  const { timeZone } = picture;
  const whom = whomOf(ticket, picture, language);
  const tagged = picture.tags.filter(({ tag }) => tags.includes(tag));
  const goesOn = next.flatMap((id) => picture.services.find(({ service }) => service === id) ?? []);
  const queue = picture.queues.find((one) => one.queue === ticket.queue);
  const service = picture.services.find(
    (one) => one.service === ticket.service && one.name.da !== queue?.name.da,
  );
  const asked = askedFor(answers, service === undefined ? null : service.name, language);
  const calledBy = picture.counters.find((one) => one.counter === lastCall?.counter);
  const isBack = lastCall !== null && (state === "waiting" || state === "no-show");
  return [
    ...(assist === "fetch" ? [texts.fetch] : []),
    ...(asked === "" ? [] : [asked]),
    ...(isBack
      ? [
          SESSION_TEXTS[language].calledBy(
            calledBy === undefined ? lastCall.counter : inLanguage(calledBy.name, language),
            clockWords(lastCall.at, { timeZone, language }),
          ),
        ]
      : []),
    ...(isPutOff(ticket) && notBefore !== null
      ? [texts.comesBackAt(clockWords(notBefore, { timeZone, language }))]
      : []),
    ...(!callable && state === "waiting" && !isPutOff(ticket) ? [texts.notYetPrinted] : []),
    ...(paper === "unknown" || paper === "torn" ? [texts.paperUnknown] : []),
    ...(onPhone ? [texts.onPhone] : []),
    ...(whom === null ? [] : [texts.heldFor(whom)]),
    ...goesOn.map(({ name }) => texts.thenService(inLanguage(name, language))),
    ...tagged.map(({ name }) => inLanguage(name, language)),
  ];
}
