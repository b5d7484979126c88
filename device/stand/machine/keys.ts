/**
 * What each button does at this moment, whether its lamp is lit, and if not, why.
 * Pure. A lit lamp always gives a ticket or opens a menu that leads to one (design rule 10).
 */
import type { Hours } from "../../../protocol/config/hours.ts";
import type { Does, Information, Menu } from "../../../protocol/config.ts";
import { hasHours } from "../../../protocol/hours.ts";
import { type MenuPage, menuPage } from "../../../protocol/screen/menu-pages.ts";
import type { DrawnButton } from "../../../protocol/snapshots.ts";
import { type LocalText, MOST_ANSWERS, type QueueId, type ServiceId } from "../../../protocol/terms.ts";
import { nextOwnNumber } from "./book.ts";
import {
  isOnline,
  type OfferedService,
  type OwnOpening,
  openingOf,
  ownOpening,
  type Timed,
} from "./opening.ts";
import type { Moment, StandState } from "./state.ts";

const REJOIN: LocalText = { da: "Tilbage i køen", en: "Back into the queue" };
const BACK: LocalText = { da: "Tilbage", en: "Back" };
const MORE: LocalText = { da: "Flere valg", en: "More choices" };
/** As many tickets may wait for the screen; then the buttons are dark until somebody has read one. */
const MOST_ON_SCREEN = 3;

export function serviceOf(state: StandState, service: ServiceId): OfferedService | undefined {
  return state.config?.services.find((one) => one.service === service);
}

function menuOf(state: StandState, menu: string): Menu | undefined {
  return state.config?.menus.find((one) => one.menu === menu);
}

export function informationOf(state: StandState, id: string): Information | undefined {
  return state.config?.informations?.find((one) => one.information === id);
}

/** What was chosen so far with this key as the last choice; a key of the first page answers no question. The last say the most. */
export function answersWith({ way }: StandState, { label }: DrawnButton): readonly string[] {
  const [first, ...others] = way;
  return first === undefined ? [] : [...others.map(({ answer }) => answer), label.da].slice(-MOST_ANSWERS);
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
  const pages = menus.filter(({ items }) => items.some(hasHours)).flatMap((menu) => pagesOf(state, menu));
  const first = buttons.some(hasHours) ? firstPage(state) : [];
  return [first, ...pages.map(choicesOn)]
    .flat()
    .flatMap((choice) => (hasHours(choice) ? [timed(state, choice)] : []));
}

function timed(state: StandState, { place, does, hours, exceptions, closures }: Choice): Timed {
  const service = does.kind === "service" ? (serviceOf(state, does.service) ?? null) : null;
  return { place, service, hours: { hours, exceptions, closures } };
}

function firstPage(state: StandState): Choice[] {
  return (state.config?.buttons ?? []).map((one) => ({ place: `button ${one.button}`, ...one }));
}

type ShownMenu = { readonly menu: Menu; readonly page: MenuPage };

/** A page of a menu on this stand's buttons; `null` where it has no room for one. */
function onPage({ who }: StandState, menu: Menu, turned: number): ShownMenu | null {
  const page = menuPage(menu.items.length, who.buttons, turned);
  return page && { menu, page };
}

/** The menu that somebody has walked into, and its page. */
export function menuShown(state: StandState): ShownMenu | null {
  const last = state.way.at(-1);
  const menu = last && menuOf(state, last.menu);
  return menu && last ? onPage(state, menu, last.page) : null;
}

/** The choices of a page on buttons 1, 2, ... */
function choicesOn({ menu, page: { from, to } }: ShownMenu): Choice[] {
  return menu.items.slice(from, to).map((item, index) => {
    return { button: index + 1, place: `menu ${menu.menu} ${from + index + 1}`, ...item };
  });
}

/** Every page of a menu. */
function pagesOf(state: StandState, menu: Menu): ShownMenu[] {
  const { of = 0 } = onPage(state, menu, 0)?.page ?? {};
  return Array.from({ length: of }, (_, at) => onPage(state, menu, at) ?? []).flat();
}

/** All choices of a menu, whichever page they are on. A way on that sticks leads to none of the others. */
function choicesOf(state: StandState, menu: Menu): Choice[] {
  const pages = pagesOf(state, menu);
  const isStuck = pages.some(({ page: { more } }) => more !== null && state.stuckButtons.includes(more));
  return pages.slice(0, isStuck ? 1 : pages.length).flatMap(choicesOn);
}

