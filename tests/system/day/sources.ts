/** The planners of a day: each tells its meetings as it does, a file in a folder, a push over HTTP, convocations of DFDG. */
import { utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { AppointmentInlet } from "../../../broker/appointments/contract.ts";
import type { Report } from "../../../broker/appointments/report.ts";
import { convocation, type DfdgHouse, dfdgHouse, eventually } from "../../broker/appointments/dfdg-house.ts";
import type { Hall } from "../../broker/hall.ts";
import { dfdgCertificates } from "../../dfdg/certificates.ts";
import { DfdgEmulator, pushOf } from "../../dfdg/emulator.ts";
import type { Meeting } from "./plan.ts";

const TOKEN = "a token that only the calendar has";
const HERE = "/api/locations/demo";
const FORMS = { physical: "fysisk", phone: "telefon", digital: "digital", letter: "brev" } as const;

/** `version` 1 is its first word, 2 its last. */
function rowOf({ id, form, cpr, mobile, host, source, ...meeting }: Meeting, version: 1 | 2): string {
  const startAt = version === 1 ? (meeting.was ?? meeting.startAt) : meeting.startAt;
  const status = version === 2 && meeting.isCancelled ? "aflyst" : "booket";
  const type = source === "calendar" ? "pas" : "job";
  return [id, version, status, new Date(startAt).toISOString(), 30, FORMS[form], type, host, "B204"]
    .concat([`Planted ${id}`, mobile, cpr])
    .join(";");
}
const HEAD = "id;version;status;start;minutter;form;type;vært;lokale;navn;mobil;cpr";

/** From the day's first word to its last. */
export class Sources {
  readonly emulator: DfdgEmulator;
  readonly #house: DfdgHouse;
  readonly #drop: string;
  #files = 0;

  private constructor(emulator: DfdgEmulator, house: DfdgHouse, drop: string) {
    this.emulator = emulator;
    this.#house = house;
    this.#drop = drop;
  }

  static async open(folder: string): Promise<Sources> {
    const certificates = await dfdgCertificates();
    const emulator = await DfdgEmulator.open(certificates);
    return new Sources(emulator, await dfdgHouse(emulator, certificates), join(folder, "drop"));
  }

  get inlets(): readonly AppointmentInlet[] {
    const { settings } = this.#house;
    const mapping = {
      ...settings.mapping,
      convocation: { ...settings.mapping.convocation, hosts: "sagsbehandler" },
      forms: { physical: ["1"], phone: ["2"], digital: ["8"], letter: ["9"] },
    };
    return [
      { kind: "folder", source: "planner", folder: this.#drop },
      { kind: "push", source: "calendar", token: TOKEN },
      { kind: "dfdg", source: "dfdg", settings: { ...settings, mapping } },
    ];
  }

  /** Tells words of meetings, each by its own source, and resolves when the hub has them all. */
  async tell(
    hall: Hall,
    words: readonly { readonly meeting: Meeting; readonly version: 1 | 2 }[],
  ): Promise<void> {
    const rows = (source: string) =>
      words.filter(({ meeting }) => meeting.source === source).map((one) => rowOf(one.meeting, one.version));
    const [planner, calendar] = [rows("planner"), rows("calendar")];
    if (planner.length > 0) await this.#dropped(hall, [HEAD, ...planner].join("\n"));
    if (calendar.length > 0) await this.#pushed(hall, [HEAD, ...calendar].join("\n"));
    await this.convoke(words);
    await this.isLookedUp(hall);
  }

  async #dropped(hall: Hall, text: string): Promise<void> {
    this.#files += 1;
    const file = join(this.#drop, `${this.#files}.csv`);
    await hall.hub.lookForAppointments(hall.now.at);
    writeFileSync(file, text);
    utimesSync(file, (hall.now.at - 60_000) / 1000, (hall.now.at - 60_000) / 1000);
    for (let look = 0; look < 2; look += 1) await hall.hub.lookForAppointments(hall.now.at);
  }

  async #pushed(hall: Hall, body: string): Promise<void> {
    const headers = { authorization: `Bearer ${TOKEN}`, "content-type": "text/csv" };
    const said = await hall.ask(`${HERE}/appointments/calendar`, { method: "POST", body, headers });
    if (said.status !== 200) throw new Error(said.text);
  }

  /** DFDG's own of these words; resolves when each push is answered. */
  async convoke(words: readonly { readonly meeting: Meeting; readonly version: 1 | 2 }[]): Promise<void> {
    for (const { meeting, version } of words.filter((one) => one.meeting.source === "dfdg")) {
      const { id, cpr, form, mobile, host, startAt, was, isCancelled } = meeting;
      const isGone = version === 2 && isCancelled;
      const at = version === 1 ? (was ?? startAt) : startAt;
      const more = { form, version, navn: `Planted ${id}`, mobilnummer: mobile, sagsbehandler: host };
      if (isGone) this.emulator.remove(id);
      else this.emulator.set(id, cpr, convocation(at, more));
      const change = isGone ? 3 : version;
      const { status } = await this.emulator.push(this.#house.webhook, pushOf(id, change, { cpr, version }));
      if (status !== 200) throw new Error(`a push was answered ${status}`);
    }
  }

  async isLookedUp(hall: Hall): Promise<void> {
    await eventually(async () => {
      const { items } = await hall.ask(`${HERE}/appointment-sources`);
      const report = (items as unknown as Report[]).find(({ source }) => source === "dfdg");
      return report?.noted === null || report === undefined;
    }, 60_000);
  }

  async close(): Promise<void> {
    await this.emulator.close();
  }
}
