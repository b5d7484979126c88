/** What happens in a run of the crash matrix: people press and call, and things break. Knows no invariant. */
import { type Hall, STANDS, type StandName } from "./hall.ts";
import { NETWORK_MODES } from "./proxy.ts";
import type { Random } from "./random.ts";

type Trouble = (hall: Hall, random: Random) => Promise<string>;

async function post(url: string, body: unknown): Promise<number> {
  try {
    const answer = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(2_000),
    });
    await answer.arrayBuffer();
    return answer.status;
  } catch {
    return 0;
  }
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));
const anyStand = (random: Random): StandName => random.pick(STANDS.map((stand) => [stand, 1] as const));

const press: Trouble = async (hall, random) => {
  const [stand, button] = [anyStand(random), random.between(1, 2)];
  const status = await post(`${hall.standUrl(stand)}/simulated/button/${button}/press`, {});
  return status === 202 ? "press" : "press at a dead stand";
};

const doublePress: Trouble = async (hall, random) => {
  const stand = anyStand(random);
  await Promise.all(
    [1, 1, 2].map((button) => post(`${hall.standUrl(stand)}/simulated/button/${button}/press`, {})),
  );
  return "three presses at once";
};

const staff: Trouble = async (hall, random) => {
  const counter = random.between(1, 2);
  const kind = random.pick([
    ["call-next", 4],
    ["serve", 2],
    ["finish", 3],
    ["no-show", 2],
    ["recall", 1],
  ] as const);
  await post(`${hall.hubUrl}/api/locations/demo/counters/${counter}/${kind}`, {});
  return `staff: ${kind}`;
};

const staffIssue: Trouble = async (hall, random) => {
  await post(`${hall.hubUrl}/api/locations/demo/issue`, { queue: random.chance(0.5) ? "a" : "b" });
  return "staff: issue";
};

const killStand: Trouble = async (hall, random) => {
  const stand = anyStand(random);
  await hall.stands[stand].kill();
  hall.stands[stand].clockOffsetS = random.chance(0.25) ? -random.between(60, 7200) : 0;
  await pause(random.between(50, 600));
  await hall.stands[stand].start();
  return hall.stands[stand].clockOffsetS === 0 ? "stand killed" : "stand killed, its clock set back";
};

const killHub: Trouble = async (hall, random) => {
  await hall.hub.kill();
  hall.hub.clockOffsetS = random.chance(0.2) ? -random.between(60, 7200) : 0;
  if (random.chance(0.5)) hall.copyLedger();
  await pause(random.between(50, 900));
  await hall.startHub();
  return hall.hub.clockOffsetS === 0 ? "hub killed" : "hub killed, its clock set back";
};

const loseLedger: Trouble = async (hall, random) => {
  await hall.hub.kill();
  const what = hall.loseLedger(random);
  await hall.startHub();
  return what;
};

const network: Trouble = async (hall, random) => {
  const mode = random.pick(NETWORK_MODES.map((one) => [one, 1] as const));
  hall.proxy.turn(mode);
  return `network: ${mode}`;
};

const printer: Trouble = async (hall, random) => {
  const stand = anyStand(random);
  const state = random.pick([
    [{ paper: "out" }, 1],
    [{ online: false }, 1],
    [{ jam: true }, 2],
    [{ paper: "ok", online: true, jam: false }, 5],
  ] as const);
  await post(`${hall.standUrl(stand)}/simulated/printer`, state);
  return `printer: ${JSON.stringify(state)}`;
};

const TROUBLES: readonly (readonly [Trouble, number])[] = [
  [press, 30],
  [doublePress, 4],
  [staff, 12],
  [staffIssue, 3],
  [network, 6],
  [printer, 4],
  [killStand, 3],
  [killHub, 2],
  [loseLedger, 1],
];

/** Lets things happen for `runMs`, one after another; counts each kind into `tried`. */
export async function happen(
  hall: Hall,
  random: Random,
  runMs: number,
  tried: Map<string, number>,
): Promise<void> {
  const end = performance.now() + runMs;
  while (performance.now() < end) {
    const what = await random.pick(TROUBLES)(hall, random);
    tried.set(what, (tried.get(what) ?? 0) + 1);
    await pause(random.between(10, 150));
  }
}

/** Everything works again: network whole, paper in, every program running with a right clock. */
export async function mend(hall: Hall): Promise<void> {
  hall.proxy.turn("whole");
  hall.hub.clockOffsetS = 0;
  if (!hall.hub.isRunning) await hall.startHub();
  for (const stand of STANDS) {
    if (!hall.stands[stand].isRunning) await hall.stands[stand].start();
    await post(`${hall.standUrl(stand)}/simulated/printer`, { paper: "ok", online: true, jam: false });
  }
}
