import { expect, it } from "vitest";
import { Stands } from "../../broker/stands.ts";
import { rememberTroubles, supportFile } from "../../broker/support.ts";
import { openLog } from "../../protocol/link/log.ts";
import { hallOf, NINE, token } from "./town.ts";

const lines: string[] = [];
const watched = () =>
  rememberTroubles(openLog({ name: "hub", write: (line) => void lines.push(line) }), () => NINE);

function file(troubles: ReturnType<typeof watched>): string {
  const { state } = hallOf(1);
  const health = { ok: true, problems: [], ledger: "" };
  return JSON.stringify(
    supportFile({
      ...{ state, at: NINE, version: "1", uptimeS: 1, health, stands: new Stands() },
      troubles: troubles.recent(),
    }),
  );
}

it("what slipped into a line of the log does not leave the house", () => {
  const troubles = watched();
  const planted = [token(7), "010190-1234", "0101901234", "kirsten@example.dk", "hemmeligt"];
  troubles.log.error("an answer failed", {
    why: `${planted.slice(0, 4).join(", ")} at mqtt://bruger:${planted[4]}@hub`,
    staff: "kirsten",
    username: "kirsten",
    code: "HUB_X",
  });
  const text = file(troubles);
  expect([...planted, "kirsten"].filter((secret) => text.includes(secret))).toEqual([]);
  expect(text).toContain('"code":"HUB_X"');
  expect(text).toContain("at mqtt://…@hub");
  expect(lines.at(-1)).toContain("an answer failed");
});

it("remembers troubles alone, and only the last hundred", () => {
  const troubles = watched();
  troubles.log.info("ready");
  for (let count = 0; count < 130; count += 1) troubles.log.warning("again", { count });
  expect(troubles.recent()).toHaveLength(100);
  expect(troubles.recent()[0]?.fields).toEqual({ count: 30 });
});
