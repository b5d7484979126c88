/**
 * What each button does at this moment, whether its lamp is lit, and if not, why.
 * Pure. A lit lamp always gives a ticket or opens a menu that leads to one (design rule 10).
 */
import type { Does, Menu } from "../../../protocol/config.ts";
import type { DrawnButton } from "../../../protocol/snapshots.ts";
import type { LocalText, QueueId, ServiceId } from "../../../protocol/terms.ts";
import { nextOwnNumber } from "./book.ts";
import { isOnline, type OfferedService, openingOf } from "./opening.ts";
import type { Moment, StandState } from "./state.ts";

const BACK: LocalText = { da: "Tilbage", en: "Back" };
/** Menus within menus that are looked into for an open service; deeper ones are a mistake of the document. */
const DEEPEST = 4;
/** As many tickets may wait for the screen; then the buttons are dark until somebody has read one. */
const MOST_ON_SCREEN = 3;

export function serviceOf(state: StandState, service: ServiceId): OfferedService | undefined {
  return state.config?.services.find((one) => one.service === service);
}

export function menuOf(state: StandState, menu: string): Menu | undefined {
  return state.config?.menus.find((one) => one.menu === menu);
}

function hasPaper({ printer }: StandState): boolean {
  return printer.online && printer.paper !== "out" && printer.error === null;
}

/** Why no number can be given for `queue` now; `null` when one can. */
function numberTrouble(state: StandState, queue: QueueId): "no-number" | "storage" | null {
  if (!state.who.hasScreen && !hasPaper(state)) return "no-number";
  if (!state.storage.isOk) return isOnline(state) && state.link.hasAnswered ? null : "storage";
  return isOnline(state) || nextOwnNumber(state.book, queue) !== null ? null : "no-number";
}

type Light = Pick<DrawnButton, "lit" | "because" | "opensAt">;
const LIT: Light = { lit: true, because: null, opensAt: null };
const dark = (because: NonNullable<DrawnButton["because"]>, opensAt: number | null = null): Light => ({
  lit: false,
  because,
  opensAt,
});

function serviceLight(state: StandState, service: OfferedService, moment: Moment): Light {
  const { isOpen, opensAt } = openingOf(state, service, moment);
  if (!isOpen) return dark("closed", opensAt);
  const trouble = numberTrouble(state, service.queue);
  return trouble ? dark(trouble) : LIT;
}

/** The services that a choice leads to; none where it leads nowhere. */
function servicesIn(state: StandState, does: Does, deep: number): OfferedService[] {
  if (does.kind === "service") {
    const service = serviceOf(state, does.service);
    return service ? [service] : [];
  }
  const menu = deep < DEEPEST ? menuOf(state, does.menu) : undefined;
  return menu ? menu.items.flatMap((item) => servicesIn(state, item.does, deep + 1)) : [];
}

/** A menu is lit while something in it is; dark, it says the most hopeful of the reasons. */
function brightest(lights: readonly Light[]): Light {
  if (lights.some((light) => light.lit)) return LIT;
  const other = lights.find((light) => light.because !== "closed");
  if (other) return other;
  const opens = lights.flatMap((light) => light.opensAt ?? []);
  return dark("closed", opens.length > 0 ? Math.min(...opens) : null);
}

/** `null` for what leads nowhere: a faulty part of the document takes down that button, never the stand. */
function lightOf(state: StandState, does: Does, moment: Moment): Light | null {
  const services = servicesIn(state, does, 0);
  return services.length > 0
    ? brightest(services.map((service) => serviceLight(state, service, moment)))
    : null;
}

type Choice = { readonly button: number; readonly label: LocalText; readonly does: Does };

/** The choices of a menu on buttons 1, 2, ...; what does not fit before the way back is left out. */
function choicesOf(state: StandState, menu: Menu): Choice[] {
  return menu.items
    .slice(0, Math.max(0, state.who.buttons - 1))
    .map((item, index) => ({ ...item, button: index + 1 }));
}

function drawn(state: StandState, choice: Choice, moment: Moment): DrawnButton[] {
  const light = lightOf(state, choice.does, moment);
  if (!light || choice.button > state.who.buttons) return [];
  const isGuarded = choice.does.kind === "service" && state.guards[choice.button] !== undefined;
  const isBusy = isGuarded || (choice.does.kind === "service" && state.screen.length >= MOST_ON_SCREEN);
  return [{ ...choice, ...(light.lit && isBusy ? dark("busy") : light) }];
}

/** Every button that does something now, in order. */
export function keysOf(state: StandState, moment: Moment): readonly DrawnButton[] {
  const menu = state.menu === null ? undefined : menuOf(state, state.menu);
  if (!menu) {
    const buttons = [...(state.config?.buttons ?? [])].sort((one, other) => one.button - other.button);
    return buttons.flatMap((button) => drawn(state, button, moment));
  }
  const choices = choicesOf(state, menu);
  const back: DrawnButton = { button: choices.length + 1, label: BACK, does: { kind: "back" }, ...LIT };
  return [...choices.flatMap((choice) => drawn(state, choice, moment)), back];
}
