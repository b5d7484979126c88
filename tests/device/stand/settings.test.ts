import type { Adapter } from "lowdb";
import { expect, it } from "vitest";
import type { Remembered } from "../../../device/stand/machine/state.ts";
import { Settings, SyncedFile } from "../../../device/stand/settings.ts";
import { standConfig } from "./bench-location.ts";
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
  disk.scribble(PATH, (text) => text.slice(0, 40));
  expect(await new Settings(new SyncedFile(disk, PATH)).read()).toEqual({ standConfig: null, queues: {} });
});

it("of many changes at once the last one is kept", async () => {
  const disk = new ForgettingDisk();
  const settings = new Settings(new SyncedFile(disk, PATH));
  await Promise.all([1, 2, 3, 4, 5].map((count) => settings.remember(version(count))));
  disk.cutPower();
  expect((await new Settings(new SyncedFile(disk, PATH)).read()).standConfig?.version).toBe(5);
});
