/** Ids and letters that a location's document uses twice. Pure; knows no schema. */
import type { LocationConfig, Problem } from "../config.ts";

function twice(path: string, ids: readonly string[]): Problem[] {
  const seen = new Set<string>();
  return ids.flatMap((id, index) => {
    if (seen.has(id)) return [{ path: `${path}.${index}`, problem: `"${id}" is used twice` }];
    seen.add(id);
    return [];
  });
}

/** A letter used twice is told at the second queue, or at the roll. */
function lettersTwice({ queues, rollLetters }: LocationConfig): Problem[] {
  const letters = [...queues.map((queue) => queue.letters), rollLetters];
  return twice("", letters).map(({ path, problem }) => {
    const at = Number(path.slice(1));
    return { path: at < queues.length ? `queues.${at}.letters` : "rollLetters", problem };
  });
}

/** Each thing that bears the name of another of its kind, by its path. */
export function repeated(location: LocationConfig): Problem[] {
  return [
    ...twice(
      "queues",
      location.queues.map((queue) => queue.queue),
    ),
    ...lettersTwice(location),
    ...twice(
      "services",
      location.services.map((service) => service.service),
    ),
    ...twice(
      "menus",
      location.menus.map((menu) => menu.menu),
    ),
    ...twice(
      "stands",
      location.stands.map((stand) => stand.stand),
    ),
    ...twice(
      "counters",
      location.counters.map((counter) => counter.counter),
    ),
    ...twice("informations", location.informations?.map((one) => one.information) ?? []),
    ...twice("appointmentSources", location.appointmentSources?.map((one) => one.source) ?? []),
    ...twice("tags", location.tags?.map((one) => one.tag) ?? []),
    ...twice("pauseReasons", location.pauseReasons?.map((one) => one.reason) ?? []),
    ...twice(
      "displays",
      location.displays.map((display) => display.display),
    ),
    ...location.stands.flatMap((stand, at) =>
      twice(
        `stands.${at}.buttons`,
        stand.buttons.map((button) => String(button.button)),
      ),
    ),
  ];
}
