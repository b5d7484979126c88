import { expect, it } from "vitest";
import { type Watched, watchedStand } from "../../system/device/stand/watched.ts";
import { until } from "./until.ts";

/** A stand whose buttons give tickets. */
async function ready(): Promise<Watched> {
  const stand = await watchedStand();
  await until(() => stand.seen().picture?.buttons.some(({ lit }) => lit));
  return stand;
}

const post = (stand: Watched, path: string, body?: unknown) =>
  fetch(`${stand.url}${path}`, { method: "POST", body: body === undefined ? "" : JSON.stringify(body) });

const stateOf = async (stand: Watched) =>
  (await (await fetch(`${stand.url}/simulated/state`)).json()) as Record<string, unknown>;

const papersOf = async (stand: Watched) =>
  ((await (await fetch(`${stand.url}/simulated/paper`)).json()) as unknown[]).length;

it("a button is held down and let go by its number, and only one that is there", async () => {
  const stand = await ready();
  expect((await post(stand, "/simulated/button/2/hold")).status).toBe(202);
  expect((await post(stand, "/simulated/button/2/hold")).status).toBe(202);
  expect(await stateOf(stand)).toMatchObject({ buttons: { plugged: true, held: [2] } });
  expect((await post(stand, "/simulated/button/2/press")).status, "it is down already").toBe(409);
  expect((await post(stand, "/simulated/button/2/release")).status).toBe(202);
  expect(await stateOf(stand)).toMatchObject({ buttons: { held: [] } });
  for (const path of ["9/hold", "0/release", "x/press"])
    expect((await post(stand, `/simulated/button/${path}`)).status, path).toBe(404);
  await until(async () => (await papersOf(stand)) === 1);
});

it("a cable is pulled and put back by its part, and nonsense pulls nothing", async () => {
  const stand = await ready();
  for (const [path, part] of [
    ["/simulated/buttons", "buttons"],
    ["/simulated/scanner/plugged", "scanner"],
    ["/simulated/keypad/plugged", "keypad"],
    ["/simulated/speaker/plugged", "speaker"],
  ] as const) {
    expect((await post(stand, path, { plugged: false })).status).toBe(200);
    expect(await stateOf(stand)).toMatchObject({ [part]: { plugged: false } });
    expect((await post(stand, path, { plugged: "no", more: 1 })).status).toBe(400);
    expect((await post(stand, path, { plugged: true })).status).toBe(200);
    expect(await stateOf(stand)).toMatchObject({ [part]: { plugged: true } });
  }
});

it("a key of the simulated keypad is pressed by its name, and a key that it has not is none", async () => {
  const stand = await ready();
  expect((await post(stand, "/simulated/keypad/clear")).status).toBe(202);
  expect((await post(stand, "/simulated/keypad/x")).status).toBe(404);
});

it("every problem of a wished printer is answered by its path, and nothing of it is taken over", async () => {
  const stand = await ready();
  const answer = await post(stand, "/simulated/printer", {
    paper: "much",
    jam: 1,
    colour: "red",
    online: false,
  });
  expect(answer.status).toBe(400);
  const { problems } = (await answer.json()) as { problems: { path: string }[] };
  expect(problems.map(({ path }) => path).sort()).toEqual(["colour", "jam", "paper"]);
  const state = await stateOf(stand);
  expect(state).toMatchObject({ printer: { paper: "ok", online: true, jam: false }, network: { up: true } });
});

it("the page is told what a tool did to printer and network", async () => {
  const stand = await ready();
  const parts = {
    buttons: { plugged: true, held: [] },
    scanner: { plugged: true },
    keypad: { plugged: true },
    speaker: { plugged: true },
  };
  const usual = { printer: { paper: "ok", online: true, jam: false }, network: { up: true }, ...parts };
  expect(await stateOf(stand)).toEqual(usual);
  await post(stand, "/simulated/printer", { paper: "low", jam: true });
  await post(stand, "/simulated/network", { up: false });
  const changed = {
    printer: { paper: "low", online: true, jam: true },
    network: { up: false },
    ...parts,
  };
  expect(await stateOf(stand)).toEqual(changed);
  await expect.poll(() => stand.seen().simulated).toEqual(changed);
});
