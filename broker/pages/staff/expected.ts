/**
 * Guests whom the day still expects, for staff who check in by name whoever has neither code nor card.
 * Pure but for the one question to the hub; names are kept by the form alone and never remembered.
 */

/** Somebody who has not come yet; instants in epoch ms. */
export type ExpectedName = {
  readonly appointment: string;
  readonly guest: string;
  readonly queue: string;
  readonly startAt: number;
  readonly name: string;
  readonly room: string | null;
};

type Listed = Pick<ExpectedName, "queue" | "startAt" | "room"> & {
  readonly id: string;
  readonly form: string;
  readonly guests: readonly {
    readonly guest: string | null;
    readonly name: string | null;
    readonly number: string | null;
  }[];
};

/** Fewer letters would show half the day to whoever looks over a shoulder. */
export const LEAST_LETTERS = 2;
const MOST_FOUND = 8;

/** As somebody types it: without marks, and as small letters. */
const plain = (text: string) => text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();

/** Those of the day's list who have not come, as far as they come here and names are given. */
export function expectedOf(listed: readonly Listed[]): ExpectedName[] {
  return listed.flatMap(({ id, queue, startAt, room, form, guests }) =>
    guests.flatMap(({ guest, name, number }) =>
      form !== "physical" || guest === null || name === null || number !== null
        ? []
        : [{ appointment: id, guest, queue, startAt, name, room }],
    ),
  );
}

/** Whose names have words that begin with all that was typed, the earliest first; nobody for less than two letters. */
export function foundIn(expected: readonly ExpectedName[], typed: string): readonly ExpectedName[] {
  const wanted = plain(typed).split(/\s+/).filter(Boolean);
  if (wanted.join("").length < LEAST_LETTERS) return [];
  const isIt = ({ name }: ExpectedName) => {
    const words = plain(name).split(/[\s-]+/);
    return wanted.every((part) => words.some((word) => word.startsWith(part)));
  };
  return expected
    .filter(isIt)
    .toSorted((one, other) => one.startAt - other.startAt)
    .slice(0, MOST_FOUND);
}

/** Whom this day expects. Rejects when the hub is out of reach. */
export async function askExpected(location: string): Promise<ExpectedName[]> {
  const answer = await fetch(`/api/locations/${location}/appointments`);
  return answer.ok ? expectedOf((await answer.json()) as readonly Listed[]) : [];
}
