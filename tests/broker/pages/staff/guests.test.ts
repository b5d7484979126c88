/** Whose names the staff page asks for, and beside which numbers they stand. */
import { signal } from "@preact/signals";
import { expect, it } from "vitest";
import { guestName, guestsShown } from "../../../../broker/pages/staff/guests.ts";
import type { AppointmentId } from "../../../../protocol/terms.ts";
import { atCounter, listed, staff } from "../../../system/pages/staff-scenes.ts";

const appointment = "A1" as AppointmentId;

it("names are asked for of guests alone, waiting or at a counter, each once", () => {
  const guest = listed("A07", "waiting", { appointment });
  const called = listed("A03", "called", { appointment });
  const picture = staff(atCounter(called), {
    tickets: [guest, listed("A08", "waiting")],
  });
  expect(guestsShown(picture)).toEqual(["A03", "A07"]);
});

it("a name stands beside its guest's number and beside no walk-in's, whatever the list says", () => {
  const guests = signal<ReadonlyMap<string, string>>(new Map([["A07", "Anna Berg"]]));
  expect(guestName({ guests }, listed("A07", "waiting", { appointment }))).toBe("Anna Berg");
  expect(guestName({ guests }, listed("A07", "waiting"))).toBeNull();
  expect(guestName({ guests }, listed("A09", "waiting", { appointment }))).toBeNull();
});
