/**
 * `/t/<token>/sms`: where a citizen asks to be told of their place by text message, without a script (R13).
 * Pure; knows no server. The number that was typed is never shown again.
 */
import type { Language, LocalText } from "../../protocol/terms.ts";
import { escaped } from "../http/escaped.ts";
import type { PlaceAsked } from "../notices/place-messages.ts";
import { languageLinks, phonePage } from "./frame.ts";

export type PlacePage = {
  readonly language: Language;
  readonly languages: readonly Language[];
  readonly place: LocalText;
  readonly token: string;
  readonly number: string;
  /** From how many ahead on they are told now; `null`: they are not. */
  readonly standing: number | null;
  /** What is offered first. */
  readonly usual: number;
  /** What came of the last try. */
  readonly said: PlaceAsked | { readonly dropped: true } | null;
  /** Whether they may ask at all: the ticket still waits, and the house offers it. */
  readonly isOffered: boolean;
};

type Refused = Extract<PlaceAsked, { refused: unknown }>["refused"];
type Words = {
  readonly title: string;
  readonly how: string;
  readonly mobile: string;
  readonly when: string;
  readonly ahead: (count: number) => string;
  readonly ask: string;
  readonly kept: string;
  readonly on: (ahead: string) => string;
  readonly drop: string;
  readonly dropped: string;
  readonly none: string;
  readonly back: string;
  readonly choose: string;
  readonly refused: Readonly<Record<Refused, string>>;
};

const DA: Words = {
  title: "SMS, når det snart er din tur",
  how: "Vi sender to SMS'er: når der er få foran dig, og når dit nummer kaldes. Skærmen i salen og nummeret på papiret gælder, også hvis SMS'en ikke når frem.",
  mobile: "Dit mobilnummer",
  when: "Første SMS, når der er",
  ahead: (count) => (count === 1 ? "1 foran mig" : `${count} foran mig`),
  ask: "Send mig SMS",
  kept: "Nummeret bruges kun til det, og slettes, så snart du er betjent eller har forladt køen.",
  on: (ahead) => `Du får en SMS, når der er ${ahead}, og når nummeret kaldes.`,
  drop: "Nej tak, slet mit nummer",
  dropped: "Nummeret er slettet. Du får ingen SMS.",
  none: "Der kan ikke sendes SMS om dette nummer nu.",
  back: "Tilbage til mit nummer",
  choose: "Vælg sprog",
  refused: {
    "mobile-invalid": "Det er ikke et mobilnummer. Skriv otte cifre, eller + og landekode.",
    "too-many": "Det er for mange gange på kort tid. Følg med på skærmen i stedet.",
    "asked-enough": "Nummeret til SMS kan ikke ændres flere gange. Følg med på skærmen.",
    "not-waiting": "Dit nummer venter ikke mere.",
    "ticket-unknown": "Vi kender ikke dette nummer.",
    "not-wanted": "Det lykkedes ikke. Prøv igen.",
    "not-allowed": "Det lykkedes ikke. Prøv igen.",
  },
};
const EN: Words = {
  title: "A text message when it is soon your turn",
  how: "We send two messages: when few are ahead of you, and when your number is called. The screen in the hall and the number on your paper count, also if no message reaches you.",
  mobile: "Your mobile number",
  when: "First message when there are",
  ahead: (count) => (count === 1 ? "1 ahead of me" : `${count} ahead of me`),
  ask: "Send me messages",
  kept: "The number is used for nothing else, and deleted as soon as you are served or have left the queue.",
  on: (ahead) => `You will get a message when there are ${ahead}, and when the number is called.`,
  drop: "No thanks, delete my number",
  dropped: "The number is deleted. You will get no message.",
  none: "No message can be sent about this number now.",
  back: "Back to my number",
  choose: "Choose language",
  refused: {
    "mobile-invalid": "This is no mobile number. Write eight digits, or + and the country's code.",
    "too-many": "That was too often in a short time. Please watch the screen instead.",
    "asked-enough": "The number for messages cannot be changed again. Please watch the screen.",
    "not-waiting": "Your number waits no more.",
    "ticket-unknown": "We do not know this number.",
    "not-wanted": "That did not work. Please try again.",
    "not-allowed": "That did not work. Please try again.",
  },
};
const AR: Words = {
  title: "رسالة نصية عندما يقترب دورك",
  how: "نرسل رسالتين: عندما يبقى عدد قليل قبلك، وعند نداء رقمك. الشاشة في القاعة والرقم على الورقة هما المعتمدان، حتى لو لم تصلك الرسالة.",
  mobile: "رقم هاتفك المحمول",
  when: "الرسالة الأولى عندما يبقى",
  ahead: (count) => `${count} قبلي`,
  ask: "أرسل لي رسائل",
  kept: "لا يُستخدم الرقم إلا لهذا الغرض، ويُحذف فور خدمتك أو مغادرتك للطابور.",
  on: (ahead) => `ستصلك رسالة عندما يبقى ${ahead}، وعند نداء الرقم.`,
  drop: "لا شكرًا، احذف رقمي",
  dropped: "حُذف الرقم. لن تصلك أي رسالة.",
  none: "لا يمكن إرسال رسالة عن هذا الرقم الآن.",
  back: "العودة إلى رقمي",
  choose: "اختر اللغة",
  refused: {
    "mobile-invalid": "هذا ليس رقم هاتف محمول. اكتب ثمانية أرقام، أو + ورمز البلد.",
    "too-many": "محاولات كثيرة في وقت قصير. تابع الشاشة من فضلك.",
    "asked-enough": "لا يمكن تغيير الرقم مرة أخرى. تابع الشاشة من فضلك.",
    "not-waiting": "رقمك لم يعد في الانتظار.",
    "ticket-unknown": "لا نعرف هذا الرقم.",
    "not-wanted": "لم ينجح ذلك. حاول مرة أخرى.",
    "not-allowed": "لم ينجح ذلك. حاول مرة أخرى.",
  },
};
const WORDS: Readonly<Partial<Record<Language, Words>>> = { da: DA, en: EN, ar: AR };
/** The languages that this page has words in. */
export const PLACE_LANGUAGES: readonly Language[] = ["da", "en", "ar"];

