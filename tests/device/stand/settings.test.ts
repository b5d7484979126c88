import type { Adapter } from "lowdb";
import { expect, it } from "vitest";
import type { Remembered } from "../../../device/stand/machine/state.ts";
import { Settings, SyncedFile } from "../../../device/stand/settings.ts";
import { LEDGER, standConfig } from "./bench-location.ts";
import { ForgettingDisk } from "./forgetting-disk.ts";

const PATH = "/card/settings.json";
const version = (version: number): Remembered => ({ standConfig: standConfig({ version }), queues: {} });

/** What lowdb's own file adapter does (steno): a temporary file and a rename, without any sync. */
class StockFile implements Adapter<Remembered> {
  readonly #disk: ForgettingDisk;

  constructor(disk: ForgettingDisk) {
    this.#disk = disk;
  }

  async read(): Promise<Remembered | null> {
    const bytes = await this.#disk.read(PATH);
    return bytes && (JSON.parse(bytes.toString("utf8") || "null") as Remembered | null);
  }

  async write(remembered: Remembered): Promise<void> {
    await this.#disk.remove(`${PATH}.tmp`);
    const file = await this.#disk.openAppend(`${PATH}.tmp`);
    await file.append(Buffer.from(JSON.stringify(remembered)));
    await file.close();
    await this.#disk.rename(`${PATH}.tmp`, PATH);
  }
}

/** Remembers two documents, cuts the power, and says which version is there afterwards. */
async function versionAfterPowerCut(
  adapterOn: (disk: ForgettingDisk) => Adapter<Remembered>,
): Promise<number | undefined> {
  const disk = new ForgettingDisk();
  const settings = new Settings(adapterOn(disk));
  await settings.remember(version(1));
  await settings.remember(version(2));
  disk.cutPower();
  return (await new Settings(adapterOn(disk)).read()).standConfig?.version;
}

it("the last good document outlives a power cut once it is said to be kept", async () => {
  expect(await versionAfterPowerCut((disk) => new SyncedFile(disk, PATH))).toBe(2);
});

it("lowdb's own way of writing loses it, and the disk of these tests shows that", async () => {
  expect(await versionAfterPowerCut((disk) => new StockFile(disk))).toBeUndefined();
});

it.each(["append", "sync", "rename", "syncFolder"])(
  "a failing %s leaves the document before it whole",
  async (call) => {
    const disk = new ForgettingDisk();
    const settings = new Settings(new SyncedFile(disk, PATH));
    await settings.remember(version(1));
    disk.breaks(call);
    await expect(settings.remember(version(2))).rejects.toThrow("EIO");
    disk.breaks("nothing");
    disk.cutPower();
    expect((await new Settings(new SyncedFile(disk, PATH)).read()).standConfig?.version).toBe(1);
  },
);

it("a document that cannot be read is as good as none", async () => {
  const disk = new ForgettingDisk();
  await new Settings(new SyncedFile(disk, PATH)).remember(version(1));
  for (const wreck of [(text: string) => text.slice(0, 40), () => "null", () => "[]", () => ""]) {
    disk.scribble(PATH, wreck);
    const { problem, ...remembered } = await new Settings(new SyncedFile(disk, PATH)).read();
    expect(remembered).toEqual({ standConfig: null, queues: {} });
    expect(problem).not.toBe("");
    expect(problem).not.toBeNull();
  }
});

it("a folder in its place, and any other error of the disk, is nothing remembered and a problem in words", async () => {
  const disk = new ForgettingDisk();
  disk.breaks("read");
  const found = await new Settings(new SyncedFile(disk, PATH)).read();
  expect(found).toEqual({ standConfig: null, queues: {}, problem: expect.stringContaining("EIO") });
});

it("of the queues only those that are whole are remembered", async () => {
  const disk = new ForgettingDisk();
  const ledger = { ledgerId: LEDGER, seq: 7 };
  const whole = {
    ...{ open: true, opensAt: null, letters: "A", name: { da: "A" }, ledger, limit: "quota-reached" },
    services: { tax: { service: "tax", open: false, opensAt: 5 } },
  };
  const wrecks = { b: { open: true }, c: null, d: [], e: { ...whole, ledger: "x" }, "NO ID": whole };
  await new Settings(new SyncedFile(disk, PATH)).remember(version(1));
  for (const queues of [{ a: whole, ...wrecks }, 7, null, [whole]]) {
    disk.scribble(PATH, () => JSON.stringify({ standConfig: null, queues }));
    const found = await new Settings(new SyncedFile(disk, PATH)).read();
    expect(found.queues).toEqual(typeof queues === "object" && queues && "a" in queues ? { a: whole } : {});
  }
});

it("of many changes at once the last one is kept", async () => {
  const disk = new ForgettingDisk();
  const settings = new Settings(new SyncedFile(disk, PATH));
  await Promise.all([1, 2, 3, 4, 5].map((count) => settings.remember(version(count))));
  disk.cutPower();
  expect((await new Settings(new SyncedFile(disk, PATH)).read()).standConfig?.version).toBe(5);
});

it("a roll that is whole is remembered, and one that is not is a new one", async () => {
  for (const [kept, read] of [
    [
      { usedMm: 4000, slipMm: 140, isOut: true },
      { usedMm: 4000, slipMm: 140, isOut: true },
    ],
    [
      { usedMm: 4000, slipMm: 140 },
      { usedMm: 4000, slipMm: 140, isOut: false },
    ],
    [{ usedMm: -1, slipMm: 140, isOut: false }, undefined],
    [{ usedMm: 1, slipMm: 0, isOut: false }, undefined],
    ["a roll", undefined],
  ]) {
    const disk = new ForgettingDisk();
    const file = await disk.openAppend(PATH);
    await file.append(Buffer.from(JSON.stringify({ standConfig: null, queues: {}, roll: kept })));
    expect((await new Settings(new SyncedFile(disk, PATH)).read()).roll).toEqual(read);
  }
});
