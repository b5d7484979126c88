import { once } from "node:events";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { type LocalAsk, openLocal, reachHub, socketFile } from "../../../broker/keeping/local.ts";
import { until } from "../mqtt/far-side.ts";

const root = mkdtempSync(join(tmpdir(), "talon-local-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let count = 0;
const newFolder = () => mkdtempSync(join(root, `${(count += 1)}-`));

/** A hub's door that remembers what was asked, and how often a promise ended. */
async function door() {
  const folder = newFolder();
  const asked: LocalAsk[] = [];
  const ended = { count: 0 };
  const local = await openLocal(folder, (ask, atEnd) => {
    asked.push(ask);
    if (ask.ask === "erasures") return Promise.reject(new Error("the disk is full"));
    if (ask.ask === "snapshot") atEnd(() => (ended.count += 1));
    return Promise.resolve({ folder: "there" });
  });
  return { folder, asked, ended, local };
}

/** Sends a text as it is and answers the first bytes that come, or nothing when the hub hangs up. */
async function sent(folder: string, text: string): Promise<string> {
  const socket = connect(socketFile(folder));
  socket.on("error", () => undefined);
  socket.write(text);
  let said = "";
  socket.on("data", (bytes: Buffer) => {
    said += bytes.toString();
    socket.end();
  });
  await once(socket, "close");
  return said;
}

describe("the running hub's door at its own machine", () => {
  test("is for its user alone, answers what is asked, and ends what it promised when the connection ends", async () => {
    const { folder, asked, ended, local } = await door();
    expect(statSync(socketFile(folder)).mode & 0o777).toBe(0o600);
    const hub = await reachHub(folder);
    expect(await hub?.ask({ ask: "snapshot" })).toEqual({ folder: "there" });
    expect(await hub?.ask({ ask: "backed-up", seq: 4 })).toEqual({ folder: "there" });
    expect(asked).toEqual([{ ask: "snapshot" }, { ask: "backed-up", seq: 4 }]);
    expect(ended.count).toBe(0);
    hub?.close();
    await until(() => ended.count === 1);
    local.close();
  });

  test("says what went wrong, and goes on", async () => {
    const { folder, local } = await door();
    const hub = await reachHub(folder);
    await expect(hub?.ask({ ask: "erasures" })).rejects.toThrow("the disk is full");
    expect(await hub?.ask({ ask: "snapshot" })).toEqual({ folder: "there" });
    hub?.close();
    local.close();
  });

  test.each(["nonsense", "{}", '{"ask":"stop"}', '{"ask":"show"}', '{"ask":"backed-up","seq":"x"}', "null"])(
    "does not carry out %s",
    async (line) => {
      const { folder, asked, local } = await door();
      expect(await sent(folder, `${line}\n`)).toBe('{"problem":"the question cannot be read"}\n');
      expect(asked).toEqual([]);
      local.close();
    },
  );

  test("hangs up on whoever talks too long", async () => {
    const { folder, asked, local } = await door();
    expect(await sent(folder, "x".repeat(10_000))).toBe("");
    expect(asked).toEqual([]);
    local.close();
  });

  test("is not there without a hub, nor behind one that was killed", async () => {
    expect(await reachHub(newFolder())).toBe(null);
    const { folder, local } = await door();
    local.close();
    expect(await reachHub(folder)).toBe(null);
  });
});
