/**
 * The numbers that tickets bore on one day, by their ids: most events name a ticket by its id alone.
 * Pure; a number is one ticket's for a day.
 */
import type { Entry } from "./entry.ts";

/** In the order in which they got them. */
export type Numbers = Map<string, string[]>;

/** Keeps the number that an entry tells. */
export function remember(numbers: Numbers, { tickets, number }: Entry): void {
  const [id] = tickets;
  if (id === undefined || number === null) return;
  const known = numbers.get(id);
  if (known === undefined) numbers.set(id, [number]);
  else if (!known.includes(number)) known.push(number);
}

/** With the number that its ticket has by now, where the event itself does not tell. */
export function numbered(entry: Entry, numbers: Numbers | undefined): Entry {
  const [id] = entry.tickets;
  if (entry.number !== null || id === undefined) return entry;
  return { ...entry, number: numbers?.get(id)?.at(-1) ?? null };
}
