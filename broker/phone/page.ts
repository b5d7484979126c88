/**
 * The page behind a code at the door, as the hub writes it: which service, and then the ticket. It needs no script, so that any
 * phone shows it at once.
 * Pure; knows no server. Addresses in it are relative, so that it works below whatever stands before the hub.
 */
import {
  dirOf,
  inLanguage,
  type Language,
  type LocalText,
  type Refusal,
  type TicketNumber,
  type TicketToken,
} from "../../protocol/terms.ts";
import {
  APPOINTMENT_PAGE_TEXTS,
  DOOR_TEXTS,
  REFUSAL_TEXTS,
  TICKET_TEXTS,
} from "../../protocol/texts/texts.ts";
import { dayWords, opensAtWords, waitWords } from "../../protocol/texts/words.ts";
import { escaped } from "../http/escaped.ts";
import { type DoorChoice, isClosing } from "../pictures/door.ts";
import { languageLinks, phonePage } from "./frame.ts";

/** What the page is made of. */
export type DoorPage = {
  readonly language: Language;
  readonly languages: readonly Language[];
  readonly place: LocalText;
  readonly timeZone: string;
  readonly at: number;
  /** The way from this page to where all pages lie: `../`, and one step more in the answer to a tap. */
  readonly root: string;
  /** The visit or code in this page's address. */
  readonly self: string;
  /** Why nothing came of a tap or a scan. */
  readonly trouble: Refusal | "stale" | "too-many" | null;
  /** Tickets that this phone has already. */
  readonly tickets: readonly { readonly number: TicketNumber; readonly token: TicketToken }[];
  /** What there is to choose; `null` where this visit takes nothing more. */
  readonly choices: readonly DoorChoice[] | null;
  /** What this phone may check in to; `null` where that is not done on phones, or this visit says nothing. */
  readonly appointments: readonly DoorAppointment[] | null;
};

/** An appointment whose link this phone has opened. */
export type DoorAppointment = {
  readonly link: string;
  readonly startAt: number;
  readonly room: string | null;
};

/** Colours and sizes as on the ticket's page. */
export const DOOR_LOOK = `
* { box-sizing: border-box; margin: 0; }
:root { font-family: "Noto Sans", "DejaVu Sans", system-ui, sans-serif; font-size: 18px; line-height: 1.4; color: #06182b; background: #ffffff; }
body { max-width: 560px; margin-inline: auto; padding: 16px; }
header { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: center; gap: 4px 16px; }
.place { font-weight: 600; }
nav { display: flex; flex-wrap: wrap; gap: 0 18px; }
nav a, nav [aria-current] { display: inline-flex; align-items: center; min-height: 48px; font-weight: 600; }
a { color: #06182b; }
h1 { font-size: 30px; line-height: 1.2; font-weight: 800; margin-block: 16px; }
h2 { font-size: 22px; line-height: 1.25; margin-block: 28px 12px; }
.trouble { background: #ffb000; font-weight: 600; padding: 12px; border-radius: 10px; margin-block: 16px; }
ul { list-style: none; padding: 0; display: grid; gap: 12px; }
button, .closed, .ticket { display: block; width: 100%; font: inherit; text-align: start; padding: 14px 16px; border-radius: 12px; border: 3px solid #06182b; color: #06182b; background: #ffffff; }
button { background: #06182b; color: #ffffff; min-height: 64px; cursor: pointer; }
.closed { border: 2px dashed #33475b; color: #33475b; }
.name { display: block; font-size: 22px; font-weight: 700; line-height: 1.25; }
.facts { display: block; }
.ticket { text-align: center; }
.trouble p + p { font-weight: 400; }
.hint { border-inline-start: 6px solid #33475b; padding-inline-start: 12px; margin-block: 16px; }
form { display: grid; gap: 12px; }
label { font-weight: 600; margin-block-start: 12px; }
input { font: inherit; font-size: 30px; font-weight: 700; letter-spacing: 0.12em; width: 100%; padding: 10px 16px; border: 3px solid #06182b; border-radius: 12px; color: #06182b; background: #ffffff; }
select { font: inherit; font-size: 20px; font-weight: 600; width: 100%; min-height: 60px; padding: 10px 16px; border: 3px solid #06182b; border-radius: 12px; color: #06182b; background: #ffffff; }
input[aria-invalid] { border-color: #a30000; }
.number { display: block; font-size: min(80px, 20vw); line-height: 1.15; font-weight: 800; font-variant-numeric: tabular-nums; }
.qr svg { display: block; width: min(320px, 100%); margin: 8px auto; }
.show { display: block; background: #06182b; color: #ffffff; font-weight: 700; font-size: 22px; padding: 14px 16px; border-radius: 12px; margin-block-start: 10px; text-decoration: none; }
:focus-visible { outline: 3px solid #ffd400; outline-offset: 2px; box-shadow: 0 0 0 2px #06182b; }
`;

const addressOf = ({ root, self }: DoorPage) => `${root}d/${encodeURIComponent(self)}`;

