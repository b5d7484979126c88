/**
 * What each button does at this moment, whether its lamp is lit, and if not, why.
 * Pure. A lit lamp always gives a ticket or opens a menu that leads to one (design rule 10).
 */
import type { Hours } from "../../../protocol/config/hours.ts";
import type { Does, Information, Menu } from "../../../protocol/config.ts";
import { hasHours } from "../../../protocol/hours.ts";
import type { DrawnButton } from "../../../protocol/snapshots.ts";
import type { LocalText, QueueId, ServiceId } from "../../../protocol/terms.ts";
import { nextOwnNumber } from "./book.ts";
import { isOnline, type OfferedService, openingOf, ownOpening, type Timed } from "./opening.ts";
import type { Moment, StandState } from "./state.ts";

const REJOIN: LocalText = { da: "Tilbage i køen", en: "Back into the queue" };
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

export function informationOf(state: StandState, id: string): Information | undefined {
  return state.config?.informations?.find((one) => one.information === id);
}

/** What was chosen so far with this key as the last choice; a key of the first page answers no question. */
export function answersWith(state: StandState, { label }: DrawnButton): readonly string[] {
  return state.menu === null ? [] : [...state.answers, label.da].slice(0, DEEPEST + 1);
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
  const { isOpen, opensAt, isGiven = false } = openingOf(state, service, moment);
  if (!isOpen) return dark(isGiven ? "given" : "closed", opensAt);
  const trouble = numberTrouble(state, service.queue);
  return trouble ? dark(trouble) : LIT;
}

/** Needs neither hub nor number; while it is read no second slip of it comes out. */
function informationLight(state: StandState, id: string): Light | null {
  if (!informationOf(state, id)) return null;
  if (state.information?.id === id) return dark("busy");
  return state.who.hasScreen || hasPaper(state) ? LIT : dark("no-number");
}

/** A menu is lit while something in it is; dark, it says the most hopeful of the reasons. */
function brightest(lights: readonly Light[]): Light {
  if (lights.some((light) => light.lit)) return LIT;
  const other = lights.find((light) => light.because !== "closed" && light.because !== "given");
  if (other) return other;
  const isGiven = lights.every((light) => light.because === "given");
  const opens = lights.flatMap((light) => light.opensAt ?? []);
  return dark(isGiven ? "given" : "closed", opens.length > 0 ? Math.min(...opens) : null);
}

/** `place` names it within the document. */
type Choice = Hours & {
  readonly button: number;
  readonly label: LocalText;
  readonly does: Does;
  readonly place: string;
};

/** Everything on a page or in a menu that has hours of its own. */
export function timedOf(state: StandState): Timed[] {
  const { buttons = [], menus = [] } = state.config ?? {};
  const pages = menus.filter(({ items }) => items.some(hasHours)).map((menu) => choicesOf(state, menu));
  const first = buttons.some(hasHours) ? firstPage(state) : [];
  return [first, ...pages].flat().flatMap((choice) => (hasHours(choice) ? [timed(state, choice)] : []));
}

function timed(state: StandState, { place, does, hours, exceptions, closures }: Choice): Timed {
  const service = does.kind === "service" ? (serviceOf(state, does.service) ?? null) : null;
  return { place, service, hours: { hours, exceptions, closures } };
}

function firstPage(state: StandState): Choice[] {
  return (state.config?.buttons ?? []).map((one) => ({ place: `button ${one.button}`, ...one }));
}

/** The choices of a menu on buttons 1, 2, ...; what does not fit before the way back is left out. */
function choicesOf(state: StandState, menu: Menu): Choice[] {
  return menu.items
    .slice(0, Math.max(0, state.who.buttons - 1))
    .map((item, index) => ({ button: index + 1, place: `menu ${menu.menu} ${index + 1}`, ...item }));
}

/** A choice and how many menus lie before it. */
type Led = { readonly choice: Choice; readonly deep: number };

type Lit = { readonly choice: Choice; readonly light: Light };

