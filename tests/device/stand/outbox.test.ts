import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { expect, it } from "vitest";
import { machineDisk } from "../../../device/stand/disk.ts";
import type { Line } from "../../../device/stand/machine/line.ts";
import { openOutbox } from "../../../device/stand/outbox.ts";
import { decodeLine, encodeLine } from "../../../device/stand/segments.ts";
import type { OutboxId, ServiceDay, TicketId } from "../../../protocol/terms.ts";
import { uuid } from "./bench-location.ts";
import { BenchStand } from "./bench-stand.ts";
import { ForgettingDisk } from "./forgetting-disk.ts";

const FOLDER = "/card/outbox";
const SEGMENT = `${FOLDER}/000001.jsonl`;

/** Lines as a stand makes them: day, lease, intent, number, result, ... */
function linesOf(tickets: number): Line[] {
  const stand = new BenchStand().online();
  for (let count = 1; count <= tickets; count++) {
    stand.ticket(1, `A${String(count).padStart(2, "0")}`);
    stand.confirm();
    stand.pass(5000);
  }
  return stand.lines.filter(({ kind }) => kind !== "day");
}

const result = (n: number): Line => ({ kind: "result", ticketId: uuid(n) as TicketId, paper: "printed" });
const day = (name: string): Line => ({ kind: "day", serviceDay: name as ServiceDay, at: 0 });

/** Every line as it was read. */
const READING = {
  begin: (): readonly Line[] => [],
  add: (lines: readonly Line[], line: Line) => [...lines, line],
};

async function openOn(
  disk: ForgettingDisk,
  change: { machine?: string; fresh?: string; onFailed?: (problem: string) => void } = {},
) {
  const { machine = "machine 1", fresh = uuid(1), onFailed = () => undefined } = change;
  const options = { disk, folder: FOLDER, machine, fresh: fresh as OutboxId, onFailed };
  const { read: lines, ...opened } = await openOutbox(options, READING);
  return { ...opened, lines };
}

it("lines come back as they were written", async () => {
  const disk = new ForgettingDisk();
  const lines = linesOf(3);
  const { outbox } = await openOn(disk);
  expect(await outbox.append(lines, true)).toBe(true);
  await outbox.close();
  expect((await openOn(disk)).lines).toEqual(lines);
});

/** As several buttons pressed at once write them: first every intent, then every number, the last first. */
function pressedAtOnce(tickets: number): Line[] {
  const lines = linesOf(tickets);
  const of = (kind: Line["kind"]) => lines.filter((line) => line.kind === kind);
  return [...of("lease"), ...of("intent"), ...of("number").reverse(), ...of("result"), ...of("confirmed")];
}

/** A number whose ticket is not letter by letter that of its intent. */
function renamed(line: Line): Line {
  return line.kind === "number" ? { ...line, ticket: { ...line.ticket, language: "en" } } : line;
}

it.each([2, 40])("lines of %i buttons pressed at once come back as they were written", async (buttons) => {
  const lines = pressedAtOnce(buttons);
  for (const written of [lines, lines.map(renamed)]) {
    const disk = new ForgettingDisk();
    const { outbox } = await openOn(disk);
    await outbox.append(written, true);
    await outbox.close();
    const read = (await openOn(disk)).lines;
    expect(read).toEqual(written);
    // A mended segment is written again from what was read, so that the letters must stay as they are too.
    expect(read.map(encodeLine)).toEqual(written.map(encodeLine));
  }
});

it("a synced line outlives a power cut, and one without sync need not", async () => {
  const disk = new ForgettingDisk();
  const { outbox } = await openOn(disk);
  await outbox.append([result(1)], true);
  await outbox.append([result(2)], false);
  disk.cutPower();
  expect((await openOn(disk)).lines).toEqual([result(1)]);
});

it("nothing is called stored before its fdatasync has answered", async () => {
  const disk = new ForgettingDisk();
  const { outbox } = await openOn(disk);
  disk.holdSyncs();
  let isStored = false;
  const stored = outbox.append([result(1)], true).then(() => (isStored = true));
  await new Promise((go) => setImmediate(go));
  expect(isStored).toBe(false);
  disk.letGo();
  await stored;
  expect(isStored).toBe(true);
});

