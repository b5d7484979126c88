/**
 * What can be asked, as a plain form whose answer is an address.
 * Pure; knows no server.
 */
import { inLanguage, type LocalText } from "../../protocol/terms.ts";
import { escaped } from "../http/escaped.ts";
import { COMPARISONS } from "./asked.ts";
import type { StatisticsPage } from "./page.ts";
import { OUTCOMES } from "./visit.ts";
import { STATISTICS_WORDS } from "./words.ts";

type Choice = { readonly value: string; readonly words: string };

function select(
  name: string,
  label: string,
  { choices, chosen }: { readonly choices: readonly Choice[]; readonly chosen: readonly string[] | null },
): string {
  const options = choices.map(({ value, words }) => {
    const isChosen = chosen?.includes(value) === true ? " selected" : "";
    return `<option value="${escaped(value)}"${isChosen}>${escaped(words)}</option>\n`;
  });
  return `<label>${escaped(label)}<select name="${name}" multiple size="4">\n${options.join("")}</select></label>\n`;
}

function input(
  name: string,
  label: string,
  { type, value }: { readonly type: "date" | "time" | "number"; readonly value: string | number | null },
): string {
  const limits = type === "number" ? ' min="0" max="1440" step="1"' : "";
  return `<label>${escaped(label)}<input name="${name}" type="${type}" value="${value ?? ""}"${limits}></label>\n`;
}

function single(
  name: string,
  label: string,
  { choices, chosen }: { readonly choices: readonly Choice[]; readonly chosen: string | null },
): string {
  const options = choices.map(({ value, words }) => {
    const isChosen = value === (chosen ?? "") ? " selected" : "";
    return `<option value="${value}"${isChosen}>${escaped(words)}</option>\n`;
  });
  return `<label>${escaped(label)}<select name="${name}">\n${options.join("")}</select></label>\n`;
}

const clock = (minute: number | null) =>
  minute === null
    ? null
    : `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;

function lists({ location, language, asked, hasStaff, staff }: StatisticsPage): string {
  const { filter, none, weekdays } = STATISTICS_WORDS[language];
  const { question } = asked;
  const named = (all: readonly { readonly name: LocalText; readonly id: string }[]): readonly Choice[] =>
    all.map(({ id, name }) => ({ value: id, words: inLanguage(name, language) }));
  const ids = (chosen: readonly string[] | null) => chosen?.map((id) => (id === "" ? "none" : id)) ?? null;
  const queues = named(location.queues.map(({ queue, name }) => ({ id: queue, name })));
  const services = named(location.services.map(({ service, name }) => ({ id: service, name })));
  const counters = named(location.counters.map(({ counter, name }) => ({ id: counter, name })));
  const stands = named(location.stands.map(({ stand, name }) => ({ id: stand, name })));
  const people = hasStaff
    ? select("staff", filter.staff, {
        choices: staff.map((id) => ({ value: id, words: id })),
        chosen: ids(question.staff),
      })
    : "";
  const days = weekdays.map((words, day) => ({ value: `${day + 1}`, words }));
  return [
    select("queue", filter.queue, { choices: queues, chosen: ids(question.queues) }),
    select("service", filter.service, {
      choices: [...services, { value: "none", words: none }],
      chosen: ids(question.services),
    }),
    select("counter", filter.counter, { choices: counters, chosen: ids(question.counters) }),
    select("stand", filter.stand, { choices: stands, chosen: ids(question.stands) }),
    people,
    select("weekday", filter.weekday, { choices: days, chosen: question.weekdays?.map(String) ?? null }),
  ].join("");
}

function ranges({ language, asked: { question } }: StatisticsPage): string {
  const { filter } = STATISTICS_WORDS[language];
  const { minutes, waitMin, serviceMin } = question;
  return [
    input("after", filter.after, { type: "time", value: clock(minutes.from) }),
    input("before", filter.before, { type: "time", value: clock(minutes.to) }),
    input("waitFrom", filter.waitFrom, { type: "number", value: waitMin.from }),
    input("waitTo", filter.waitTo, { type: "number", value: waitMin.to }),
    input("serviceFrom", filter.serviceFrom, { type: "number", value: serviceMin.from }),
    input("serviceTo", filter.serviceTo, { type: "number", value: serviceMin.to }),
  ].join("");
}

/** The form. */
export function filterForm(page: StatisticsPage): string {
  const { language, asked } = page;
  const { question, compare } = asked;
  const words = STATISTICS_WORDS[language];
  const { filter } = words;
  const kinds = [
    { value: "", words: filter.all },
    ...(["walk-in", "appointment"] as const).map((kind) => ({ value: kind, words: filter[kind] })),
  ];
  const outcomes = OUTCOMES.map((outcome) => ({ value: outcome, words: words.outcomes[outcome] }));
  const comparisons = COMPARISONS.map((one) => ({ value: one, words: words.comparisons[one] }));
  const hidden = language === "da" ? "" : '<input type="hidden" name="language" value="en">\n';
  return `<form class="filters" method="get" action="/statistics">
<h2>${filter.title}</h2>
${hidden}<div class="fields">
${input("from", filter.from, { type: "date", value: question.from })}${input("to", filter.to, { type: "date", value: question.to })}${lists(page)}${ranges(page)}${single("kind", filter.kind, { choices: kinds, chosen: question.kind })}${select("outcome", filter.outcome, { choices: outcomes, chosen: question.outcomes })}${single("compare", filter.compare, { choices: comparisons, chosen: compare })}</div>
<p><button type="submit">${filter.show}</button> <a href="/statistics${language === "da" ? "" : "?language=en"}">${filter.clear}</a></p>
</form>
`;
}
