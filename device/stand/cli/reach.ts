/**
 * Tries the way to the hub once: the broker, the account, and whether the hub says that it is there.
 * Knows no rule of the stand; what it finds is an answer, never an exception.
 */
import type { StandConfig } from "../../../protocol/config/stand.ts";
import { type MqttLinkOptions, openMqttLink } from "../../../protocol/link/mqtt.ts";

export type Reached =
  | { readonly kind: "hub"; readonly version: string }
  | { readonly kind: "broker-only" }
  | { readonly kind: "refused" | "denied" | "unreachable"; readonly problem: string };

const CONNECT_MS = 5_000;
const HUB_MS = 2_000;
/** MQTT 3.1.1, 3.2.2.3: return codes 2, 4 and 5, in the words of the client. */
const REFUSED = /not authori[sz]ed|bad user ?name|bad username|identifier rejected/i;
/** MQTT 3.1.1, 3.9.3: the account is right but may not read what a stand of this name in this location reads. */
const DENIED = /\bdenies\b|\bsubscribe error\b/i;

/** What a trouble of the link means, in one word. */
export function troubleKind(trouble: string): "refused" | "denied" | "unreachable" {
  if (DENIED.test(trouble)) return "denied";
  return REFUSED.test(trouble) ? "refused" : "unreachable";
}

/** Connects with the stand's own account; a stand that runs with it is pushed off for that moment. */
export async function reachHub(
  config: StandConfig,
  way: MqttLinkOptions,
  after: (ms: number, act: () => void) => () => void,
): Promise<Reached> {
  const { url } = way;
  const link = openMqttLink(way);
  try {
    return await new Promise<Reached>((resolve) => {
      let problem = `${url}: no answer within ${CONNECT_MS / 1000} s`;
      const giveUp = after(CONNECT_MS, () => resolve({ kind: "unreachable", problem }));
      link.subscribe("hubAvailability", { location: config.location }, ({ state, version }) => {
        giveUp();
        resolve(state === "online" ? { kind: "hub", version } : { kind: "broker-only" });
      });
      link.subscribe("standConfig", { location: config.location, stand: config.stand }, () => undefined);
      link.onUp(() => {
        giveUp();
        after(HUB_MS, () => resolve({ kind: "broker-only" }));
      });
      link.onTrouble((trouble) => {
        problem = trouble;
        giveUp();
        resolve({ kind: troubleKind(trouble), problem });
      });
    });
  } finally {
    await link.close();
  }
}
