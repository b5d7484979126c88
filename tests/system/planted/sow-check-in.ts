/**
 * Citizens with appointments are sown by a planner's push, told by text message, and check in by card, stripe, number, code and link,
 * with the hub there and away.
 * Knows no file.
 */
import { expect } from "vitest";
import type { ListedAppointment } from "../../../broker/appointments/day.ts";
import { slipsOf } from "../../soak/hall.ts";
import { until } from "../demo.ts";
import { type PlantedHall, secretOf } from "./hall.ts";
import type { Plants } from "./plants.ts";

/** How they come. */
const GUESTS = ["card", "stripe", "typed", "code", "link"] as const;
/** So many records each of them leaves in the store of personal data, and so many they are. */
export const RECORDS = GUESTS.length * 4;

type Guest = ReturnType<typeof guestOf>;

function guestOf(plants: Plants, id: string) {
  return {
    ...{ id, start: new Date(Date.now() + 20 * 60_000).toISOString(), minutes: 30, kind: "passport" },
    ...{ person: id, name: plants.name(`guest ${id}`), cpr: plants.cpr(`guest ${id}`) },
    ...{ mobile: plants.mobile(`guest ${id}`), message: plants.message(`guest ${id}`) },
  };
}

/** Each is told by text message that there is an appointment, and what a host wrote to them. */
async function told(hall: PlantedHall, guests: readonly Guest[]): Promise<void> {
  await until("the text messages", () => Promise.resolve(hall.texts.length === guests.length), 40_000);
  for (const { mobile, message } of guests)
    expect(hall.texts.find(({ to }) => to === mobile)?.text).toContain(message);
}

/** A guest's own ways in, as staff who send letters find them. */
async function waysOf(plants: Plants, hall: PlantedHall, cookie: string, { id, name }: Guest) {
  const answer = await fetch(`${hall.hubUrl}/api/locations/demo/appointments`, { headers: { cookie } });
  const listed = ((await answer.json()) as ListedAppointment[]).flatMap(({ guests }) => guests);
  const { code, url } = listed.find((one) => one.name === name) as { code: string; url: string };
  plants.secret(`guest ${id}: code`, code);
  plants.secret(`guest ${id}: link`, url.split("/").at(-1) as string);
  return { code: code.replace(" ", ""), url };
}

/** Guests, each once; what they show is scanned or typed. Answers the address behind which one of them finds the appointment. */
export async function atCheckIn(plants: Plants, hall: PlantedHall, cookie: string): Promise<string> {
  const guests = GUESTS.map((id) => guestOf(plants, id));
  const [card, stripe, typed, byCode, byLink] = guests as [Guest, Guest, Guest, Guest, Guest];
  const pushed = await fetch(`${hall.hubUrl}/api/locations/demo/appointments/planner`, {
    ...{ method: "POST", body: JSON.stringify(guests) },
    headers: { authorization: `Bearer ${secretOf("planner")}`, "content-type": "application/json" },
  });
  expect(await pushed.json()).toMatchObject({ received: { booked: guests.length }, problems: [] });
  await told(hall, guests);
  const { code } = await waysOf(plants, hall, cookie, byCode);
  const { url } = await waysOf(plants, hall, cookie, byLink);
  await comes(hall, async () => await scan(hall, card.cpr));
  await comes(hall, async () => await type(hall, code));
  await comes(hall, async () => await scan(hall, url));
  await hall.stop("hub");
  const track1 = `%${typed.name.toUpperCase().padEnd(34)}${"PLANTEDVEJ 7".padEnd(34)}1012300?`;
  await comes(hall, async () => await scan(hall, `${track1};12081005${stripe.cpr}1012345084101010126?`));
  await comes(hall, async () => await type(hall, typed.cpr));
  await hall.start("hub");
  return url;
}

async function type(hall: PlantedHall, digits: string): Promise<void> {
  await pause();
  for (const key of [...digits, "enter"])
    await fetch(`${hall.urlOf("stand")}/simulated/keypad/${key}`, { method: "POST" });
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
