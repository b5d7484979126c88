/** Ways of telling hosts whose far side is a test's, and a sender with a store of what hosts said. Knows no test. */
import type { HostChannel, HostMessage, HostTry } from "../../../broker/notices/host-channels/contract.ts";
import { HostContacts } from "../../../broker/notices/host-contacts.ts";
import { HostSender } from "../../../broker/notices/host-sender.ts";
import type { FieldsOf } from "../../../broker/persons/purposes.ts";
import { openLog } from "../../../protocol/link/log.ts";
import type { HostWay } from "../../../protocol/terms.ts";
import type { Hub } from "../town.ts";

type Ended = HostTry["ended"];
const tryOf = (ended: Ended): HostTry => (ended === "accepted" ? { ended } : { ended, why: "so" });

/** A way that ends its tries as told, the last for all that follow; `hang` leaves one open until it is let go. */
export class FarWay implements HostChannel {
  readonly got: HostMessage[] = [];
  readonly #ends: (Ended | "hang")[];
  #letGo: (() => void)[] = [];

  constructor(...ends: (Ended | "hang")[]) {
    this.#ends = ends;
  }

  async send(message: HostMessage): Promise<HostTry> {
    this.got.push(message);
    const ended = (this.#ends.length > 1 ? this.#ends.shift() : this.#ends[0]) ?? "accepted";
    if (ended !== "hang") return tryOf(ended);
    await new Promise<void>((done) => this.#letGo.push(done));
    return tryOf("unknown");
  }

  letGo(): void {
    for (const done of this.#letGo.splice(0)) done();
  }

  check = () => Promise.resolve(null);
  close = () => Promise.resolve();
}

type Said = Readonly<Record<string, FieldsOf<"host">>>;
export const BROWSER = (name: string) => ({
  endpoint: `https://push.example/${name}`,
  keys: { p256dh: "k", auth: "a" },
});

export function telling(
  hub: Hub,
  channels: Partial<Record<HostWay, FarWay>>,
  said: Said,
  teamsUrl: string | null = null,
) {
  const lines: string[] = [];
  const faults: unknown[] = [];
  const kept = new Map<string, unknown>();
  let writes = 0;
  const persons = {
    get: (person: string) => (kept.get(person) ?? null) as never,
    put: ({ person, fields }: { person: string; fields: object }) => {
      writes += 1;
      kept.set(person, fields);
    },
    erase: (person: string) => Number(kept.delete(person)),
  };
  const contacts = new HostContacts({
    ...{ persons: persons as never, key: new Uint8Array(32), at: () => hub.at },
    location: () => hub.state.location,
  });
  for (const [host, fields] of Object.entries(said)) kept.set(contacts.keyOf(host), fields);
  const made = () =>
    new HostSender({
      ...{ channels, contacts, teamsUrl, state: () => hub.state, at: () => hub.at },
      url: () => "https://hub.example/host",
      decide: (command) => Promise.resolve(hub.send(command)),
      log: openLog({ name: "hub", write: (line) => lines.push(line) }),
      failed: (fault) => faults.push(fault),
    });
  return { sender: made(), made, contacts, lines, faults, writes: () => writes };
}
export const settle = async () => {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
};
