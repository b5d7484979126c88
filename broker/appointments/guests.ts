/**
 * Who comes to an appointment -> opaque keys for the ledger, and records for the store of personal data.
 * A person who is told again keeps the key. CPR numbers and the source's names become keyed digests here, and go no further.
 */
import { createHmac } from "node:crypto";
import { dayDigest } from "../../protocol/link/day-digest.ts";
import type { PersonKey, Purpose } from "../../protocol/terms.ts";
import type { PersonRecord, Persons } from "../persons/contract.ts";
import type { FieldsOf } from "../persons/purposes.ts";
import { newPersonKey } from "../persons/seal.ts";
import type { Participant, SourceAppointment } from "./contract.ts";

/** A digest that nobody without the key can make or try. `what` keeps digests of different things apart. */
export function keyedDigest(key: Uint8Array, what: string, text: string): string {
  return createHmac("sha256", key).update(`${what}\n${text}`).digest("base64url").slice(0, 22);
}

export type GuestsOptions = {
  readonly persons: Persons;
  readonly key: Uint8Array;
  /** When the clock of a record of this purpose runs out, of an appointment that begins then. */
  readonly until: (purpose: Purpose, startAt: number) => number;
  readonly at: number;
  /** The day's key of an appointment that begins then, with which its guests' CPR numbers become digests. */
  readonly dayKey: (startAt: number) => string;
};

/** `records` are to be kept before the ledger knows the keys: a record that nobody refers to goes by its clock. */
export type Guests = { readonly keys: readonly PersonKey[]; readonly records: readonly PersonRecord[] };

/** What the source means by this person, where it says anything by which they could be known again. */
function ownName({ key, cpr, name, mobile }: Participant): string {
  return key || cpr || mobile || name || "";
}

/** `own`: of what a source calls somebody, the same on every day. */
type Digests = { readonly own: (text: string) => string; readonly dayKey: string };

/** The fields by purpose; a purpose without any is left out. */
function fieldsOf(one: Participant, { own, dayKey }: Digests): readonly Filled[] {
  const { cpr, mobile, message, name, language } = one;
  const shown = cpr === undefined ? {} : { digest: dayDigest(dayKey, { kind: "cpr", cpr }) };
  return [
    { purpose: "identity", fields: { own: own(ownName(one)), ...shown } },
    ...(mobile === undefined
      ? []
      : [{ purpose: "reminder" as const, fields: { mobile, ...(language ? { language } : {}) } }]),
    ...(message === undefined ? [] : [{ purpose: "message" as const, fields: { text: message } }]),
    ...(name === undefined ? [] : [{ purpose: "appointment" as const, fields: { name } }]),
  ];
}

type Filled = { readonly purpose: Purpose; readonly fields: FieldsOf<Purpose> };

/**
 * The guests of an appointment as its source tells it now; `known` are the keys that it had. Guests that the source no longer
 * names lose their key; their records go by their clock.
 */
export function guestsOf(
  { participants, startAt }: SourceAppointment,
  known: readonly PersonKey[],
  { persons, key, until, at, dayKey }: GuestsOptions,
): Guests {
  const digests = { own: (text: string) => keyedDigest(key, "own", text), dayKey: dayKey(startAt) };
  const held = new Map(known.map((person) => [person, persons.about(person, at)]));
  const byOwn = new Map([...held].map(([person, records]) => [ownIn(records), person]));
  const found = participants.map((one) => {
    const filled = fieldsOf(one, digests);
    const person = byOwn.get(ownIn(filled)) ?? newPersonKey();
    return { person, filled };
  });
  return {
    keys: found.map(({ person }) => person),
    records: found.flatMap(({ person, filled }) =>
      filled
        .map((one) => ({ ...one, person, until: until(one.purpose, startAt) }))
        .filter((one) => !(held.get(person) ?? []).some((before) => isSame(before, one))),
    ),
  };
}

function ownIn(records: readonly Filled[]): string | undefined {
  const identity: FieldsOf<"identity"> | undefined = records.find(
    ({ purpose }) => purpose === "identity",
  )?.fields;
  return identity?.own;
}

/** What is there already is not written again, since that costs a rewriting of the whole store. */
function isSame(before: PersonRecord, now: PersonRecord): boolean {
  return (
    before.purpose === now.purpose &&
    before.until === Math.floor(now.until) &&
    JSON.stringify(before.fields) === JSON.stringify(now.fields)
  );
}
