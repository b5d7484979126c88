/** Part (j) of the bench: a planner delivers 50,000 rows at once, and what that costs the hub and whoever presses meanwhile. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Line, ms, percentile, report } from "./figures.ts";
import { type BenchHub, BenchStand, startHub } from "./hub.ts";

const ROWS = 50_000;
const DAYS = 30;
const LIMIT = { seconds: 5, mebibytes: 150 };

function table(): string {
  const from = Math.floor(Date.now() / 86_400_000 + 1) * 86_400_000;
  const rows = Array.from({ length: ROWS }, (_, n) => {
    const at = new Date(from + (n % DAYS) * 86_400_000 + 28_800_000 + (n % 96) * 300_000).toISOString();
    const number = String(n).padStart(5, "0");
    return `A-${n};1;${at};30;q0;anna@kommune.dk;Borger ${n};+45203${number};010165${number.slice(1)};B204`;
  });
  return ["id;version;start;minutter;type;vært;navn;mobil;cpr;lokale", ...rows].join("\n");
}

const peakMiB = (pid: number) =>
  Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024;

type Received = { readonly received: { readonly booked: number; readonly same: number } | null };

async function delivered(hub: BenchHub, body: string): Promise<{ readonly s: number } & Received> {
  const before = performance.now();
  const answer = await fetch(`http://127.0.0.1:${hub.http}/api/locations/demo/appointments/planner`, {
    ...{ method: "POST", body, headers: { authorization: "Bearer bench", "content-type": "text/csv" } },
  });
  const { received } = (await answer.json()) as Received;
  return { s: (performance.now() - before) / 1000, received };
}

/** What presses wait until `isOver`. */
async function presses(hub: BenchHub, isOver: () => boolean): Promise<number[]> {
  const stand = await BenchStand.open(hub.mqtt, "s0", 3);
  const samples: number[] = [];
  while (!isOver()) {
    const before = performance.now();
    await stand.issue();
    samples.push(performance.now() - before);
    await new Promise((done) => setTimeout(done, 20));
  }
  stand.close();
  return samples;
}

const target = (value: number, most: number, unit: string) =>
  `${value.toFixed(2)} ${unit} (target <= ${most}: ${value <= most ? "met" : "NOT met"})`;

/** (j) import of 50,000 rows, once new and once the same again. */
export async function importRows(folder: string): Promise<string> {
  const appointments = [
    { kind: "push", source: "planner", passwordFile: join(folder, "import", "password") },
  ];
  const hub = await startHub(join(folder, "import"), { queues: 3, stands: 1 }, { appointments });
  const { pid } = hub.program;
  const fresh = peakMiB(pid);
  const body = table();
  let isOver = false;
  const [first, waits] = await Promise.all([
    delivered(hub, body).finally(() => (isOver = true)),
    presses(hub, () => isOver),
  ]);
  const mebibytes = peakMiB(pid) - fresh;
  const again = await delivered(hub, body);
  await hub.program.kill("SIGTERM");
  const lines: Line[] = [
    [`new: ${first.received?.booked ?? 0} booked`, target(first.s, LIMIT.seconds, "s")],
    [`again: ${again.received?.same ?? 0} unchanged`, target(again.s, LIMIT.seconds, "s")],
    ["the most memory it took besides", target(mebibytes, LIMIT.mebibytes, "MiB")],
    [
      `${waits.length} presses meanwhile, press to answer`,
      `p50 ${ms(percentile(waits, 0.5))}, p99 ${ms(percentile(waits, 0.99))}`,
    ],
  ];
  return report(`(j) import of ${ROWS} rows (${(body.length / 1_048_576).toFixed(1)} MiB)`, lines);
}
