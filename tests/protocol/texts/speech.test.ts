import { describe, expect, it } from "vitest";
import { daSpeech, enSpeech, spokenWait } from "../../../protocol/texts/speech.ts";
import { daStaff, enStaff } from "../../../protocol/texts/staff.ts";

const MIN = 60_000;
const wait = (from: number, to: number) => ({ fromMs: from * MIN, medianMs: from * MIN, toMs: to * MIN });

describe("a wait that is read aloud", () => {
  it.each([
    [null, [], []],
    [wait(0, 0.5), ["Det er din tur om lidt."], ["It will be your turn soon."]],
    [wait(0, 10), ["Ventetid under 10 minutter."], ["Waiting time less than 10 minutes."]],
    [wait(10, 20), ["Ventetid 10 til 20 minutter."], ["Waiting time 10 to 20 minutes."]],
    [wait(10, 10), ["Ventetid 10 minutter."], ["Waiting time 10 minutes."]],
    [wait(120, 180), ["Ventetid 2 til 3 timer."], ["Waiting time 2 to 3 hours."]],
  ])("%j is said in whole words", (given, danish, english) => {
    expect(spokenWait(given, "da", daSpeech)).toEqual(danish);
    expect(spokenWait(given, "en", enSpeech)).toEqual(english);
  });
});

it("a stand with one button says so, and one with more says where they are", () => {
  expect([daSpeech.buttons(1, 1), enSpeech.buttons(1, 1)]).toEqual(["Der er 1 knap.", "There is 1 button."]);
  expect(daSpeech.buttons(4, 2)).toContain("4 knapper: 2 til venstre");
  expect(enSpeech.buttons(4, 2)).toContain("4 buttons: 2 to the left");
});

it("who comes to a citizen who called is named where it is known", () => {
  const said = [daStaff, enStaff].flatMap(({ notice }) => [
    notice["help-answered"]("Indgang:", null),
    notice["help-answered"]("Indgang:", "Skranke 2"),
  ]);
  expect(said).toEqual([
    "Indgang: En kollega er på vej.",
    "Indgang: Skranke 2 er på vej.",
    "Indgang: A colleague is on the way.",
    "Indgang: Skranke 2 is on the way.",
  ]);
});
