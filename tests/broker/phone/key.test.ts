import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { doorKey } from "../../../broker/phone/key.ts";

describe("the key of the codes at the door", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "talon-key-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("is made once, for this hub's user alone, and is the same after every start", () => {
    const key = doorKey(folder);
    expect(key).toHaveLength(32);
    expect(new Set(key).size).toBeGreaterThan(8);
    expect(doorKey(folder)).toEqual(key);
    expect(readFileSync(join(folder, "door.key"))).toEqual(Buffer.from(key));
    expect(statSync(join(folder, "door.key")).mode & 0o777).toBe(0o600);
  });

  it("is told when it is no key, cannot be read or cannot be made", () => {
    writeFileSync(join(folder, "door.key"), "short");
    expect(() => doorKey(folder)).toThrow(expect.objectContaining({ code: "HUB_FILE_INVALID" }));
    expect(() => doorKey(join(folder, "nowhere"))).toThrow(
      expect.objectContaining({ code: "HUB_FILE_UNWRITABLE" }),
    );
  });
});
