import { describe, expect, it } from "vitest";
import { standConfig } from "../bench-location.ts";
import { BenchStand } from "../bench-stand.ts";
import { heard, KEY, long, short, signs, stand } from "./listening.ts";

describe("a long press of the tactile key", () => {
  it("calls a colleague once, and says when somebody comes", () => {
    const bench = stand();
    long(bench);
    const [call] = bench.published("help");
    expect(signs(bench)).toEqual(["attention"]);
    expect(heard(bench)).toEqual(["Vi kalder på en medarbejder …"]);
    const answer = (transaction: string, coming: boolean) =>
      bench.says("helpAnswer", { ...bench.head(), transaction, ledger: bench.mark(), coming });
    answer(call!.id, false);
    expect(heard(bench)).toEqual(["En medarbejder er kaldt. Bliv ved standeren."]);
    long(bench);
    expect(bench.published("help")).toEqual([]);
    expect(heard(bench)).toEqual(["En medarbejder er kaldt. Bliv ved standeren."]);
    answer(bench.head().id, true);
    expect(heard(bench)).toEqual(["En medarbejder er på vej til dig. Bliv ved standeren."]);
    expect(bench.picture().access.help).toBe("coming");
    bench.pass(60_000);
    expect(bench.picture().access.help).toBeNull();
    answer(call!.id, true);
    expect(bench.picture().access.help).toBeNull();
  });

  it("says at once or soon that nobody can be called while the hub is away", () => {
    const bench = stand();
    bench.offline();
    bench.forget();
    long(bench);
    expect(bench.published("help")).toEqual([]);
    expect(heard(bench)).toEqual(["Vi kan ikke kalde herfra lige nu. Spørg personalet."]);
    const silent = stand();
    long(silent);
    silent.forget();
    silent.pass(3_000);
    expect(silent.picture().access.help).toBe("off-line");
    expect(heard(silent)).toEqual(["Vi kan ikke kalde herfra lige nu. Spørg personalet."]);
    silent.pass(40_000);
    expect(silent.picture().access.help).toBeNull();
  });

  it("is no short press too, and nothing when the board is pulled under the finger", () => {
    const bench = stand();
    long(bench);
    expect(bench.picture().access.isSpeaking).toBe(false);
    const pulled = stand();
    pulled.happen({ kind: "pressed", button: KEY });
    const gone = { online: false, problem: "gone", code: "HAL_BUTTON_GONE" };
    pulled.happen({ kind: "button-board", buttonBoard: gone, stuck: [] });
    pulled.pass(3_000);
    expect(pulled.picture().access).toMatchObject({ help: null, isSpeaking: false });
  });
});

describe("signs by ear", () => {
  it("are quiet at the house's night but for whoever listens, and as loud as its document says", () => {
    const sound = { volume: 30, nightFrom: "00:00", nightTo: "23:59" };
    const remembered = { standConfig: { ...standConfig(), sound }, queues: {} };
    const identity = { buttons: 8, assist: KEY, voices: ["da"] };
    const bench = new BenchStand({ identity, remembered }).online();
    expect(bench.effects).toContainEqual({ do: "volume", percent: 30 });
    bench.forget();
    bench.ticket(1, "A01");
    expect(signs(bench)).toEqual([]);
    bench.pass(5_000);
    short(bench);
    expect(signs(bench)).toEqual(["accepted"]);
    const over = { nightFrom: "23:00", nightTo: "06:00" };
    const day = new BenchStand({
      identity,
      remembered: { ...remembered, standConfig: { ...standConfig(), sound: over } },
    });
    day.online();
    day.forget();
    day.ticket(1, "A01");
    expect(signs(day)).toEqual(["accepted"]);
  });
});
