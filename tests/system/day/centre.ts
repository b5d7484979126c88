/** The job centre from its opening to its closing: whoever comes, whoever serves, and what happens at noon. Judges nothing. */
import type { ListedAppointment } from "../../../broker/appointments/day.ts";
import type { DoorPicture } from "../../../protocol/snapshots.ts";
import { type AppointmentId, parseToken } from "../../../protocol/terms.ts";
import { until } from "../../broker/mqtt/far-side.ts";
import { seeded } from "../week/chance.ts";
import { WeekClock } from "../week/clock.ts";
import { Screens } from "../week/screens.ts";
import { WeekStand } from "../week/stand.ts";
import { Desk } from "./desk.ts";
import type { DayHub } from "./hub.ts";
import { clockAt, dayLocation } from "./location.ts";
import type { Came } from "./oracle.ts";
import type { Meeting, WalkIn } from "./plan.ts";
import type { Sources } from "./sources.ts";

const MINUTE = 60_000;
const NOON = clockAt(12);
const CLOSES = clockAt(17, 30);
const BUTTONS = { pas: [1], job: [2] } as const;

type Happening = { readonly at: number; readonly does: () => Promise<void> };
type Codes = { readonly id: AppointmentId; readonly code: string; readonly url: string };

/** A health card's stripe; name and address are to reach nobody. */
const stripe = (cpr: string) =>
  `%${"HANSEN^PLANTED".padEnd(34)}${"PLANTEDVEJ 7".padEnd(34)}1012300?;12081005${cpr}1012345084101010126?`;

export class JobCentre {
  readonly #hub: DayHub;
  readonly #sources: Sources;
  readonly #clock: WeekClock;
  readonly #desk = new Desk(seeded(7));
  readonly #codes = new Map<string, Codes>();
  readonly #came: Came[] = [];
  readonly #papers: string[] = [];
  #stands: WeekStand[] = [];
  #screens: Screens;
  #turn = 0;
  #looks = 0;
  /** What the hubs logged. */
  readonly lines: object[] = [];

  private constructor(hub: DayHub, sources: Sources) {
    this.#hub = hub;
    this.#sources = sources;
    this.#clock = new WeekClock(hub.now);
    this.#screens = new Screens(hub.hall, hub.ledger, dayLocation());
  }

  static async open(hub: DayHub, sources: Sources): Promise<JobCentre> {
    const made = new JobCentre(hub, sources);
    for (const id of ["s1", "s2"]) made.#stands.push(await WeekStand.open(hub.hall, made.#clock, id, true));
    await made.#watch();
    return made;
  }

  get looks(): number {
    return this.#looks;
  }

