import { expect, test } from "vitest";
import { randomDays } from "../../../broker/queue/model/days.ts";

/** Other ones at each run; a failure tells its seed. `TALON_RANDOM_DAYS=5000` for a night's worth. */
const DAYS = Number(process.env["TALON_RANDOM_DAYS"] ?? 150);

test(
  `${DAYS} random days go as a plain list of tickets says that they must`,
  () => {
    const { steps, nights } = randomDays({ days: DAYS, steps: 150 });
    process.stdout.write(`${DAYS} random days, ${nights} nights, ${steps} steps\n`);
    expect(steps).toBeGreaterThan(10 * DAYS);
  },
  60_000 + DAYS * 1_000,
);
