/**
 * Names of guests who have checked in, for whoever may see them: asked of the hub when another one comes, kept by the page alone and
 * never remembered.
 * Knows no DOM; a hub that gives no names leaves numbers.
 */
import { effect } from "@preact/signals";
import type { ListedTicket, StaffPicture } from "../../../protocol/snapshots.ts";
import type { CounterPage } from "./counter-page.ts";

/** What of the day's list the page needs. */
type Listed = {
  readonly guests: readonly { readonly name: string | null; readonly number: string | null }[];
};

/** The tickets of appointments' guests that the page shows, by their numbers. */
export function guestsShown(picture: StaffPicture): string[] {
  const all = [...picture.tickets, ...picture.counters.flatMap(({ ticket }) => ticket ?? [])];
  return [
    ...new Set(all.flatMap(({ appointment, number }) => (appointment === undefined ? [] : [number]))),
  ].sort();
}

/** Whose ticket it is; `null` for a walk-in, and where no name is known. */
export function guestName({ guests }: Pick<CounterPage, "guests">, ticket: ListedTicket): string | null {
  return ticket.appointment === undefined ? null : (guests.value.get(ticket.number) ?? null);
}

async function ask(location: string): Promise<ReadonlyMap<string, string>> {
  const answer = await fetch(`/api/locations/${location}/appointments`);
  const listed = (answer.ok ? await answer.json() : []) as readonly Listed[];
  const guests = listed.flatMap((one) => one.guests);
  return new Map(
    guests.flatMap(({ number, name }) => (number === null || name === null ? [] : [[number, name] as const])),
  );
}

/** Keeps the names in step with who is shown. Nobody comes to the practice. */
export function watchGuests({
  picture,
  guests,
  isPractice,
}: Pick<CounterPage, "picture" | "guests" | "isPractice">): void {
  let asked = "";
  effect(() => {
    const now = picture.value;
    const shown = now === null || isPractice ? "" : guestsShown(now).join(" ");
    if (now === null || shown === asked) return;
    asked = shown;
    if (shown === "") guests.value = new Map();
    else
      ask(now.location).then(
        (names) => {
          guests.value = names;
        },
        () => {
          // Out of reach: asked again with the next picture.
          asked = "";
        },
      );
  });
}
