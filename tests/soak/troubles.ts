/** What happens in a run of the crash matrix: people press and call, and things break. Knows no invariant. */
import { type Hall, STANDS, type StandName } from "./hall.ts";
import { NETWORK_MODES, type NetworkMode } from "./proxy.ts";
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

const killStandWith = async (hall: Hall, random: Random, isClockSetBack: boolean): Promise<string> => {
  const stand = anyStand(random);
  await hall.stands[stand].kill();
  hall.stands[stand].clockOffsetS = isClockSetBack ? -random.between(60, 7200) : 0;
  await pause(random.between(50, 600));
  await hall.stands[stand].start();
  return isClockSetBack ? "stand killed, its clock set back" : "stand killed";
};

const killStand: Trouble = (hall, random) => killStandWith(hall, random, random.chance(0.25));

const killHubWith = async (hall: Hall, random: Random, isClockSetBack: boolean): Promise<string> => {
  await hall.hub.kill();
  hall.hub.clockOffsetS = isClockSetBack ? -random.between(60, 7200) : 0;
  if (random.chance(0.5)) hall.copyLedger();
  await pause(random.between(50, 900));
  await hall.startHub();
  return isClockSetBack ? "hub killed, its clock set back" : "hub killed";
};

const killHub: Trouble = (hall, random) => killHubWith(hall, random, random.chance(0.2));

const deleteLedger: Trouble = async (hall) => {
  await hall.hub.kill();
  hall.deleteLedger();
  await hall.startHub();
  return "ledger deleted";
};

/** Where nobody has made a copy yet, one is made and the hall goes on for a while first, so that the copy is older than the day. */
const putBackLedger: Trouble = async (hall, random) => {
  if (hall.copies === 0) {
    await hall.hub.kill();
    hall.copyLedger();
    await hall.startHub();
    for (let presses = 0; presses < 5; presses++) await press(hall, random);
    await pause(random.between(300, 900));
  }
  await hall.hub.kill();
  hall.putBackLedger(random.between(1, hall.copies));
  await hall.startHub();
  return "ledger put back to an older copy";
};

const loseLedger: Trouble = (hall, random) =>
  random.chance(0.4) ? deleteLedger(hall, random) : putBackLedger(hall, random);

const turn =
  (mode: NetworkMode): Trouble =>
  async (hall) => {
    hall.proxy.turn(mode);
    return `network: ${mode}`;
  };

const network: Trouble = (hall, random) =>
  turn(random.pick(NETWORK_MODES.map((one) => [one, 1] as const)))(hall, random);

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

/** What each breaks and how often it is due: a run's chance may pass a kind over, but these many seeds in a row never do. */
export const DUE: readonly (readonly [name: string, Trouble])[] = [
  ["stand killed", (hall, random) => killStandWith(hall, random, false)],
  ["stand killed, its clock set back", (hall, random) => killStandWith(hall, random, true)],
  ["hub killed", (hall, random) => killHubWith(hall, random, false)],
  ["hub killed, its clock set back", (hall, random) => killHubWith(hall, random, true)],
  ["ledger deleted", deleteLedger],
  ["ledger put back to an older copy", putBackLedger],
  ["network: cut", turn("cut")],
  ["network: hole", turn("hole")],
  ["network: double", turn("double")],
  ["network: reorder", turn("reorder")],
];

/**
 * Lets things happen for `runMs`, one after another; counts each kind into `tried`. One trouble of `DUE`, chosen by the seed,
 * comes for certain in the first half.
 */
export async function happen(
  hall: Hall,
  random: Random,
  {
    seed,
    runMs,
    tried,
  }: { readonly seed: number; readonly runMs: number; readonly tried: Map<string, number> },
): Promise<void> {
  const begin = performance.now();
  const dueAt = begin + random.between(0, Math.floor(runMs / 2));
  let due = DUE[seed % DUE.length]?.[1];
  while (performance.now() < begin + runMs) {
    const isDue = due !== undefined && performance.now() >= dueAt;
    const trouble = isDue && due ? due : random.pick(TROUBLES);
    if (isDue) due = undefined;
    const what = await trouble(hall, random);
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