/** A button's own hours on top of what it leads to; when it opens is told of all together. */
function atItsHours(state: StandState, moment: Moment, { choice, light }: Lit): Light {
  if (!hasHours(choice)) return light;
  const { isOpen, opensAt } = ownOpening(state, timed(state, choice), moment);
  const isClosedWithin = light.because === "closed" && choice.does.kind === "service";
  return isOpen && !isClosedWithin ? light : dark("closed", opensAt ?? light.opensAt);
}

/** A button that sticks gives no press that could be told from the last one. */
function lightOf(state: StandState, moment: Moment, led: Led): Light | null {
  const within = lightOfChoice(state, moment, led);
  const light = within && atItsHours(state, moment, { choice: led.choice, light: within });
  return light?.lit && state.stuckButtons.includes(led.choice.button) ? dark("stuck") : light;
}

/** `null` for what leads nowhere: a faulty part of the document takes down that button, never the stand. */
function lightOfChoice(state: StandState, moment: Moment, { choice, deep }: Led): Light | null {
  if (choice.does.kind === "menu") {
    const menu = deep < DEEPEST ? menuOf(state, choice.does.menu) : undefined;
    const choices = menu ? choicesOf(state, menu) : [];
    const lights = choices.flatMap((one) => lightOf(state, moment, { choice: one, deep: deep + 1 }) ?? []);
    return lights.length > 0 ? brightest(lights) : null;
  }
  if (choice.does.kind === "information") return informationLight(state, choice.does.information);
  const service = serviceOf(state, choice.does.service);
  if (!service) return null;
  const light = serviceLight(state, service, moment);
  const isBusy = state.guards[choice.button] !== undefined || state.screen.length >= MOST_ON_SCREEN;
  return light.lit && isBusy ? dark("busy") : light;
}

function drawn(state: StandState, choice: Choice, moment: Moment): DrawnButton[] {
  const light = lightOf(state, moment, { choice, deep: 0 });
  const { button, label, does } = choice;
  return light && button <= state.who.buttons ? [{ button, label, does, ...light }] : [];
}

/** A finger that has just turned the page chooses nothing on the new one with its second tap. */
function tapped(state: StandState, key: DrawnButton): DrawnButton {
  return key.lit && state.taps.includes(key.button) ? { ...key, ...dark("busy") } : key;
}

/** Without the board no press arrives, whatever a screen promises; the way back of a menu is a button too. */
function pressable(state: StandState, key: DrawnButton): DrawnButton {
  if (!key.lit) return key;
  if (!state.buttonBoard.online) return { ...key, ...dark("gone") };
  return state.stuckButtons.includes(key.button) ? { ...key, ...dark("stuck") } : key;
}

/** Every button that does something now, in order; none while the stand is closed for service. */
export function keysOf(state: StandState, moment: Moment): readonly DrawnButton[] {
  if (state.service !== null) return [];
  return pageOf(state, moment).map((key) => pressable(state, tapped(state, key)));
}

/** Whoever missed their call chooses whether to come back, before anything else. */
function rejoinPage({ standing }: StandState): DrawnButton[] | null {
  const mayRejoin = standing !== null && "standing" in standing && standing.standing.mayRejoin === true;
  if (!mayRejoin) return null;
  return [
    { button: 1, label: REJOIN, does: { kind: "rejoin" }, ...LIT },
    { button: 2, label: BACK, does: { kind: "back" }, ...LIT },
  ];
}

function pageOf(state: StandState, moment: Moment): DrawnButton[] {
  const rejoin = rejoinPage(state);
  if (rejoin !== null) return rejoin;
  const menu = state.menu === null ? undefined : menuOf(state, state.menu);
  if (!menu) {
    const buttons = firstPage(state).sort((one, other) => one.button - other.button);
    return buttons.flatMap((button) => drawn(state, button, moment));
  }
  const choices = choicesOf(state, menu);
  const back: DrawnButton = { button: choices.length + 1, label: BACK, does: { kind: "back" }, ...LIT };
  return [...choices.flatMap((choice) => drawn(state, choice, moment)), back];
}
