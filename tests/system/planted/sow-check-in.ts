/**
 * Citizens with appointments are sown by a planner's push, and check in by card, stripe and code, with the hub there and away.
 * Knows no file.
 */
import { expect } from "vitest";
import { slipsOf } from "../../soak/hall.ts";
import { until } from "../demo.ts";
import { type PlantedHall, secretOf } from "./hall.ts";
import type { Plants } from "./plants.ts";

/** So many records each of them leaves in the store of personal data, and so many they are. */
export const RECORDS = 3 * 4;

/** Three guests, each once; what they show is scanned or typed. */
export async function atCheckIn(plants: Plants, hall: PlantedHall): Promise<void> {
  const guest = (id: string) => ({
    ...{ id, start: new Date(Date.now() + 20 * 60_000).toISOString(), minutes: 30, kind: "passport" },
    ...{ person: id, name: plants.name(`guest ${id}`), cpr: plants.cpr(`guest ${id}`) },
    ...{ mobile: plants.mobile(`guest ${id}`), message: plants.message(`guest ${id}`) },
  });
  const [card, stripe, typed] = [guest("card"), guest("stripe"), guest("typed")];
  const pushed = await fetch(`${hall.hubUrl}/api/locations/demo/appointments/planner`, {
    ...{ method: "POST", body: JSON.stringify([card, stripe, typed]) },
    headers: { authorization: `Bearer ${secretOf("planner")}`, "content-type": "application/json" },
  });
  expect(await pushed.json()).toMatchObject({ received: { booked: 3 }, problems: [] });
  await comes(hall, async () => await scan(hall, card.cpr));
  await hall.stop("hub");
  const track1 = `%${typed.name.toUpperCase().padEnd(34)}${"PLANTEDVEJ 7".padEnd(34)}1012300?`;
  await comes(hall, async () => await scan(hall, `${track1};12081005${stripe.cpr}1012345084101010126?`));
  await comes(hall, async () => {
    await pause();
    for (const key of [...typed.cpr, "enter"])
      await fetch(`${hall.urlOf("stand")}/simulated/keypad/${key}`, { method: "POST" });
  });
  await hall.start("hub");
}

/** Another code within two seconds is none (a reader that stutters), and typed digits wait half of one. */
const pause = async () => await new Promise((done) => setTimeout(done, 2_300));

async function scan(hall: PlantedHall, body: string): Promise<void> {
  await pause();
  await fetch(`${hall.urlOf("stand")}/simulated/scanner`, { method: "POST", body });
}

/** Does it, and waits for one slip more. */
async function comes(hall: PlantedHall, act: () => Promise<void>): Promise<void> {
  const slips = () => slipsOf(hall.at("paper", "s1.jsonl")).length;
  const before = slips();
  await act();
  await until("a receipt", () => Promise.resolve(slips() === before + 1), 10_000);
}
