/** What a host's answer says to the guest, in both languages. */
import { expect, test } from "vitest";
import { placeOfAnswer } from "../../../protocol/texts/host-answers.ts";

test.each([
  [{ kind: "coming" }, "du bliver hentet", "you are being fetched"],
  [{ kind: "later", minutes: 5 }, "om 5 minutter", "in 5 minutes"],
  [{ kind: "later", minutes: 1 }, "om 1 minut", "in 1 minute"],
  [{ kind: "room", room: "B204" }, "lokale B204", "room B204"],
  [{ kind: "room", room: " Lokale  B204 " }, "lokale B204", "room B204"],
  [{ kind: "room", room: "room " }, "lokale room", "room room"],
] as const)("%j stands where a counter's name stands", (answer, da, en) => {
  expect(placeOfAnswer(answer)).toEqual({ da, en });
});