  async #watch(): Promise<void> {
    const { hall, ledger } = this.#hub;
    this.#screens = new Screens(hall, ledger, dayLocation());
    await this.#screens.open(await hall.mqtt("integration-board"), this.#stands);
  }

  async close(): Promise<void> {
    this.#screens.close();
    for (const stand of this.#stands) await stand.close();
  }

  /** The whole day; resolves when the house is closed and everybody's visit over. */
  async day({ meetings, walkIns }: { meetings: readonly Meeting[]; walkIns: readonly WalkIn[] }) {
    await this.#sources.tell(
      this.#hub.hall,
      meetings.map((meeting) => ({ meeting, version: 1 })),
    );
    await this.#learnCodes();
    for (const { at, does } of this.#happenings(meetings, walkIns)) {
      this.#clock.pass(Math.max(0, at - this.#clock.at));
      await does();
    }
    const idOf = new Map([...this.#codes].map(([id, codes]) => [id, codes.id]));
    return { came: this.#came, papers: this.#papers, idOf };
  }

  #happenings(meetings: readonly Meeting[], walkIns: readonly WalkIn[]): Happening[] {
    const rounds = Array.from({ length: (CLOSES - clockAt(7)) / (5 * MINUTE) }, (_, n) => n + 1);
    const told = meetings.filter(({ changedAt }) => changedAt !== null);
    const comes = meetings.filter(({ way }) => way !== "none");
    const all: Happening[] = [
      // Before the round of noon: its texts are on their way when the hub goes.
      { at: NOON, does: () => this.#noon() },
      ...rounds.map((n) => ({ at: clockAt(7, 5 * n), does: () => this.#round(n) })),
      ...told.map((meeting) => ({ at: meeting.changedAt as number, does: () => this.#changes(meeting) })),
      ...comes.map((meeting) => ({ at: meeting.comesAt, does: () => this.#comes(meeting) })),
      ...walkIns.map((one) => ({ at: one.at, does: () => this.#walksIn(one) })),
    ];
    return all.sort((a, b) => a.at - b.at);
  }

  /** Names are of the plan; everybody's codes stand in the list for whoever sends letters. */
  async #learnCodes(): Promise<void> {
    const { items } = await this.#hub.hall.ask("/api/locations/demo/appointments");
    for (const { id, guests } of items as unknown as ListedAppointment[])
      for (const { name, code, url } of guests)
        this.#codes.set(name?.replace("Planted ", "") ?? "", {
          ...{ id, code: (code ?? "").replace(" ", ""), url: url ?? "" },
        });
  }

  /** Five minutes have passed: the hub's second, texts, staff, and now and then all screens. */
  async #round(n: number): Promise<void> {
    const { hall } = this.#hub;
    await hall.hub.tick();
    await hall.hub.lookForAppointments(hall.now.at);
    await hall.hub.sendNotices();
    await this.#desk.look(
      hall,
      dayLocation().counters.map(({ counter }) => counter),
    );
    if (n % 6 !== 0) return;
    await this.#screens.agree();
    this.#looks += 1;
  }

  async #changes(meeting: Meeting): Promise<void> {
    const { hall } = this.#hub;
    await hall.hub.sendNotices();
    await this.#sources.tell(hall, [{ meeting, version: 2 }]);
  }

  #stand(): WeekStand {
    this.#turn += 1;
    return this.#stands[this.#turn % this.#stands.length] as WeekStand;
  }

  async #walksIn({ service }: WalkIn): Promise<void> {
    const stand = this.#stand();
    const slip = await stand.ask(BUTTONS[service]);
    this.#papers.push(String(slip?.number));
    await stand.nextCitizen();
  }

  async #comes(meeting: Meeting): Promise<void> {
    const at = this.#clock.at;
    const number =
      meeting.way === "phone" ? await this.#onPhone(meeting) : await this.#atStand(meeting, this.#stand());
    this.#came.push({ meeting, at, number });
  }

  async #atStand({ id, way, cpr }: Meeting, stand: WeekStand): Promise<string | null> {
    const { code = "", url = "" } = this.#codes.get(id) ?? {};
    const shows = {
      ...{ code: { type: code }, link: { scan: url }, card: { scan: cpr } },
      ...{ stripe: { scan: stripe(cpr) }, cpr: { type: cpr } },
    }[way as "code"];
    const slip = await stand.checkIn(shows);
    await stand.nextCitizen();
    if (stand.picture.standing !== null) await stand.leaveAlone();
    return slip?.number ?? null;
  }

  /** The link on the citizen's own phone, and the six digits that the screen at the door shows now. */
  async #onPhone({ id }: Meeting): Promise<string | null> {
    const { hall, ledger } = this.#hub;
    const screen = (await hall.ask("/door")).headers.get("location") ?? "";
    const { pictures } = await hall.stream(`${screen}/events`);
    await until(() => pictures.length > 0);
    const door = pictures.at(-1) as unknown as DoorPicture;
    const shown = /\d{3}\u00a0\d{3}/.exec(door.appointment[0]?.text ?? "")?.[0] ?? "";
    const link = new URL(this.#codes.get(id)?.url ?? "x:").pathname;
    const said = await hall.ask(`${link}?language=da`, {
      ...{ method: "POST", body: new URLSearchParams({ shown }).toString() },
      headers: { "content-type": "application/x-www-form-urlencoded", origin: hall.url },
    });
    const token = parseToken((said.headers.get("location") ?? "").split("/t/")[1] ?? "");
    if (token === null) return null;
    const given = [...ledger.load()].find(
      (event) => event.kind === "ticket-issued-on-phone" && event.token === token,
    );
    return given !== undefined && "number" in given ? given.number : null;
  }

  /**
   * The gateway goes silent after it has taken messages, and the hub is gone between two commits. While it is away a citizen takes a
   * number; then another hub goes on with what was written.
   */
  async #noon(): Promise<void> {
    const { hall } = this.#hub;
    await this.#screens.agree();
    this.#hub.isGatewaySilent = true;
    this.#clock.pass(20_000);
    void hall.hub.sendNotices().catch(() => undefined);
    await new Promise((done) => setTimeout(done, 200));
    this.#screens.close();
    this.lines.push(...hall.lines);
    await this.#hub.kill();
    await until(() => this.#stands.every(({ picture }) => !picture.online));
    await this.#walksIn({ at: this.#clock.at, service: "job" });
    await this.#hub.start();
    await until(() => this.#stands.every(({ picture }) => picture.online), 30_000);
    await this.#watch();
  }
}
