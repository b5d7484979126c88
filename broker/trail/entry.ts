/**
 * One event of the ledger as an entry of the audit trail: which act, by whom, where, about which ticket, and how it ended.
 * Pure; takes the fields that it names and no others, so that no token, no citizen's key and no document ever comes with it.
 */
import type { Row } from "../ledger/verify.ts";
import { ACTS, type ActName, isActName } from "./acts.ts";

/** `machine`: somebody at the hub's own machine; `nobody`: nobody had signed in; `unknown`: ledgers of before do not say. */
export type Who =
  | { readonly kind: "person"; readonly id: string }
  | { readonly kind: "machine" | "nobody" | "unknown" | "citizen" | "hub" | "follows" }
  | { readonly kind: "stand"; readonly stand: string };

/** What else there is to say of an act. */
export type FactName =
  | "version"
  | "note"
  | "account"
  | "roles"
  | "display"
  | "order"
  | "button"
  | "records"
  | "events"
  | "upTo"
  | "closed"
  | "pause"
  | "service"
  | "count"
  | "was"
  | "source"
  | "from"
  | "to"
  | "format";
export type Fact = { readonly name: FactName; readonly value: string };

export type Entry = {
  readonly seq: number;
  readonly at: number;
  readonly act: ActName;
  readonly who: Who;
  /** Why nothing came of it. */
  readonly refused: string | null;
  readonly counter: string | null;
  readonly stand: string | null;
  readonly queue: string | null;
  /** Every ticket that it names, by its id. */
  readonly tickets: readonly string[];
  readonly number: string | null;
  readonly facts: readonly Fact[];
  readonly hash: string;
};

type Loose = Readonly<Record<string, unknown>>;
type Event = Loose & { readonly kind: string; readonly at: number };

const loose = (value: unknown): Loose =>
  typeof value === "object" && value !== null ? (value as Loose) : {};
const textOf = (value: unknown): string | null =>
  typeof value === "string" ? value : typeof value === "number" ? String(value) : null;

function actOf(event: Event): ActName | null {
  const inner =
    event.kind === "command-answered"
      ? event["command"]
      : event.kind === "act-noted"
        ? event["act"]
        : event.kind;
  return typeof inner === "string" && isActName(inner) ? inner : null;
}

/** Who may have done what at the machine itself, where nobody signs in. */
const AT_THE_MACHINE: ReadonlySet<ActName> = new Set<ActName>([
  "configured",
  "ledger-chained",
  "backed-up",
  "restored",
  "person-shown",
  "person-erased",
]);

function whoOf(event: Event, act: ActName): Who {
  const { by: doneBy } = ACTS[act];
  const { by } = event;
  if (doneBy === "people") {
    if (typeof by === "string") return { kind: "person", id: by };
    if (AT_THE_MACHINE.has(act)) return { kind: "machine" };
    return { kind: by === null ? "nobody" : "unknown" };
  }
  if (doneBy === "citizens" || event["bySelf"] === true) return { kind: "citizen" };
  if (doneBy === "stands") return { kind: "stand", stand: textOf(event["stand"]) ?? "" };
  return { kind: doneBy };
}

/** Ids of tickets in an event, its own first. */
function ticketsOf(event: Event): string[] {
  const answer = loose(event["answer"]);
  const lists = [event["before"], event["restored"]].flatMap((list) =>
    Array.isArray(list) ? list.map((one) => loose(one)["id"]) : [],
  );
  const ids = Array.isArray(event["ids"]) ? (event["ids"] as unknown[]) : [];
  // The id of a call for help, or of an appointment, is no ticket's.
  const own = /^(?:help|appointment)-/.test(event.kind) ? [] : [event["id"]];
  const named = [loose(answer["ticket"])["id"], ...own, event["into"], loose(event["about"])["ticketId"]];
  return [...new Set([...named, ...lists, ...ids].filter((id) => typeof id === "string"))];
}

const fact = (name: FactName, value: unknown): Fact[] => {
  const said = textOf(value);
  return said === null ? [] : [{ name, value: said }];
};

/** A citizen's key is in `about` of what was shown and erased, and stays there. Whoever did it to their own account is told already. */
function aboutFacts(act: ActName, about: Loose, by: unknown): Fact[] {
  const isOfCitizen = act === "person-shown" || act === "person-erased";
  const { person, roles, display, order, button, records, events, seq, from, to, format } = about;
  return [
    ...(isOfCitizen || person === by ? [] : fact("account", person)),
    ...fact("roles", roles),
    ...fact("display", display),
    ...fact("order", order),
    ...fact("button", button),
    ...fact("records", records),
    ...fact("events", events),
    ...fact("upTo", seq),
    ...fact("from", from),
    ...fact("to", to),
    ...fact("format", format),
  ];
}

function factsOf(event: Event, act: ActName): Fact[] {
  const answer = loose(event["answer"]);
  if (event.kind === "act-noted") return aboutFacts(act, loose(event["about"]), event["by"]);
  if (event.kind === "configured")
    return [...fact("version", loose(event["location"])["version"]), ...fact("note", event["note"])];
  return [
    ...fact("closed", answer["closed"]),
    ...fact("pause", event["reason"] ?? loose(answer["session"])["pause"]),
    ...fact("service", event["service"]),
    ...fact("count", event["count"]),
    ...fact("was", event.kind === "ticket-renamed" ? event["from"] : null),
    ...fact("source", event.kind.startsWith("appointment-") ? event["source"] : null),
  ];
}

/** The entry of a row; `null` for what this program does not know, or cannot read. */
export function entryOf({ seq, text, hash }: Row): Entry | null {
  let event: Event;
  try {
    event = JSON.parse(text) as Event;
  } catch {
    return null;
  }
  const act = actOf(event);
  if (act === null) return null;
  const answer = loose(event["answer"]);
  const ticket = loose(answer["ticket"]);
  const about = loose(event["about"]);
  return {
    ...{ seq, at: event.at, act, who: whoOf(event, act), refused: textOf(answer["refused"]), hash },
    counter: textOf(event["counter"] ?? loose(answer["session"])["counter"]),
    stand: textOf(event["stand"] ?? about["stand"]),
    queue: textOf(event["queue"] ?? ticket["queue"]),
    tickets: ticketsOf(event),
    number: textOf(event["number"] ?? ticket["number"]),
    facts: factsOf(event, act),
  };
}