/** A choice, and the menus that were looked into on its behalf: each once, so that a circle of them ends. */
type Led = { readonly choice: Choice; readonly seen: Set<string> };

/** A button's own hours on top of what it gives; when it opens is told of both together. */
function atItsHours(choice: Choice, light: Light, own: OwnOpening): Light {
  const isClosedWithin = light.because === "closed" && choice.does.kind === "service";
  if (own.isOpen && !isClosedWithin) return light;
  return dark("closed", own.opensAt ?? (own.neverOpens ? null : light.opensAt));
}

/** `null` for what leads nowhere: a faulty part of the document takes down that button, never the stand. */
function lightOf(state: StandState, moment: Moment, { choice, seen }: Led): Light | null {
  const own = hasHours(choice) ? ownOpening(state, timed(state, choice), moment) : null;
  if (choice.does.kind === "menu") {
    const menu = menuOf(state, choice.does.menu);
    if (!menu) return null;
    // Not looked into: another way into the same menu may be open.
    if (own?.isOpen === false) return dark("closed", own.opensAt);
    return menuLight(state, moment, { menu, seen });
  }
  const light = choiceLight(state, moment, choice);
  return light && own ? atItsHours(choice, light, own) : light;
}

function menuLight(
  state: StandState,
  moment: Moment,
  { menu, seen }: { readonly menu: Menu; readonly seen: Set<string> },
): Light | null {
  if (seen.has(menu.menu)) return null;
  seen.add(menu.menu);
  const lights = choicesOf(state, menu).flatMap(
    (choice) => lightWithin(state, moment, { choice, seen }) ?? [],
  );
  return lights.length > 0 ? brightest(lights) : null;
}

/** A button that sticks gives no press that could be told from the last one. */
function lightWithin(state: StandState, moment: Moment, led: Led): Light | null {
  const isStuck = state.stuckButtons.includes(led.choice.button);
  if (isStuck && led.choice.does.kind === "menu") return dark("stuck");
  const light = lightOf(state, moment, led);
  return light?.lit && isStuck ? dark("stuck") : light;
}

/** Of a key that gives a ticket or a slip. */
function choiceLight(state: StandState, moment: Moment, { button, does }: Choice): Light | null {
  if (does.kind === "information") return informationLight(state, does.information);
  const service = does.kind === "service" ? serviceOf(state, does.service) : undefined;
  if (!service) return null;
  const light = serviceLight(state, service, moment);
  const isCalled = does.kind === "service" && does.withoutCode === true && state.called !== null;
  const isBusy = isCalled || state.guards[button] !== undefined || state.screen.length >= MOST_ON_SCREEN;
  return light.lit && isBusy ? dark("busy") : light;
}

/** The menu that is shown: what leads to nothing but that is no choice. */
const aroundHere = ({ way }: StandState): Set<string> => new Set(way.slice(-1).map(({ menu }) => menu));

function drawn(state: StandState, choice: Choice, moment: Moment): DrawnButton[] {
  const light = lightOf(state, moment, { choice, seen: aroundHere(state) });
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

/** The way on is dark while nothing on the other pages can be had, and is not there where they lead nowhere. */
function wayOn(state: StandState, moment: Moment, { menu, page: { at, more } }: ShownMenu): DrawnButton[] {
  if (more === null) return [];
  const others = pagesOf(state, menu).filter(({ page }) => page.at !== at);
  const lights = others
    .flatMap(choicesOn)
    .flatMap((choice) => lightWithin(state, moment, { choice, seen: aroundHere(state) }) ?? []);
  return lights.length > 0
    ? [{ button: more, label: MORE, does: { kind: "more" }, ...brightest(lights) }]
    : [];
}

function wayBack({ page: { back } }: ShownMenu): DrawnButton[] {
  return back === null ? [] : [{ button: back, label: BACK, does: { kind: "back" }, ...LIT }];
}

function pageOf(state: StandState, moment: Moment): DrawnButton[] {
  const rejoin = rejoinPage(state);
  if (rejoin !== null) return rejoin;
  const shown = menuShown(state);
  if (shown === null) {
    const buttons = firstPage(state).sort((one, other) => one.button - other.button);
    return buttons.flatMap((button) => drawn(state, button, moment));
  }
  const choices = choicesOn(shown).flatMap((choice) => drawn(state, choice, moment));
  return [...choices, ...wayOn(state, moment, shown), ...wayBack(shown)];
}
