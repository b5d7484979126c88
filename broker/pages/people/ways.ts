/**
 * What "Min adgang" knows of how I am told of my guests: the ways that the hub has, what I chose, and whether this browser is told.
 * Knows no DOM; hub and browser come from outside.
 */
import { signal } from "@preact/signals";
import type { HostWay } from "../../../protocol/terms.ts";
import type { Hub } from "../admin/hub.ts";

type Address = "mobile" | "mail" | "teams" | "phone";
/** As the hub tells it. */
export type WaysTold = Readonly<Record<Address, string | null>> & {
  readonly can: readonly HostWay[];
  readonly ways: readonly HostWay[];
  readonly language: "da" | "en" | null;
  readonly browsers: number;
  readonly pushKey: string | null;
  readonly houseTeams: boolean;
};

/** How the browser answers: it has given its address, it may not be asked, or it cannot be told anything. */
export type Subscribed =
  | { readonly endpoint: string; readonly keys: { readonly p256dh: string; readonly auth: string } }
  | "denied"
  | "impossible";

export type WaysMeans = {
  readonly hub: Hub;
  /** Asks the browser for its address, by the hub's key. */
  readonly subscribe: (key: string) => Promise<Subscribed>;
};

/** What came of the last press. `fields`: what is wrong where. */
export type WaysSaid =
  | { readonly kind: "saved" | "browser-added" | "erased" | "denied" | "impossible" | "failed" }
  | { readonly kind: "wrong"; readonly fields: readonly string[] }
  | null;

export type WaysState = ReturnType<typeof openWays>;

/** Where a way leads; a browser says it itself. */
export const ADDRESS_OF = { sms: "mobile", mail: "mail", teams: "teams", phone: "phone" } as const;

/** The state of the part, not loaded yet. */
export function openWays({ hub, subscribe }: WaysMeans) {
  const told = signal<WaysTold | null>(null);
  const said = signal<WaysSaid>(null);
  const load = async (): Promise<void> => {
    const answer = await hub.get<WaysTold>("me/ways");
    if (answer.kind === "done") told.value = answer.body;
  };
  const press = async (path: string, body: object, done: WaysSaid): Promise<boolean> => {
    said.value = null;
    const answer = await hub.post(path, body);
    if (answer.kind === "done") {
      await load();
      said.value = done;
      return true;
    }
    const refused = answer.kind === "refused" ? answer.body : null;
    const { problems = [] } = (refused ?? {}) as { problems?: readonly { readonly path: string }[] };
    const fields = problems.map(({ path: field }) => field);
    said.value = fields.length > 0 ? { kind: "wrong", fields } : { kind: "failed" };
    return false;
  };
  return {
    told,
    said,
    load,
    save: (
      ways: readonly HostWay[],
      addresses: Readonly<Partial<Record<Address, string>>>,
      language: string,
    ) =>
      press("me/ways", { ways, ...addresses, ...(language === "" ? {} : { language }) }, { kind: "saved" }),
    erase: () => press("me/ways/erase", {}, { kind: "erased" }),
    addBrowser: async (): Promise<void> => {
      const key = told.value?.pushKey ?? null;
      if (key === null) return;
      const browser = await subscribe(key);
      if (typeof browser === "string") said.value = { kind: browser };
      else await press("me/browsers", browser, { kind: "browser-added" });
    },
  };
}
