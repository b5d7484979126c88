/**
 * One stand's document out of the location's: its buttons, the menus and services they lead to, and what its receipt needs.
 * Pure; a button that leads nowhere is left out, never the stand (design: process model).
 */
import type { Hours } from "../../protocol/config/hours.ts";
import type { Button, Does, LocationConfig, Menu } from "../../protocol/config.ts";
import { hasHours } from "../../protocol/hours.ts";
import type { StandId } from "../../protocol/terms.ts";
import type { Body } from "./places.ts";

/** Menus whose items lead somewhere, their dead items left out; a menu without items is dead itself. */
function liveMenus(location: LocationConfig): Menu[] {
  const services = new Set<string>(location.services.map((service) => service.service));
  const informations = informationIds(location);
  let menus = location.menus;
  for (;;) {
    const ids = new Set(menus.map((menu) => menu.menu));
    const next = menus
      .map((menu) => ({
        ...menu,
        items: menu.items.filter((item) => leads(item.does, { services, menus: ids, informations })),
      }))
      .filter((menu) => menu.items.length > 0);
    const count = (some: readonly Menu[]) => some.reduce((sum, menu) => sum + 1 + menu.items.length, 0);
    if (count(next) === count(menus)) return next;
    menus = next;
  }
}

const informationIds = ({ informations = [] }: LocationConfig): ReadonlySet<string> =>
  new Set(informations.map((one) => one.information));

type Live = Readonly<Record<"services" | "menus" | "informations", ReadonlySet<string>>>;

function leads(does: Does, { services, menus, informations }: Live): boolean {
  switch (does.kind) {
    case "service":
      return services.has(does.service);
    case "menu":
      return menus.has(does.menu);
    case "information":
      return informations.has(does.information);
  }
}

function liveServices(location: LocationConfig): Body<"standConfig">["services"] {
  return location.services.flatMap(({ service, name, queue: id, message, bring }) => {
    const queue = location.queues.find((one) => one.queue === id);
    if (!queue) return [];
    // No hours at all mean closed: an inactive queue never opens (R8).
    const hours = queue.active ? queue.hours : [];
    const facts = { service, name, queue: id, queueName: queue.name, letters: queue.letters, hours };
    return [{ ...facts, ...(message ? { message } : {}), ...(bring ? { bring } : {}) }];
  });
}

/** What a part of the location says of its own opening, and nothing else of it. */
const hoursIn = ({ hours, exceptions, closures }: Hours): Hours => ({ hours, exceptions, closures });

type Part = LocationConfig["queues"][number] | LocationConfig["services"][number];

function limitedHoursIn(part: Part) {
  const { lastTicket } = part;
  return { ...hoursIn(part), ...(typeof lastTicket === "number" ? { lastTicketMin: lastTicket } : {}) };
}

const saysSomething = (part: Part) => hasHours(part) || typeof part.lastTicket === "number";

function openingOf(
  location: LocationConfig,
  services: Body<"standConfig">["services"],
): Body<"standConfig">["opening"] {
  const queues = location.queues.filter(
    (one) => one.active && saysSomething(one) && services.some((live) => live.queue === one.queue),
  );
  const own = location.services.filter(
    (one) => saysSomething(one) && services.some((live) => live.service === one.service),
  );
  return {
    location: hoursIn(location),
    queues: Object.fromEntries(queues.map((queue) => [queue.queue, limitedHoursIn(queue)])),
    services: Object.fromEntries(own.map((service) => [service.service, limitedHoursIn(service)])),
  };
}

/** The document of one stand, or `null` when the location has no such stand. `publicUrl` is without a slash at its end. */
export function standConfig(
  location: LocationConfig,
  id: StandId,
  publicUrl: string,
): Body<"standConfig"> | null {
  const stand = location.stands.find((one) => one.stand === id);
  if (!stand) return null;
  const services = liveServices(location);
  const menus = liveMenus({
    ...location,
    services: location.services.filter((one) => services.some((live) => live.service === one.service)),
  });
  const live: Live = {
    services: new Set<string>(services.map((service) => service.service)),
    menus: new Set(menus.map((menu) => menu.menu)),
    informations: informationIds(location),
  };
  const buttons: Button[] = stand.buttons.filter((button) => leads(button.does, live));
  return {
    version: location.version,
    location: location.location,
    stand: id,
    locationName: location.name,
    timeZone: location.timeZone,
    languages: location.languages,
    opening: openingOf(location, services),
    services,
    buttons,
    menus,
    ...(location.informations ? { informations: location.informations } : {}),
    ...(stand.look ? { look: stand.look } : {}),
    ...(stand.sound ? { sound: stand.sound } : {}),
    receipt: {
      ticketUrl: `${publicUrl}/t/`,
      personalLine: stand.personalLine,
      ...(stand.logo ? { logo: stand.logo } : {}),
    },
  };
}
