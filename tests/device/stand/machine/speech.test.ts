import { describe, expect, it } from "vitest";
import type { TicketNumber } from "../../../../protocol/terms.ts";
import type { BenchStand } from "../bench-stand.ts";
import { heard, KEY, short, signs, stand } from "./listening.ts";

/** Reads a button, and chooses it. */
function twice(bench: BenchStand, button: number): string[] {
  bench.press(button);
  bench.pass(600);
  bench.press(button);
  return heard(bench);
}

/** On, and all of the introduction heard. */
function listening(voices?: readonly string[]): BenchStand {
  const bench = stand(voices);
  short(bench);
  bench.happen({ kind: "said", isHeard: true });
  bench.forget();
  return bench;
}

describe("a short press of the tactile key", () => {
  it("turns reading aloud on, says where one is and what each button is for, and off again", () => {
    const bench = stand();
    short(bench);
    const [intro] = heard(bench);
    for (const part of [
      "Oplæsning er slået til.",
      "Demo Rådhus.",
      "8 knapper: 4 til venstre",
      "Knap 1: ",
      "Knap 3: ",
    ])
      expect(intro).toContain(part);
    expect(bench.picture().access).toMatchObject({ isSpeaking: true, isHigh: true, key: KEY });
    expect(bench.picture().buttonCount).toBe(8);
    expect(bench.state.lamps[KEY]).toBe("blink");
    short(bench);
    expect(heard(bench)).toEqual(["Oplæsning er slået fra."]);
    expect(bench.picture().access).toMatchObject({ isSpeaking: false, isHigh: false });
    expect(bench.state.lamps[KEY]).toBe("on");
  });

  it("gives a sign, the large look and words on the screen where there is no voice, and takes them back", () => {
    for (const bench of [stand([]), stand(["en"])]) {
      short(bench);
      expect(signs(bench)).toEqual(["attention"]);
      expect(heard(bench)).toEqual([]);
      expect(bench.picture().access).toMatchObject({ isSpeaking: false, isHigh: true, isMute: true });
      bench.press(3);
      expect(bench.picture().menu).not.toBeNull();
      short(bench);
      expect(bench.picture().access).toMatchObject({ isHigh: false, isMute: false });
    }
  });

  it("ends with the large look and words when the voice fails in the middle, or the speaker goes", () => {
    const bench = listening();
    bench.happen({ kind: "said", isHeard: false });
    expect(bench.picture().access).toMatchObject({ isSpeaking: false, isHigh: true, isMute: true });
    const other = listening();
    other.happen({ kind: "speaker", speaker: { online: false, problem: "gone", code: "HAL_SPEAKER_GONE" } });
    other.press(1);
    expect(other.picture().access.isSpeaking).toBe(false);
  });
});

