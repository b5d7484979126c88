/** Whoever is sent for hears of a stand's trouble that lasts, once, in words, within the service day. */
import { describe, expect, it } from "vitest";
import type { SmsMessage, SmsTry } from "../../../broker/notices/gateway.ts";
import { TroubleMessages } from "../../../broker/notices/trouble-messages.ts";
import type { StandView } from "../../../broker/pictures/staff.ts";
import { openLog } from "../../../protocol/link/log.ts";
import { Hub, MINUTE, S1, town, withHours } from "../town.ts";

const WELL: StandView = { online: true, problem: null, paperLow: false };

function watched(hub = new Hub(town()).open(), to = ["+4511111111", "+4522222222"]) {
  const got: SmsMessage[] = [];
  const views = new Map([[S1 as string, WELL]]);
  const state = { tried: { ended: "accepted" } as SmsTry, triedFor: {} as Record<string, SmsTry> };
  const lines: string[] = [];
  const messages = new TroubleMessages({
    ...{ to, state: () => hub.state, at: () => hub.at },
    view: (stand) => views.get(stand) ?? WELL,
    count: (command) => Promise.resolve(hub.send(command)),
    gateway: {
      name: "test",
      send: (message) => Promise.resolve((got.push(message), state.triedFor[message.to] ?? state.tried)),
      close: () => Promise.resolve(),
    },
    log: openLog({ name: "hub", write: (line) => lines.push(line) }),
  });
  const after = async (seconds: number, view?: Partial<StandView>): Promise<string[]> => {
    if (view !== undefined) views.set(S1, { ...WELL, ...view });
    got.length = 0;
    hub.at += seconds * 1000;
    await messages.look();
    return got.map((one) => one.text);
  };
  return { hub, got, state, lines, after };
}

describe("a stand's trouble", () => {
  it("that lasts is told once to everybody who is sent for, in plain words with house and stand", async () => {
    const { after, got, lines } = watched();
    expect(await after(0, { problem: "HAL_PRINTER_PAPER_OUT" })).toEqual([]);
    expect(await after(89)).toEqual([]);
    const told = await after(1);
    expect(told).toEqual([told[0], told[0]]);
    expect(told[0]).toMatch(/^.+, .+: Der er ikke mere papir$/);
    expect(got.map((one) => one.to)).toEqual(["+4511111111", "+4522222222"]);
    expect(await after(7200)).toEqual([]);
    expect(lines.join()).not.toMatch(/1111111/);
  });

  it.each([
    [{ paperLow: true }, /snart ikke mere papir$/, 90],
    [{ online: false }, /Uden forbindelse$/, 300],
    [{ problem: "HAL_NEW_THING" }, /Tilkald teknikeren$/, 90],
  ] as const)("%j is told after its patience", async (view, words, seconds) => {
    const { after } = watched();
    await after(0, view);
    expect(await after(seconds - 1)).toEqual([]);
    expect((await after(1))[0]).toMatch(words);
  });

  it("that is mended in time is told to nobody", async () => {
    const { after } = watched();
    await after(0, { problem: "HAL_PRINTER_COVER_OPEN" });
    await after(60, {});
    await after(1, { problem: "HAL_PRINTER_COVER_OPEN" });
    expect(await after(89)).toEqual([]);
  });

  it("that comes and goes is told again after half an hour, another one at once", async () => {
    const { after } = watched();
    await after(0, { problem: "HAL_SCANNER_GONE" });
    expect(await after(90)).toHaveLength(2);
    await after(1, {});
    await after(1, { problem: "HAL_SCANNER_GONE" });
    expect(await after(1000)).toEqual([]);
    await after(1, { problem: "HAL_PRINTER_PAPER_OUT" });
    expect(await after(90)).toHaveLength(2);
    await after(1, { problem: "HAL_SCANNER_GONE" });
    expect(await after(1800)).toHaveLength(2);
  });

  it("is told again where the gateway took nothing, and not where it may have", async () => {
    const { after, state } = watched(undefined, ["+4511111111"]);
    state.tried = { ended: "later", why: "so" };
    await after(0, { problem: "HAL_SCANNER_GONE" });
    expect(await after(90)).toHaveLength(1);
    expect(await after(59)).toEqual([]);
    state.tried = { ended: "unknown", why: "so" };
    expect(await after(1)).toHaveLength(1);
    expect(await after(600)).toEqual([]);
  });

  it("is told again only to whom the gateway did not take it for", async () => {
    const { after, got, state } = watched();
    state.triedFor["+4522222222"] = { ended: "later", why: "so" };
    await after(0, { problem: "HAL_SCANNER_GONE" });
    expect(await after(90)).toHaveLength(2);
    await after(60);
    expect(got.map((one) => one.to)).toEqual(["+4522222222"]);
    state.triedFor = {};
    expect(await after(60)).toHaveLength(1);
    expect(await after(7200)).toEqual([]);
  });

  it("does not hide that paper runs low", async () => {
    const { after } = watched(undefined, ["+4511111111"]);
    await after(0, { problem: "HAL_SCANNER_GONE" });
    expect(await after(90)).toHaveLength(1);
    await after(1, { problem: "HAL_SCANNER_GONE", paperLow: true });
    expect(await after(90)).toEqual([expect.stringMatching(/snart ikke mere papir$/)]);
    expect(await after(7200)).toEqual([]);
  });

  it("is told to nobody after the day's end, nor where nobody is named", async () => {
    const hub = new Hub(withHours("08:00", "10:00")).open();
    const { after } = watched(hub);
    await after(0, { online: false });
    for (const minutes of [60, 9, 1, 240]) hub.wait(minutes * MINUTE);
    expect(hub.state.day.closedAt).not.toBeNull();
    expect(await after(600)).toEqual([]);
    const nobody = watched(undefined, []);
    await nobody.after(0, { online: false });
    expect(await nobody.after(600)).toEqual([]);
  });
});
