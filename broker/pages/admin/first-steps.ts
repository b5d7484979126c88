/**
 * The way from a bare location to the first ticket: what is still missing, and services from a list taken in.
 * Pure; knows no page and no hub.
 */
import { type Button, type Draft, type Text, withAdded } from "./draft.ts";
import type { Machines } from "./hub.ts";
import { newId, newLetters } from "./ids.ts";

/** What a location needs before the first number can be given and called, in the order in which it is done. */
export const STEPS = ["queues", "services", "stands", "buttons", "counters", "displays"] as const;
export type Step = { readonly step: (typeof STEPS)[number]; readonly isDone: boolean };

/** Each step and whether it is done. */
export function stepsOf(draft: Draft): Step[] {
  const isDone = {
    queues: draft.queues.length > 0,
    services: draft.services.length > 0,
    stands: draft.stands.length > 0,
    buttons: draft.stands.some((stand) => stand.buttons.length > 0),
    counters: draft.counters.length > 0,
    displays: draft.displays.length > 0,
  };
  return STEPS.map((step) => ({ step, isDone: isDone[step] }));
}

/** A row of a list of services, as the hub has read it. */
export type ListedService = {
  readonly name: Text;
  readonly service: string;
  readonly queue?: string | undefined;
  readonly queueName?: string | undefined;
  readonly letters?: string | undefined;
};

function queueFor(draft: Draft, listed: ListedService): { draft: Draft; queue: string } {
  const { queueName, queue: id, letters } = listed;
  const wished = queueName ?? id;
  const same = (text: Text) => (text["da"] ?? "").trim().toLowerCase() === wished?.trim().toLowerCase();
  const known = draft.queues.find(
    (one) => one.queue === id || (wished !== undefined && same(one.name)) || one.letters === letters,
  );
  const first = draft.queues[0];
  if (known) return { draft, queue: known.queue };
  if (wished === undefined && letters === undefined && first) return { draft, queue: first.queue };
  return withQueue(draft, { da: wished ?? listed.name["da"] ?? "" }, letters);
}

/** The draft with a new queue; the first one takes in whatever has no queue of its own. */
export function withQueue(draft: Draft, name: Text, letters?: string): { draft: Draft; queue: string } {
  const queue = newId(draft, "queues", name["da"] ?? "");
  const added = { queue, name, letters: letters ?? newLetters(draft), active: true };
  const next = withAdded(draft, "queues", added);
  const isFirst = draft.queues.length === 0;
  return { draft: isFirst ? { ...next, catchAll: queue } : next, queue };
}

/** The draft with the services of a list; one whose name is there already is left out. */
export function withServices(draft: Draft, listed: readonly ListedService[]): Draft {
  let next = draft;
  for (const one of listed) {
    const isThere = next.services.some(({ name }) => name["da"] === one.name["da"]);
    if (isThere) continue;
    const { draft: queued, queue } = queueFor(next, one);
    const service = newId(queued, "services", one.name["da"] ?? one.service);
    next = withAdded(queued, "services", { service, name: one.name, queue });
  }
  return next;
}

/** Those of the house as they are called here, with what the template gives each; where the house has none, the template's. */
function asHere<Part extends object>(
  own: readonly Part[],
  given: readonly Part[],
  kept: (part: Part) => object,
): Part[] {
  if (own.length === 0) return [...given];
  return own.map((part, at) => ({ ...part, ...(given[at] ?? given[0]), ...kept(part) }));
}

/** Parts of a template as the machines of this hall that wait for one. */
function asMachines<Part extends object>(
  given: readonly Part[],
  ids: readonly string[],
  field: keyof Part,
): Part[] {
  return given.map((part, at) => ({ ...part, [field]: ids[at] ?? part[field] }));
}

/**
 * Another whole document as the draft: who we are stays ours, and so do the machines in the hall, since a stand or display under
 * another name would be left without a document.
 */
export function withTemplate(draft: Draft, template: Draft, machines: Machines): Draft {
  const { v, version, location, name } = draft;
  const stands = asMachines(template.stands, machines.stands, "stand");
  const displays = asMachines(template.displays, machines.displays, "display");
  return {
    ...template,
    ...{ v, version, location, name },
    stands: asHere(draft.stands, stands, ({ stand, name: own }) => ({ stand, name: own })),
    displays: asHere(draft.displays, displays, ({ display, name: own }) => ({ display, name: own })),
  };
}

/** The smallest number from 1 that no button of a stand has. */
export function freeButton(buttons: readonly Button[]): number {
  const taken = new Set(buttons.map(({ button }) => button));
  let number = 1;
  while (taken.has(number)) number += 1;
  return number;
}

/** How many buttons a stand is drawn with: as many as said, and never fewer than are used. */
export function drawnCount(buttons: readonly Button[], said: number | null): number {
  const highest = Math.max(0, ...buttons.map(({ button }) => button));
  return Math.max(said ?? 8, highest + (highest % 2), 2);
}
