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

/** A letter used twice is told at both that bear it, each of which names the other: either may be the one that was changed. */
function lettersTwice({ queues, rollLetters }: LocationConfig): Problem[] {
  const bearers = [
    ...queues.map(({ letters, name }, at) => ({
      path: `queues.${at}.letters`,
      letters,
      whose: `"${name.da}"`,
    })),
    { path: "rollLetters", letters: rollLetters, whose: "the emergency roll" },
  ];
  return bearers.flatMap((one) => {
    const other = bearers.find((bearer) => bearer !== one && bearer.letters === one.letters);
    return other
      ? [{ path: one.path, problem: `"${one.letters}" is also the letter of ${other.whose}` }]
      : [];
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