function formOf({ usual, said }: PlacePage, t: Words): string {
  const isWrong = said !== null && "refused" in said && said.refused === "mobile-invalid";
  const invalid = isWrong ? ' aria-invalid="true" aria-describedby="wrong"' : "";
  const options = [1, 2, 3, 4, 5].map(
    (count) => `<option value="${count}"${count === usual ? " selected" : ""}>${t.ahead(count)}</option>`,
  );
  return `<p>${t.how}</p>
<form method="post">
<label for="mobile">${t.mobile}</label>
<input id="mobile" name="mobile" type="tel" dir="ltr" autocomplete="tel" inputmode="tel" maxlength="30" required${invalid}>
<label for="ahead">${t.when}</label>
<select id="ahead" name="ahead">${options.join("")}</select>
<button name="what" value="ask"><span class="name">${t.ask}</span></button>
</form>
<p class="hint">${t.kept}</p>`;
}

function saidOf({ said }: PlacePage, t: Words): string {
  if (said === null || "done" in said) return "";
  if ("dropped" in said) return `<p class="hint" role="status">${t.dropped}</p>\n`;
  return `<p class="trouble" id="wrong" role="alert">${t.refused[said.refused]}</p>\n`;
}

/** The whole document. Languages without words of their own get English. */
export function placePage(page: PlacePage): string {
  const { language, languages, place, token, number, standing, isOffered } = page;
  const spoken: Language = WORDS[language] === undefined ? "en" : language;
  const t = WORDS[spoken] ?? EN;
  const on =
    standing === null
      ? ""
      : `<p class="hint" role="status">${t.on(t.ahead(standing))}</p>
<form method="post"><button name="what" value="drop">${t.drop}</button></form>`;
  const body = `<p class="number" dir="ltr">${escaped(number)}</p>
${saidOf(page, t)}${standing !== null ? on : isOffered ? formOf(page, t) : `<p>${t.none}</p>`}
<p><a href="../${encodeURIComponent(token)}">${t.back}</a></p>
`;
  const links = languageLinks({
    ...{ languages, language: spoken, label: t.choose, address: "sms" },
  });
  return phonePage({
    ...{ language: spoken, place, root: "../../", languages: links },
    ...{ title: t.title, body },
  });
}
