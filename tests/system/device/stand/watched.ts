/**
 * A whole stand in this process with a real broker, seen from its three windows at once: health over MQTT, the event stream of
 * its screen, and its journal. Knows no driver.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { openStand } from "../../../../device/stand/assemble.ts";
import { checkStand } from "../../../../protocol/config/stand.ts";
import { openLog } from "../../../../protocol/link/log.ts";
import type { Message } from "../../../../protocol/messages.ts";
import type { StandPicture } from "../../../../protocol/snapshots.ts";
import { openScriptedHub } from "../../../device/stand/scripted-hub.ts";

export type JournalLine = { readonly what: string; readonly code?: string };

/** What the three windows show, newest last in the journal. */
export type Seen = {
  readonly health: Message<"standHealth"> | undefined;
  readonly picture: StandPicture | undefined;
  /** How the far side stands. */
  readonly simulated: unknown;
  readonly journal: readonly JournalLine[];
};

export type Watched = {
  readonly url: string;
  readonly post: (path: string, body?: unknown) => Promise<number>;
  readonly seen: () => Seen;
  readonly hub: Awaited<ReturnType<typeof openScriptedHub>>;
};

const PARTS = {
  buttons: { driver: "simulated", count: 3, stuckMs: 1000 },
  lamps: { driver: "simulated", count: 3 },
  scanner: { driver: "simulated" },
  keypad: { driver: "simulated" },
  speaker: { driver: "simulated" },
};

/** Reads an event stream to its end, and passes on each event by its name. */
async function follow(
  url: string,
  listeners: Readonly<Record<string, (data: unknown) => void>>,
): Promise<void> {
  const response = await fetch(url);
  let text = "";
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    text += new TextDecoder().decode(chunk, { stream: true });
    const blocks = text.split("\n\n");
    text = blocks.pop() ?? "";
    for (const block of blocks) {
      const [, name = "", data = "null"] = /event: (\w+)\ndata: (.*)/.exec(block) ?? [];
      listeners[name]?.(JSON.parse(data));
    }
  }
}

/** Opens a stand whose parts are simulated, but for those in `parts`; it ends with the test. */
export async function watchedStand(parts: Readonly<Record<string, unknown>> = {}): Promise<Watched> {
  const folder = await mkdtemp(join(tmpdir(), "talon-plugging-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const hub = await openScriptedHub();
  onTestFinished(() => hub.close());
  const journal: JournalLine[] = [];
  const config = checkStand({
    v: 1,
    location: "demo",
    stand: "s1",
    dataDir: join(folder, "stand"),
    mqtt: { url: hub.url, username: "stand-s1", passwordFile: "unused" },
    http: { host: "127.0.0.1", port: 0 },
    screen: true,
    printer: { driver: "simulated", paperFile: join(folder, "paper", "s1.jsonl"), printMs: 20 },
    ...PARTS,
    timings: { guardMinMs: 30, guardMaxMs: 300, answerMs: 1500, replayMs: 50 },
    ...parts,
  });
  if (!config.ok) throw new Error(JSON.stringify(config.problems));
  const timers = new Set<NodeJS.Timeout>();
  const stand = await openStand({
    config: config.value,
    secrets: { password: undefined, ca: undefined, staffPin: "4711" },
    version: "0.1.0",
    pages: new URL("../../../../dist/pages/", import.meta.url).pathname,
    log: openLog({ name: "stand s1", write: (line) => void journal.push(JSON.parse(line) as JournalLine) }),
    outside: {
      wallMs: () => Date.now(),
      monoMs: () => Number(process.hrtime.bigint() / 1_000_000n),
      chance: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
      after: (ms, act) => {
        const timer = setTimeout(act, ms);
        timers.add(timer);
        return () => clearTimeout(timer);
      },
      tidy: () => undefined,
    },
  });
  onTestFinished(async () => {
    await stand.close();
    for (const timer of timers) clearTimeout(timer);
  });
  let picture: StandPicture | undefined;
  let simulated: unknown;
  // Ends when the stand closes its streams.
  follow(`${stand.url}/events`, {
    picture: (newer) => void (picture = newer as StandPicture),
    simulated: (newer) => void (simulated = newer),
  }).catch(() => undefined);
  const post = async (path: string, body?: unknown): Promise<number> => {
    const text = typeof body === "string" ? body : JSON.stringify(body ?? {});
    return (await fetch(`${stand.url}${path}`, { method: "POST", body: text })).status;
  };
  return {
    url: stand.url,
    post,
    hub,
    seen: () => ({ health: hub.health.at(-1), picture, simulated, journal }),
  };
}