describe("with reading aloud on", () => {
  it("the first press reads a button, the second chooses it, and a shaking hand chooses nothing", () => {
    const bench = listening();
    expect(bench.press(1)).toBeNull();
    expect(heard(bench)).toEqual(["Knap 1: Borgerservice. Tryk igen for at vælge."]);
    bench.pass(300);
    expect(bench.press(1)).toBeNull();
    bench.pass(300);
    expect(bench.press(2)).toBeNull();
    expect(heard(bench)[0]).toContain("Knap 2: ");
    bench.pass(600);
    expect(bench.press(1)).toBeNull();
    bench.pass(600);
    expect(bench.press(1)).not.toBeNull();
  });

  it("a button that gives nothing says why, and one that is not used says so", () => {
    const bench = stand();
    bench.queue("a", false);
    short(bench);
    bench.forget();
    bench.press(1);
    expect(heard(bench)).toEqual(["Knap 1: Borgerservice. Lukket."]);
    bench.press(7);
    expect(heard(bench)).toEqual(["Knap 7 bruges ikke nu."]);
    bench.pass(600);
    bench.press(7);
    expect(heard(bench)).toEqual(["Knap 7 bruges ikke nu."]);
  });

  it("a menu is read with its choices, and the way back leads to the first page in words", () => {
    const bench = listening();
    const said = twice(bench, 3).at(-1)!;
    for (const choice of ["Knap 1: Skat.", "Knap 2: Pas.", "Knap 4: Tilbage."])
      expect(said).toContain(choice);
    bench.pass(600);
    expect(twice(bench, 4).at(-1)).toContain("Knap 1: Borgerservice.");
  });

  it("the number is spoken with wait and place, twice, and its ticket is to be fetched", () => {
    const bench = listening();
    bench.press(1);
    bench.pass(600);
    const ticketId = bench.press(1)!;
    expect(heard(bench).at(-1)).toBe("Et øjeblik, dit nummer er på vej.");
    const issue = {
      kind: "number" as const,
      number: "A23" as TicketNumber,
      serviceDay: bench.state.book.serviceDay!,
    };
    bench.says("issueAnswer", {
      ...{ ...bench.head(), transaction: bench.head().id, ledger: bench.mark(), ticketId },
      answer: { ...issue, ahead: 3, wait: { fromMs: 600_000, toMs: 1_200_000, medianMs: 900_000 } },
    });
    bench.stored(ticketId);
    bench.paper(ticketId);
    expect(heard(bench)).toEqual([
      "Dit nummer er A 23. Ventetid 10 til 20 minutter. 3 personer foran dig. Jeg gentager: A 23. Din seddel kommer ud af printeren. Personalet kan se, at du skal hentes. Tryk på taletasten for at høre nummeret igen.",
    ]);
    expect(bench.ticketOf(ticketId)).toMatchObject({ assist: "fetch" });
    short(bench);
    expect(heard(bench)[0]).toContain("Dit nummer er A 23.");
  });

  it("sends the mark with the press and with the paper, also of a ticket that was given off line", () => {
    const bench = listening();
    twice(bench, 1);
    expect(bench.state.issuing).not.toEqual({});
    const on = stand();
    short(on);
    on.press(1);
    on.pass(600);
    on.press(1);
    expect(on.published("issue")).toMatchObject([{ assist: "fetch" }]);
    const off = listening();
    off.offline();
    off.press(1);
    off.pass(2_000);
    const ticketId = off.ownTicket(1);
    const said = heard(off).at(-1)!;
    expect(said).toContain("Dit nummer er A B 1.");
    expect(said).toContain("Det er gyldigt.");
    expect(said).toContain("Sig til en medarbejder");
    off.online();
    const records = off.published("printed").flatMap(({ records }) => records);
    expect(records).toMatchObject([{ ticketId, assist: "fetch" }]);
  });

  it("tells who sees nothing that the slip did not come out, and that the number is valid", () => {
    const bench = listening();
    bench.press(1);
    bench.pass(600);
    const ticketId = bench.press(1)!;
    bench.answerIssue(ticketId, "A24");
    bench.stored(ticketId);
    bench.paper(ticketId, "torn");
    expect(heard(bench).at(-1)).toContain("Sedlen kom ikke ud. Dit nummer gælder alligevel.");
  });

  it("the next press after the number is the next citizen's, who hears nothing and is not fetched", () => {
    const bench = listening();
    bench.press(2);
    bench.pass(600);
    bench.ticket(2, "B01");
    bench.happen({ kind: "said", isHeard: true });
    bench.forget();
    const next = bench.press(1)!;
    expect(bench.ticketOf(next)?.assist).toBeUndefined();
    expect(heard(bench)).toEqual([]);
    expect(bench.picture().access.isSpeaking).toBe(false);
  });

  it("ends by itself: in silence after the number, after a spoken warning otherwise", () => {
    const bench = listening();
    bench.press(2);
    bench.pass(600);
    bench.ticket(2, "B01");
    bench.happen({ kind: "said", isHeard: true });
    bench.forget();
    bench.pass(15_000);
    expect([bench.picture().access.isSpeaking, heard(bench)]).toEqual([false, []]);
    const idle = listening();
    idle.pass(60_000);
    expect(heard(idle)).toEqual(["Er du der stadig? Tryk på en knap, hvis du vil have mere tid."]);
    idle.pass(20_000);
    expect([idle.picture().access.isSpeaking, heard(idle)]).toEqual([false, ["Oplæsningen er slut."]]);
  });

  it("a presented ticket's place and wait are spoken, a called one's counter, and an unknown code", () => {
    const bench = listening();
    const answer = (said: Record<string, unknown>) => {
      bench.pass(600);
      bench.happen({ kind: "presented", code: "http://h/t/00000000000000000000000000" });
      const { id } = bench.published("lookup").at(-1)!;
      const standing = {
        number: "A07",
        queueName: { da: "Pas" },
        state: "waiting",
        ahead: 2,
        wait: null,
        counterName: null,
      };
      const body = "refused" in said ? said : { ...standing, ...said };
      bench.says("lookupAnswer", {
        ...bench.head(),
        transaction: id,
        ledger: bench.mark(),
        answer: body as never,
      });
      return heard(bench).at(-1);
    };
    const wait = { fromMs: 0, toMs: 300_000, medianMs: 200_000 };
    expect(answer({ wait })).toBe("Dit nummer er A 7. 2 personer foran dig. Ventetid under 5 minutter.");
    expect(answer({ state: "called", counterName: { da: "Skranke 3" } })).toBe(
      "Dit nummer er A 7. Kaldt. Gå til Skranke 3.",
    );
    expect(answer({ refused: "code-unknown" })).toContain("Vi kender ikke den kode.");
    expect(answer({ state: "no-show", mayRejoin: true })).toContain("Knap 1: Tilbage i køen.");
  });

  it("says how many digits were typed and never which, and begins again in another language", () => {
    const bench = listening();
    bench.happen({ kind: "key", key: "4" });
    bench.happen({ kind: "key", key: "2" });
    expect(heard(bench)).toEqual(["1 ciffer.", "2 cifre."]);
    bench.happen({ kind: "language", language: "en" });
    expect(heard(bench)[0]).toContain("Reading aloud is on.");
    bench.happen({ kind: "pressed", button: 1 });
    expect(heard(bench)).toEqual(["Button 1: Borgerservice. Press again to choose it."]);
  });

  it("ends when the stand is closed for a technician", () => {
    const bench = listening();
    bench.happen({ kind: "service-card", isValid: true });
    expect(bench.picture().access).toMatchObject({ isSpeaking: false, help: null });
  });
});
