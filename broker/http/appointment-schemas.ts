/**
 * The JSON Schemas of what is answered about appointments and their sources.
 * Data only.
 */
import { all, instant, type JsonSchema, listOf, opaque, orNull, slug, text, yes } from "./schema-parts.ts";

const count: JsonSchema = { type: "integer", minimum: 0 };
const said = text;
const words = all({ da: said, en: said });
const COUNTED = ["booked", "moved", "changed", "cancelled", "same", "stale", "elsewhere"];
const received = all(Object.fromEntries(COUNTED.map((name) => [name, count])));
const problem = all({ line: count, isLeftOut: yes, da: said, en: said });

const guest = all({
  guest: { ...orNull(opaque), description: "By which staff check them in." },
  name: orNull(said),
  code: { ...orNull(said), description: "Typed at the stand; for letters, mails and SMS." },
  url: { ...orNull(said), description: "The link of the SMS, and what a QR code in a letter says." },
  arrivedAt: orNull(instant),
  number: { ...orNull(said), description: "The ticket's, of whoever has checked in." },
  says: {
    enum: ["confirmed", "declined", null],
    description: "What they answered to a text message about the present time.",
  },
  saidAt: orNull(instant),
});

/** By name, for `docs/openapi.json`. */
export const APPOINTMENT_ANSWERS = {
  Appointment: all({
    ...{ id: said, startAt: instant, endAt: instant, service: orNull(slug), room: orNull(said) },
    ...{ hosts: listOf(said), form: { enum: ["physical", "phone", "digital", "letter"] } },
    queue: { ...slug, description: "Where its guests wait." },
    guests: { ...listOf(guest), description: "Who is asked to come." },
  }),
  AppointmentReport: all({
    ...{ source: slug, at: instant, received: orNull(received), refused: orNull(words) },
    ...{ noted: orNull(words), problems: listOf(problem) },
    more: { ...count, description: "So many problems are left out here." },
  }),
} as const;
