/**
 * What else of a location leads to a part, and the location without that part and all that led to it.
 * Pure; the page tells the uses before anything is removed.
 */
import { type Does, type Draft, ID_OF, type Item, type ListName, type Text } from "./draft.ts";

/** One use of a part: what kind of thing leads to it, where it is in the document, and the names to tell it by. */
export type Use = {
  readonly kind:
    | "button"
    | "item"
    | "service"
    | "counter"
    | "rule"
    | "display"
    | "display-queue"
    | "source"
    | "catch-all";
  readonly path: string;
  readonly name: Text;
  /** The stand of a button, the menu of an item. */
  readonly within: Text | null;
};
export type PartRef = { readonly list: ListName; readonly id: string };

/** The fields of a `does` that name parts, by list. */
const LED: Partial<Record<ListName, "service" | "menu" | "information">> = {
  services: "service",
  menus: "menu",
  informations: "information",
};

function leadsTo(does: Does | undefined, { list, id }: PartRef): boolean {
  const key = LED[list];
  return key !== undefined && (does as Record<string, string> | undefined)?.[key] === id;
}

function keys(draft: Draft, part: PartRef): Use[] {
  return [
    ...draft.stands.flatMap((stand, at) =>
      stand.buttons.flatMap((one, i): Use[] =>
        leadsTo(one.does, part)
          ? [{ kind: "button", path: `stands.${at}.buttons.${i}`, name: one.label, within: stand.name }]
          : [],
      ),
    ),
    ...draft.menus.flatMap((menu, at) =>
      menu.items.flatMap((one, i): Use[] =>
        leadsTo(one.does, part)
          ? [{ kind: "item", path: `menus.${at}.items.${i}`, name: one.label, within: menu.title }]
          : [],
      ),
    ),
  ];
}

/** Sources of appointments of which some become this service. */
function sourceUses(draft: Draft, id: string): Use[] {
  return draft.appointmentSources.flatMap(({ service, kinds = [], name }, at): Use[] =>
    service === id || kinds.some((one) => one.service === id)
      ? [{ kind: "source", path: `appointmentSources.${at}`, name, within: null }]
      : [],
  );
}

function queueUses(draft: Draft, id: string): Use[] {
  return [
    ...draft.services.flatMap(({ queue, name }, at): Use[] =>
      queue === id ? [{ kind: "service", path: `services.${at}`, name, within: null }] : [],
    ),
    ...draft.counters.flatMap(({ queues = [], rules = [], name }, at): Use[] => [
      ...(queues.includes(id)
        ? [{ kind: "counter" as const, path: `counters.${at}`, name, within: null }]
        : []),
      ...(rules.some((rule) => rule.queue === id)
        ? [{ kind: "rule" as const, path: `counters.${at}`, name, within: null }]
        : []),
    ]),
    ...draft.displays.flatMap(({ queues = [], name }, at): Use[] =>
      queues.includes(id) ? [{ kind: "display-queue", path: `displays.${at}`, name, within: null }] : [],
    ),
    ...(draft.catchAll === id
      ? [{ kind: "catch-all" as const, path: "catchAll", name: {}, within: null }]
      : []),
  ];
}

/** Everything that leads to a part, in the document's order. */
export function usesOf(draft: Draft, part: PartRef): Use[] {
  if (part.list === "queues") return queueUses(draft, part.id);
  if (part.list === "counters")
    return draft.displays.flatMap(({ counters = [], arrows = [], name }, at): Use[] =>
      counters.includes(part.id) || arrows.some(({ counter }) => counter === part.id)
        ? [{ kind: "display", path: `displays.${at}`, name, within: null }]
        : [],
    );
  return [...keys(draft, part), ...(part.list === "services" ? sourceUses(draft, part.id) : [])];
}

/** Its kinds of meeting are no service any more, until somebody says which. */
function withoutService(draft: Draft, id: string): Draft {
  return {
    ...draft,
    appointmentSources: draft.appointmentSources.map((source) => ({
      ...source,
      ...(source.service === id ? { service: undefined } : {}),
      ...(source.kinds ? { kinds: source.kinds.filter(({ service }) => service !== id) } : {}),
    })),
  };
}

function withoutKeys(draft: Draft, part: PartRef): Draft {
  const kept = <T extends Item>(items: readonly T[]) => items.filter((item) => !leadsTo(item.does, part));
  return {
    ...draft,
    stands: draft.stands.map((stand) => ({ ...stand, buttons: kept(stand.buttons) })),
    menus: draft.menus.map((menu) => ({ ...menu, items: kept(menu.items) })),
  };
}

/** A counter that served this queue alone would serve all when its list is empty, so its work is told before. */
function withoutQueue(draft: Draft, id: string, heir: string): Draft {
  const others = (queues: readonly string[]) => [
    ...new Set(queues.map((queue) => (queue === id ? heir : queue)).filter((queue) => queue !== "")),
  ];
  return {
    ...draft,
    services: draft.services.map((one) => (one.queue === id ? { ...one, queue: heir } : one)),
    counters: draft.counters.map((counter) => ({
      ...counter,
      ...(counter.queues ? { queues: others(counter.queues) } : {}),
      ...(counter.rules ? { rules: counter.rules.filter((rule) => rule.queue !== id) } : {}),
    })),
    displays: draft.displays.map((display) => ({
      ...display,
      ...(display.queues ? { queues: others(display.queues) } : {}),
    })),
    catchAll: draft.catchAll === id ? heir : draft.catchAll,
  };
}

function withoutLeads(draft: Draft, part: PartRef, heir: string): Draft {
  if (part.list === "queues") return withoutQueue(draft, part.id, heir);
  if (part.list === "services") return withoutKeys(withoutService(draft, part.id), part);
  if (part.list !== "counters") return withoutKeys(draft, part);
  return {
    ...draft,
    displays: draft.displays.map((display) => ({
      ...display,
      ...(display.counters ? { counters: display.counters.filter((one) => one !== part.id) } : {}),
      ...(display.arrows ? { arrows: display.arrows.filter(({ counter }) => counter !== part.id) } : {}),
    })),
  };
}

/**
 * The draft without a part and without what leads to it. A queue's services go to `heir`, the id of another queue, and with them
 * its place at counters.
 */
export function withoutPart(draft: Draft, part: PartRef, heir = ""): Draft {
  const rest = withoutLeads(draft, part, heir);
  const list = (rest[part.list] as readonly unknown[]).filter(
    (one) => (one as Record<string, unknown>)[ID_OF[part.list]] !== part.id,
  );
  const next: Draft = { ...rest, [part.list]: list };
  // A menu that has lost its last item is no menu any more.
  const empty = part.list === "menus" ? undefined : next.menus.find((menu) => menu.items.length === 0);
  const wasFull = empty && draft.menus.some(({ menu, items }) => menu === empty.menu && items.length > 0);
  return wasFull ? withoutPart(next, { list: "menus", id: empty.menu }) : next;
}
