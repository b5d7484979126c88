/**
 * The list of links, and that a page does not exist or is for others: pages that the hub writes itself, which look as its help does. Danish first.
 * Pure; knows no server.
 */
import type { LocationConfig } from "../../protocol/config.ts";
import { inLanguage, STAFF_LANGUAGES } from "../../protocol/terms.ts";
import type { HubTexts } from "../../protocol/texts/hub-keys.ts";
import { HUB_TEXTS } from "../../protocol/texts/texts.ts";
import type { OtherDeed } from "../accounts/rights.ts";
import { escaped } from "./escaped.ts";

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="da">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/hjaelp/look.css">
<main>
${body}</main>
</html>
`;
}

type Word = Exclude<keyof HubTexts, "wait">;
/** What is the same word in both stands there once. */
const both = (key: Word) => {
  const words = STAFF_LANGUAGES.map((language) => ({ language, word: HUB_TEXTS[language][key] }));
  const each = words.filter(({ word }, at) => words.findIndex((one) => one.word === word) === at);
  return each.map(({ language, word }) => `<span lang="${language}">${word}</span>`).join(" / ");
};

const link = (url: string, words: string) => `<li><a href="${url}">${words}</a></li>\n`;

/** Pages that are for some: the right that opens each, and its words. */
const WAYS = [
  ["see-hall", "/staff", "staff"],
  ["host-guests", "/host", "hostDay"],
  ["see-statistics", "/statistics", "statistics"],
  ["see-document", "/admin", "administration"],
  ["manage-people", "/people", "people"],
  ["see-trail", "/trail", "trail"],
  ["see-register", "/privacy", "privacy"],
  ["see-message-figures", "/sms", "messages"],
] as const satisfies readonly (readonly [OtherDeed, string, Word])[];

/** A plain list of what the hub has to show: to whoever is signed in what is for them, to others all of it. */
export function homePage(location: LocationConfig, may: (deed: OtherDeed) => boolean): string {
  const displays = location.displays.map((display) =>
    link(`/display/${display.display}`, escaped(inLanguage(display.name, "da"))),
  );
  const name = escaped(inLanguage(location.name, "da"));
  const ways = WAYS.filter(([deed]) => may(deed)).map(([, url, words]) => link(url, both(words)));
  return page(
    `Talon – ${name}`,
    `<h1>${name}</h1>
<ul>
${ways.join("")}${link("/me", both("myAccess"))}${link("/hjaelp", both("help"))}</ul>
<h2>${both("displays")}</h2>
<ul>
${displays.join("")}${link("/door", both("atDoor"))}</ul>
<ul>
${link("/api/openapi.json", both("api"))}</ul>
`,
  );
}

const wayBack = () => `<p><a href="/">${both("toHome")}</a> <a href="/hjaelp">${both("help")}</a></p>\n`;

/** For a browser that asked for a page that is not there. */
export function notFoundPage(): string {
  return page("Talon – 404", `<h1>404</h1>\n<p>${both("notFound")}</p>\n${wayBack()}`);
}

/** For somebody of the staff who has come where only administrators may. */
export function forbiddenPage(): string {
  return page("Talon – 403", `<h1>403</h1>\n<p>${both("administratorsOnly")}</p>\n${wayBack()}`);
}
