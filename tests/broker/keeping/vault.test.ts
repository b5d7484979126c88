import { randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { readBackupHead, readVault, writeVault } from "../../../broker/keeping/vault.ts";

const folder = mkdtempSync(join(tmpdir(), "talon-vault-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const SECRET = "a key that is kept in the safe";
const head = { location: "demo", at: "2026-11-23T09:00:00.000Z", ledger: "3:00", version: "0" };
let count = 0;
const fault = (code: string) => expect.objectContaining({ code }) as Error;

/** A backup of two files, one larger than a piece, and what is in it. */
async function written(): Promise<{ file: string; big: Buffer }> {
  count += 1;
  const [file, one, two] = [`${count}.backup`, `${count}.one`, `${count}.two`].map((name) =>
    join(folder, name),
  ) as [string, string, string];
  const big = randomBytes(2_500_000);
  writeFileSync(one, "Åse Ørsted", { mode: 0o640 });
  writeFileSync(two, big);
  const files = [
    { name: "config/one", path: one },
    { name: "data/two", path: two },
  ];
  await writeVault(file, { head, secret: SECRET, files });
  return { file, big };
}

async function readAll(file: string, secret = SECRET): Promise<Map<string, Buffer>> {
  const found = new Map<string, Buffer>();
  await readVault(file, secret, async ({ name }, bytes) => {
    const parts: Buffer[] = [];
    for await (const part of bytes) parts.push(part);
    found.set(name, Buffer.concat(parts));
  });
  return found;
}

describe("a backup's file", () => {
  test("gives back every byte of every file, and nothing of it in plain", async () => {
    const { file, big } = await written();
    const found = await readAll(file);
    expect([...found.keys()]).toEqual(["config/one", "data/two"]);
    expect(found.get("config/one")?.toString()).toBe("Åse Ørsted");
    expect(found.get("data/two")?.equals(big)).toBe(true);
    expect(readFileSync(file).includes(Buffer.from("Ørsted"))).toBe(false);
  });

  test("says whose it is and of when without its key", async () => {
    const { file } = await written();
    expect(await readBackupHead(file)).toMatchObject(head);
  });

  test("opens with no other key", async () => {
    const { file } = await written();
    await expect(readAll(file, "another key of the safe")).rejects.toThrow(fault("HUB_BACKUP_INVALID"));
  });

  test.each([
    ["a changed byte of its first piece", (bytes: Buffer) => flip(bytes, 400)],
    ["a changed byte of its last piece", (bytes: Buffer) => flip(bytes, bytes.length - 40)],
    [
      "another location in its head",
      (bytes: Buffer) => Buffer.from(bytes.toString("latin1").replace('"demo"', '"nord"'), "latin1"),
    ],
    ["its end torn off", (bytes: Buffer) => bytes.subarray(0, -1000)],
    ["its last piece cut off", (bytes: Buffer) => withoutLastPiece(bytes)],
  ])("with %s is refused", async (_what, change) => {
    const { file } = await written();
    writeFileSync(file, change(readFileSync(file)));
    await expect(readAll(file)).rejects.toThrow(fault("HUB_BACKUP_INVALID"));
  });

  test("that is none, or missing, is refused in words", async () => {
    const file = join(folder, "none");
    writeFileSync(file, "nothing of ours\n{}");
    await expect(readBackupHead(file)).rejects.toThrow(fault("HUB_BACKUP_INVALID"));
    writeFileSync(file, "talon-backup 1\n{torn");
    await expect(readBackupHead(file)).rejects.toThrow(fault("HUB_BACKUP_INVALID"));
    await expect(readAll(join(folder, "missing"))).rejects.toThrow(fault("HUB_FILE_UNREADABLE"));
  });

  test("is never written over one that is there", async () => {
    const { file } = await written();
    await expect(writeVault(file, { head, secret: SECRET, files: [] })).rejects.toThrow(
      fault("HUB_FILE_UNWRITABLE"),
    );
  });
});

function flip(bytes: Buffer, at: number): Buffer {
  const changed = Buffer.from(bytes);
  changed[at] = (changed[at] as number) ^ 1;
  return changed;
}

/** The pieces are walked by their lengths; the last goes. */
function withoutLastPiece(bytes: Buffer): Buffer {
  let at = bytes.indexOf(10, bytes.indexOf(10) + 1) + 1;
  let last = at;
  while (at < bytes.length) {
    last = at;
    at += 4 + bytes.readUInt32BE(at);
  }
  return bytes.subarray(0, last);
}
