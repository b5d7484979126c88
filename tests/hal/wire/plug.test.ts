/** A device that comes and goes: what is told, how often, and that closing ends it. */
import { expect, it } from "vitest";
import { type HalCode, HalFault } from "../../../hal/errors.ts";
import { Plug } from "../../../hal/wire/plug.ts";
import { until } from "../until.ts";

/** A device that answers each try to connect as `answers` says, the last answer for ever. */
function device(...answers: (HalCode | "there")[]) {
  const told: string[] = [];
  let tries = 0;
  let open = 0;
  let lose: ((cause: unknown) => void) | undefined;
  const plug = new Plug(
    (onLost) => {
      const answer = answers[Math.min(tries, answers.length - 1)] ?? "there";
      tries += 1;
      if (answer !== "there") return Promise.reject(new HalFault(answer, "device"));
      open += 1;
      lose = onLost;
      const close = (): Promise<void> => {
        open -= 1;
        return Promise.resolve();
      };
      return Promise.resolve({ close });
    },
    { reopenMs: 1, lost: (cause) => new HalFault("HAL_SCANNER_GONE", "device", cause) },
  );
  const listen = (): void => {
    plug.onGone(({ code }) => told.push(code));
    plug.onBack(() => told.push("back"));
  };
  return {
    plug,
    told,
    listen,
    tries: () => tries,
    open: () => open,
    lose: () => lose?.(new Error("pulled")),
  };
}

it("a device that is there tells nothing, and when it goes it is told once and comes back once", async () => {
  const { plug, told, listen, lose, tries } = device(
    "there",
    "HAL_SCANNER_GONE",
    "HAL_SCANNER_GONE",
    "there",
  );
  listen();
  await plug.open();
  expect([told, plug.isIn]).toEqual([[], true]);
  lose();
  expect([told, plug.isIn]).toEqual([["HAL_SCANNER_GONE"], false]);
  await until("it is back", () => plug.isIn);
  expect([told, tries()]).toEqual([["HAL_SCANNER_GONE", "back"], 4]);
  await plug.close();
});

it("a device that stays away is told once, and again when the reason changes", async () => {
  const away = device("HAL_SCANNER_GONE", "HAL_SCANNER_GONE", "HAL_SCANNER_DENIED", "HAL_SCANNER_DENIED");
  away.listen();
  await away.plug.open();
  await until("it was tried often", () => away.tries() > 6);
  expect(away.told).toEqual(["HAL_SCANNER_GONE", "HAL_SCANNER_DENIED"]);
  await away.plug.close();
});

it("closed while it is away it is tried no more, and closed while it is there it is free", async () => {
  const away = device("HAL_SCANNER_GONE");
  await away.plug.open();
  await away.plug.close();
  const tries = away.tries();
  const there = device("there");
  const opening = there.plug.open();
  await there.plug.close();
  await opening;
  expect([there.open(), there.plug.isIn, away.tries()]).toEqual([0, false, tries]);
});

it("an error that is no fault of the hardware is a bug, and is not taken for a missing device", async () => {
  const plug = new Plug(() => Promise.reject(new TypeError("bug")), {
    reopenMs: 1,
    lost: (cause) => new HalFault("HAL_SCANNER_GONE", "device", cause),
  });
  await expect(plug.open()).rejects.toThrow("bug");
});