it("several that wait share one fdatasync", async () => {
  const disk = new ForgettingDisk();
  const { outbox } = await openOn(disk);
  disk.holdSyncs();
  const first = outbox.append([result(0)], true);
  await new Promise((go) => setImmediate(go));
  const others = Array.from({ length: 10 }, (_, n) => outbox.append([result(n + 1)], true));
  disk.calls.length = 0;
  disk.letGo();
  await Promise.all([first, ...others]);
  expect(disk.calls.filter((call) => call === "sync")).toHaveLength(2);
});

it("a torn tail is cut off, and the next line begins on its own", async () => {
  const disk = new ForgettingDisk();
  const { outbox } = await openOn(disk);
  await outbox.append([result(1)], true);
  disk.scribble(SEGMENT, (text) => `${text}${encodeLine(result(2)).slice(0, 30)}`);
  const again = await openOn(disk);
  expect(again).toMatchObject({ lines: [result(1)], damaged: 0 });
  await again.outbox.append([result(3)], true);
  expect((await openOn(disk)).lines).toEqual([result(1), result(3)]);
});

it("a damaged line in the middle is set aside once, kept beside the segment, and the rest is read", async () => {
  const disk = new ForgettingDisk();
  const { outbox } = await openOn(disk);
  await outbox.append([result(1), result(2), result(3)], true);
  disk.scribble(SEGMENT, (text) => text.replace("000002", "00000x"));
  const again = await openOn(disk);
  expect(again).toMatchObject({ lines: [result(1), result(3)], damaged: 1 });
  expect(disk.text(`${SEGMENT}.damaged`)).toContain("00000x");
  disk.cutPower();
  expect(await openOn(disk)).toMatchObject({ lines: [result(1), result(3)], damaged: 0 });
  expect(disk.text(`${SEGMENT}.damaged`)).toContain("00000x");
});

it("a line whose bytes changed anywhere is no line", () => {
  const whole = encodeLine(result(7)).trimEnd();
  for (let at = 0; at < whole.length; at++) {
    const changed = `${whole.slice(0, at)}${whole[at] === "z" ? "y" : "z"}${whole.slice(at + 1)}`;
    expect(decodeLine(changed)).toBeNull();
  }
  expect(decodeLine(whole)).toEqual(result(7));
});

it.each(["append", "sync"])(
  "after a failed %s the descriptor is closed and never used again",
  async (call) => {
    const disk = new ForgettingDisk();
    const problems: string[] = [];
    const { outbox } = await openOn(disk, { onFailed: (problem) => problems.push(problem) });
    await outbox.append([result(1)], true);
    disk.breaks(call);
    expect(await outbox.append([result(2)], true)).toBe(false);
    disk.calls.length = 0;
    disk.breaks("nothing");
    expect(await outbox.append([result(3)], true)).toBe(false);
    expect(await outbox.append([result(4)], false)).toBe(false);
    expect(disk.calls).toEqual([]);
    expect(outbox.isWritable).toBe(false);
    expect(problems).toEqual([`EIO: i/o error, ${call}`]);
  },
);

it("a card that cannot be opened is an answer, and its outbox takes nothing", async () => {
  const disk = new ForgettingDisk();
  disk.breaks("open");
  const { outbox, problem, lines } = await openOn(disk);
  expect(problem).toContain("EIO");
  expect(lines).toEqual([]);
  expect(await outbox.append([result(1)], true)).toBe(false);
});

it("a new service day begins a new segment, whole and durable before the old one is left", async () => {
  const disk = new ForgettingDisk();
  const { outbox } = await openOn(disk);
  await outbox.append([result(1), day("2026-11-22-1"), result(2)], true);
  disk.cutPower();
  expect(disk.text(SEGMENT)).toBe(encodeLine(result(1)));
  expect(disk.text(`${FOLDER}/000002.jsonl`)).toBe(encodeLine(day("2026-11-22-1")) + encodeLine(result(2)));
});

it("segments older than two service days go, but never while a ticket in them is not confirmed", async () => {
  const disk = new ForgettingDisk();
  const { outbox } = await openOn(disk);
  const intent = linesOf(1).find((line) => line.kind === "intent")!;
  await outbox.append([day("2026-11-20-1"), intent], true);
  await outbox.append([day("2026-11-21-1"), day("2026-11-22-1"), day("2026-11-23-1")], true);
  const names = () => disk.names().filter((name) => name.endsWith(".jsonl"));
  expect(names()).toContain(`${FOLDER}/000002.jsonl`);
  await outbox.append([{ kind: "confirmed", ticketId: intent.ticket.ticketId, result: "recorded" }], true);
  await outbox.append([day("2026-11-24-1")], true);
  expect(names()).toEqual([`${FOLDER}/000005.jsonl`, `${FOLDER}/000006.jsonl`]);
});

