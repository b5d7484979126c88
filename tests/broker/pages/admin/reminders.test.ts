import { expect, it } from "vitest";
import { momentOf } from "../../../../broker/pages/admin/reminders.tsx";

it.each([
  [10_080, 1, "week"],
  [4320, 3, "day"],
  [120, 2, "hour"],
  [90, 90, "minute"],
  [20_160, 2, "week"],
])("%i minutes before are told as %i %s", (minutes, count, unit) => {
  expect(momentOf(minutes)).toEqual({ count, unit });
});
