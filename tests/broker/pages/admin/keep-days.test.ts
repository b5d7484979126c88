import { describe, expect, it } from "vitest";
import { ADMIN_TEXTS } from "../../../../broker/pages/admin/texts.ts";
import { daysKept } from "../../../../broker/persons/purposes.ts";
import { keepDays } from "../../../../protocol/config/keep-days.ts";
import { PURPOSES } from "../../../../protocol/terms.ts";

describe("the days that something is kept about a citizen", () => {
  it.each(PURPOSES)("are told for %s as the hub has them, and so is their limit", (purpose) => {
    for (const language of ["da", "en"] as const) {
      const [days, most] = ADMIN_TEXTS[language].keepDaysAre[purpose].match(/\d+/g)?.map(Number) ?? [];
      expect(days).toBe(daysKept(purpose, {}));
      expect(keepDays.safeParse({ [purpose]: most }).success).toBe(true);
      expect(keepDays.safeParse({ [purpose]: (most ?? 0) + 1 }).success).toBe(false);
    }
  });
});
