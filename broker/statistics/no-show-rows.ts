/**
 * How many stay away, by one thing at a time, and what a trial of two wordings shows, in words that promise no more than is known.
 * Pure; knows no page. Groups of few are not told apart: they could be people.
 */
import { inLanguage, type LocalText } from "../../protocol/terms.ts";
import { type NoShowGroup, type NoShows, noShowGroups } from "../queue/no-shows.ts";
import { difference, type Interval, type Part, wilson } from "./proportions.ts";

export type NoShowBy = "service" | "source" | "plan" | "lead";
export const NO_SHOW_BY: readonly NoShowBy[] = ["service", "source", "plan", "lead"];
/** `part` is `null` of fewer than five. */
export type NoShowRow = { readonly name: string; readonly part: (Part & Interval) | null };
type Language = "da" | "en";

/** Fewer could be somebody. */
const FEWEST = 5;

const WORDS = {
  da: {
    lead: { 0: "Samme dag", 1: "1-3 dage før", 4: "4-7 dage før", 8: "8-28 dage før", 29: "Tidligere" },
    noPlan: "Ingen påmindelse",
    noService: "Uden ydelse",
    before: (hours: number) => (hours % 24 === 0 ? `${hours / 24} d.` : `${hours} t.`),
    told: (a: string, b: string) => `Sædvanlige ord: ${a}. Andre ord: ${b}.`,
    missed: (part: string, of: number, n: number) => `${of} af ${n} udeblev (${part})`,
    open: (from: string, to: string) =>
      `Det kan ikke skelnes endnu: de andre ord kan give alt fra ${from} procentpoint færre til ${to} flere udeblivelser.`,
    fewer: (from: string, to: string) =>
      `De andre ord giver færre udeblivelser: mellem ${from} og ${to} procentpoint færre.`,
    more: (from: string, to: string) =>
      `De andre ord giver flere udeblivelser: mellem ${from} og ${to} procentpoint flere.`,
  },
  en: {
    lead: {
      0: "The same day",
      1: "1-3 days before",
      4: "4-7 days before",
      8: "8-28 days before",
      29: "Earlier",
    },
    noPlan: "No reminder",
    noService: "Without a service",
    before: (hours: number) => (hours % 24 === 0 ? `${hours / 24} d` : `${hours} h`),
    told: (a: string, b: string) => `Usual words: ${a}. Other words: ${b}.`,
    missed: (part: string, of: number, n: number) => `${of} of ${n} stayed away (${part})`,
    open: (from: string, to: string) =>
      `They cannot be told apart yet: the other words may bring anything from ${from} percentage points fewer to ${to} more no-shows.`,
    fewer: (from: string, to: string) =>
      `The other words bring fewer no-shows: between ${from} and ${to} percentage points fewer.`,
    more: (from: string, to: string) =>
      `The other words bring more no-shows: between ${from} and ${to} percentage points more.`,
  },
} as const;

export type Naming = {
  readonly language: Language;
  readonly services: readonly { readonly service: string; readonly name: LocalText }[];
  readonly sources: readonly { readonly source: string; readonly name: LocalText }[];
};

function nameOf(
  { service, source, plan, lead }: NoShowGroup,
  by: NoShowBy,
  { language, services, sources }: Naming,
): string {
  const t = WORDS[language];
  switch (by) {
    case "service": {
      const known = services.find((one) => one.service === service);
      return known === undefined ? service || t.noService : inLanguage(known.name, language);
    }
    case "source": {
      const known = sources.find((one) => one.source === source);
      return known === undefined ? source : inLanguage(known.name, language);
    }
    case "plan":
      return plan.length === 0
        ? t.noPlan
        : plan.map((minutes) => t.before(Math.round(minutes / 6) / 10)).join(" + ");
    case "lead":
      return t.lead[lead];
  }
}

function summed(found: readonly { readonly count: { readonly n: number; readonly missed: number } }[]): Part {
  return found.reduce((sum, { count }) => ({ of: sum.of + count.missed, n: sum.n + count.n }), {
    of: 0,
    n: 0,
  });
}

type Counted = ReturnType<typeof noShowGroups>[number];

function groupedBy(all: readonly Counted[], name: (group: NoShowGroup) => string): Map<string, Counted[]> {
  const groups = new Map<string, Counted[]>();
  for (const one of all) groups.set(name(one.group), [...(groups.get(name(one.group)) ?? []), one]);
  return groups;
}

/** The most frequent first. */
export function noShowRows(noShows: NoShows, by: NoShowBy, naming: Naming): NoShowRow[] {
  const groups = groupedBy(noShowGroups(noShows), (group) => nameOf(group, by, naming));
  return [...groups]
    .map(([name, found]) => ({ name, sum: summed(found) }))
    .sort((a, b) => b.sum.n - a.sum.n)
    .map(({ name, sum }) => ({ name, part: sum.n < FEWEST ? null : { ...sum, ...wilson(sum) } }));
}

/** A part in percent, as the reader writes numbers. */
export function percent(part: number, language: Language): string {
  return new Intl.NumberFormat(language === "da" ? "da-DK" : "en-GB", {
    style: "percent",
    maximumFractionDigits: 0,
  }).format(part);
}

/** What each trial shows, in sentences. */
export function trialWords(
  noShows: NoShows,
  language: Language,
): { readonly trial: string; readonly words: string }[] {
  const t = WORDS[language];
  const tried = noShowGroups(noShows).filter(({ group }) => group.trial !== null);
  const points = (part: number) =>
    (Math.round(Math.abs(part) * 1000) / 10).toLocaleString(language === "da" ? "da-DK" : "en-GB");
  return [...groupedBy(tried, ({ trial }) => trial?.trial ?? "")].map(([trial, found]) => {
    const [usual, other] = (["usual", "other"] as const).map((arm) =>
      summed(found.filter(({ group }) => group.trial?.arm === arm)),
    ) as [Part, Part];
    const said = ({ of, n }: Part) => t.missed(n === 0 ? "-" : percent(of / n, language), of, n);
    const { from, to } = difference(other, usual);
    const verdict =
      from > 0
        ? t.more(points(from), points(to))
        : to < 0
          ? t.fewer(points(to), points(from))
          : t.open(points(from), points(to));
    return { trial, words: `${t.told(said(usual), said(other))} ${verdict}` };
  });
}
