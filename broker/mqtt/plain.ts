/**
 * What may be said in the log of clients that were refused: only words that are Talon's own. A client chooses its id and its topics
 * itself, and they may be anybody's name or number.
 * Pure; knows no connection.
 */
import { TOPICS } from "../../protocol/topics.ts";
import type { HubBrokerEvents } from "./contract.ts";

/** In place of what somebody else wrote. */
const OTHERS = "…";
const MOST_LEVELS = 10;

const OWN_WORDS: ReadonlySet<string> = new Set([
  ...["talon", "+", "#"],
  ...Object.values(TOPICS).flatMap(({ address }) =>
    address.split("/").filter((level) => !level.startsWith("{")),
  ),
]);

/** `talon/…/queues/…`: a topic or filter with the levels alone that the table spells. */
export function plainTopic(topic: string): string {
  const levels = topic.split("/").slice(0, MOST_LEVELS);
  return levels.map((level) => (OWN_WORDS.has(level) ? level : OTHERS)).join("/");
}

/** `staff-anna` of `staff-anna.4711`, where there is such a client; otherwise `…`. */
export function plainClient(id: string, known: ReadonlySet<string>): string {
  const [own = ""] = id.split(".");
  return known.has(own) ? own : OTHERS;
}

/** The same ears, which hear of those alone by their id that are `known` (`staff-anna`, `stand-s1`). */
export function plainly(events: HubBrokerEvents, known: () => ReadonlySet<string>): HubBrokerEvents {
  return {
    ...events,
    refused: ({ client, why }) => events.refused({ client: plainClient(client, known()), why }),
    limited: ({ client, ...what }) => events.limited({ ...what, client: plainClient(client, known()) }),
  };
}
