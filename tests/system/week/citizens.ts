/** Citizens of the simulated week with a phone in their hand: they take tickets through the code at the door, and decide about them. */
import type { DoorPicture } from "../../../protocol/snapshots.ts";
import { tokenInCode } from "../../../protocol/terms.ts";
import type { Hall } from "../../broker/hall.ts";
import { count } from "./chance.ts";

/** What a citizen asks for on the ticket's page. */
export type Wish = "leave" | "postpone" | "rejoin";

export class Citizens {
  /** What was asked for and done, and what was refused. */
  readonly done = new Map<string, number>();
  readonly #hall: Hall;

  constructor(hall: Hall) {
    this.#hall = hall;
  }

  /** Scans the code at the door and taps on a service; the ticket's token, or `null` where it gives none. */
  async take({ url }: NonNullable<DoorPicture["code"]>, service: string): Promise<string | null> {
    const scanned = await this.#hall.ask(new URL(url).pathname);
    const visit = scanned.headers.get("location") ?? "";
    const tapped = await this.#hall.ask(`/d/${visit}/${service}?language=da`, { method: "POST" });
    const token = tokenInCode(tapped.headers.get("location")?.replace("../..", this.#hall.url) ?? "");
    count(this.done, token === null ? "phone-refused" : "phone");
    return token;
  }

  async wish(token: string, wish: Wish): Promise<void> {
    const { status } = await this.#hall.post(`/t/${token}/${wish}`);
    count(this.done, status === 200 ? wish : `${wish}-refused`);
  }
}