it("the outbox keeps its id on its machine and is a new one without letters on another", async () => {
  const disk = new ForgettingDisk();
  const { outbox, outboxId } = await openOn(disk, { fresh: uuid(11) });
  await outbox.append([result(1)], true);
  disk.cutPower();
  expect((await openOn(disk, { fresh: uuid(12) })).outboxId).toBe(outboxId);
  const clone = await openOn(disk, { fresh: uuid(13), machine: "machine 2" });
  expect(clone.outboxId).toBe(uuid(13));
  expect(clone.lines.at(-1)).toEqual({ kind: "lease", lease: null });
});

it("a write that forgets its fdatasync is noticed by the disk of these tests", async () => {
  const disk = new ForgettingDisk();
  const forgetful = Object.assign(Object.create(disk) as ForgettingDisk, {
    openAppend: async (path: string) => ({ ...(await disk.openAppend(path)), sync: () => Promise.resolve() }),
  });
  const { outbox } = await openOn(forgetful);
  await outbox.append([result(1)], true);
  disk.cutPower();
  expect((await openOn(disk)).lines).toEqual([]);
});

/** Bundles the process that is to be killed, since node runs no TypeScript. */
async function bundled(folder: string): Promise<string> {
  const entry = fileURLToPath(new URL("./keeps-writing.ts", import.meta.url));
  await build({
    configFile: false,
    logLevel: "error",
    build: {
      ssr: entry,
      outDir: folder,
      target: "node20",
      rolldownOptions: { output: { entryFileNames: "writer.mjs" } },
    },
  });
  return join(folder, "writer.mjs");
}

/** Runs the writer until it has said `enough` tickets, kills it, and gives everything that it managed to say. */
async function saidBeforeKill(args: readonly string[], enough: number): Promise<string[]> {
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  const said: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    said.push(line);
    if (said.length === enough) child.kill("SIGKILL");
  }
  return said;
}

it("a process killed at any moment has kept every line that it called stored", {
  timeout: 60_000,
}, async () => {
  const folder = await mkdtemp(join(tmpdir(), "talon-outbox-"));
  const writer = await bundled(join(folder, "writer"));
  const card = {
    disk: machineDisk(),
    folder: join(folder, "card"),
    machine: "test",
    fresh: uuid(1) as OutboxId,
    onFailed: () => undefined,
  };
  const acknowledged: string[] = [];
  for (let round = 0; round < 8; round++) {
    const enough = 5 + Math.floor(Math.random() * 60);
    acknowledged.push(...(await saidBeforeKill([writer, join(folder, "card"), String(round)], enough)));
    await (await openOutbox(card, READING)).outbox.close();
  }
  const { outbox, read } = await openOutbox(card, READING);
  await outbox.close();
  const kept = new Set(read.flatMap((line) => (line.kind === "result" ? [line.ticketId as string] : [])));
  expect(acknowledged.length).toBeGreaterThan(40);
  expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);
  await rm(folder, { recursive: true });
});

it("what is said to be written is in the file before its sync is done, and the next lines wait for theirs", async () => {
  const disk = new ForgettingDisk();
  const { outbox } = await openOn(disk);
  disk.holdSyncs();
  const first = outbox.append([result(1)], true);
  await outbox.written();
  expect(disk.text(SEGMENT)).toContain(uuid(1));
  const second = outbox.append([result(2)], false);
  let isWritten = false;
  const written = outbox.written().then(() => {
    isWritten = true;
  });
  expect(isWritten).toBe(false);
  expect(disk.text(SEGMENT)).not.toContain(uuid(2));
  disk.letGo();
  await written;
  expect(disk.text(SEGMENT)).toContain(uuid(2));
  await Promise.all([first, second]);
});

it("nobody waits for a disk that has failed", async () => {
  const disk = new ForgettingDisk();
  const { outbox } = await openOn(disk);
  disk.breaks("append");
  const kept = outbox.append([result(1)], true);
  await outbox.written();
  expect(await kept).toBe(false);
  await outbox.written();
});