/** A text of the location, and in which language it really is where nobody has translated it. */
function local(text: LocalText, language: Language): string {
  const said = inLanguage(text, language);
  const spoken = text[language] ? language : said === text.en ? "en" : "da";
  const words = escaped(said);
  return spoken === language ? words : `<bdi lang="${spoken}" dir="${dirOf(spoken)}">${words}</bdi>`;
}

/** What a citizen reads where a rule refuses: as at the stand, a used-up series is told as the day's numbers. */
function refusalWords(reason: Refusal, language: Language): string {
  return REFUSAL_TEXTS[language][reason === "series-used-up" ? "quota-reached" : reason];
}

function troubleWords({ trouble, language }: DoorPage): string {
  const texts = DOOR_TEXTS[language];
  if (trouble === null) return "";
  if (trouble === "stale") return texts.stale;
  return trouble === "too-many" ? texts.tooMany : refusalWords(trouble, language);
}

/** `Lukket. Åbner i dag kl. 10.00`, or why no more are given today. */
function closedWords({ because, opensAt }: DoorChoice, { language, timeZone, at }: DoorPage): string {
  const reason = because as Refusal;
  const opens = opensAt === null ? "" : opensAtWords(opensAt, at, { timeZone, language });
  const words = isClosing(reason) ? `${DOOR_TEXTS[language].closed}.` : refusalWords(reason, language);
  return `${words} ${opens}`.trim();
}

function openWords({ waiting, wait }: DoorChoice, language: Language): string {
  const words = waitWords(wait, language);
  const expected = words === null ? "" : ` · ${TICKET_TEXTS[language].wait} ${words}`;
  return `${DOOR_TEXTS[language].waiting(waiting)}${expected}`;
}

function choice(one: DoorChoice, page: DoorPage): string {
  const { language } = page;
  const name = `<span class="name">${local(one.name, language)}</span>`;
  if (one.because !== null)
    return `<li class="closed">${name}<span class="facts">${escaped(closedWords(one, page))}</span></li>\n`;
  const action = `${addressOf(page)}/${one.service}?language=${language}`;
  return `<li><form method="post" action="${action}"><button>${name}<span class="facts">${escaped(openWords(one, language))}</span></button></form></li>\n`;
}

function choices(page: DoorPage): string {
  const texts = DOOR_TEXTS[page.language];
  if (page.choices === null) return "";
  if (page.choices.length === 0) return page.appointments === null ? `<p>${escaped(texts.none)}</p>\n` : "";
  const head = page.tickets.length > 0 ? texts.another : texts.choose;
  const list = page.choices.map((one) => choice(one, page)).join("");
  return `<h2>${escaped(head)}</h2>\n<ul>\n${list}</ul>\n`;
}

function tickets({ tickets: taken, language, root }: DoorPage): string {
  const texts = DOOR_TEXTS[language];
  if (taken.length === 0) return "";
  const each = taken.map(
    ({ number, token }) =>
      `<li class="ticket"><bdi class="number" dir="ltr">${number}</bdi><a class="show" href="${root}t/${token}">${escaped(texts.show)}</a></li>\n`,
  );
  return `<h2>${escaped(texts.yours)}</h2>\n<ul>\n${each.join("")}</ul>\n`;
}

/** Appointments whose links this phone has opened: a tap checks in, since the visit says that its citizen is here. */
function appointments(page: DoorPage): string {
  const { language, timeZone, root, self, appointments: known } = page;
  const texts = APPOINTMENT_PAGE_TEXTS[language];
  if (known === null) return "";
  if (known.length === 0) return `<p class="hint">${escaped(texts.openLink)}</p>\n`;
  const each = known.map(({ link, startAt, room }) => {
    const facts = [dayWords(startAt, { timeZone, language }), ...(room === null ? [] : [texts.room(room)])];
    const said = `<span class="name">${escaped(texts.checkIn)}</span><span class="facts">${escaped(facts.join(" · "))}</span>`;
    return `<li><form method="post" action="${root}a/${link}?language=${language}"><input type="hidden" name="shown" value="${self}"><button>${said}</button></form></li>\n`;
  });
  return `<h2>${escaped(texts.title)}</h2>\n<ul>\n${each.join("")}</ul>\n`;
}

function languages(page: DoorPage): string {
  const { languages: offered, language } = page;
  const label = DOOR_TEXTS[language].chooseLanguage;
  return languageLinks({ languages: offered, language, label, address: addressOf(page) });
}

/** The page. */
export function doorPage(page: DoorPage): string {
  const { language } = page;
  const texts = DOOR_TEXTS[language];
  const trouble = troubleWords(page);
  const told = trouble === "" ? "" : `<p class="trouble" role="alert">${escaped(trouble)}</p>\n`;
  const body = `${told}${tickets(page)}${appointments(page)}${choices(page)}`;
  const { place, root } = page;
  return phonePage({ language, place, title: texts.title, root, languages: languages(page), body });
}
