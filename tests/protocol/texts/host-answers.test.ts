/** What a host's answer says to the guest, in both languages. */
import { expect, test } from "vitest";
import { HOST_ANSWER_TEXTS, placeOfAnswer } from "../../../protocol/texts/host-answers.ts";

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

test.each([
  [{ kind: "coming" }, /hentet nu/, /fetched now/],
  [{ kind: "later", minutes: 5 }, /^Der går 5 minutter mere/, /^It takes 5 minutes more/],
  [{ kind: "room", room: "lokale B204" }, /^Gå til lokale B204\.$/, /^Go to room B204\.$/],
] as const)("%j is a sentence on the ticket's page", (answer, da, en) => {
  expect(HOST_ANSWER_TEXTS.da.sentence(answer)).toMatch(da);
  expect(HOST_ANSWER_TEXTS.en.sentence(answer)).toMatch(en);
});
