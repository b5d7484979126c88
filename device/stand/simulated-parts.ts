/**
 * The far side of simulated buttons, scanner, keypad and speaker over HTTP: a finger, a code, a key, and each one's cable.
 * Knows no rule of the stand; what a pulled cable means for a citizen is found out by the stand itself.
 */
import type { ButtonFarSide, Buttons } from "../../hal/button/contract.ts";
import type { KeypadFarSide } from "../../hal/keypad/contract.ts";
import type { ScannerFarSide } from "../../hal/scanner/contract.ts";
import type { SpeakerFarSide } from "../../hal/speaker/contract.ts";
import type { Hardware } from "./hardware.ts";
import type { Answer, Asked, Route } from "./http.ts";
import { objectOf, problems } from "./routes.ts";

const MOST_CODE_BYTES = 16_384;

/** How the simulated parts stand; a part that is real or not there is left out. */
export type PartsState = {
  buttons?: { plugged: boolean; held: readonly number[] };
  scanner?: { plugged: boolean };
  keypad?: { plugged: boolean };
  speaker?: { plugged: boolean };
};

/** The one truth value of that name in a body, or what is wrong with it. */
export function flagIn(
  text: string,
  name: string,
): { ok: true; flag: boolean } | { ok: false; answer: Answer } {
  const body = objectOf(text);
  if (!body.ok) return body;
  const unknown = Object.keys(body.value).filter((path) => path !== name);
  const wrong = unknown.map((path) => ({ path, problem: `is not known; ${name} is` }));
  const flag = body.value[name];
  if (typeof flag !== "boolean") wrong.push({ path: name, problem: "must be true or false" });
  if (typeof flag !== "boolean" || wrong.length > 0) return { ok: false, answer: problems(...wrong) };
  return { ok: true, flag };
}

type Cable = {
  readonly path: string;
  readonly state: { plugged: boolean };
  readonly farSide: { plugged: (isPlugged: boolean) => void };
};

/** Pulls a cable or puts it back. */
function cableRoute({ path, state, farSide }: Cable, tell: () => void): Route {
  const answer = ({ text }: Asked): Answer => {
    const said = flagIn(text, "plugged");
    if (!said.ok) return said.answer;
    state.plugged = said.flag;
    farSide.plugged(said.flag);
    tell();
    return { status: 200, body: { plugged: said.flag } };
  };
  return { method: "POST", path, answer };
}

type SimulatedButtons = {
  readonly driver: Buttons;
  readonly farSide: ButtonFarSide;
  readonly state: NonNullable<PartsState["buttons"]>;
};

/** A finger on one button; 409 where the button is there and the press still counts for nothing. */
function buttonRoutes({ driver, farSide, state }: SimulatedButtons, tell: () => void): Route[] {
  const numberOf = ([text = ""]: readonly string[]) =>
    /^[1-9]\d?$/.test(text) && Number(text) <= driver.count ? Number(text) : null;
  const route = (does: string, act: (button: number) => Answer): Route => ({
    method: "POST",
    path: `/simulated/button/:number/${does}`,
    answer: ({ parts }) => {
      const button = numberOf(parts);
      if (button !== null) return act(button);
      return { status: 404, body: { problem: `there is no button ${(parts[0] ?? "").slice(0, 20)}` } };
    },
  });
  const done = (button: number): Answer => ({ status: 202, body: { button } });
  const keep = (held: readonly number[]): void => {
    state.held = held;
    tell();
  };
  return [
    route("press", (button) =>
      farSide.press(button)
        ? done(button)
        : { status: 409, body: { problem: `button ${button} is held down, or its cable is pulled` } },
    ),
    route("hold", (button) => {
      farSide.hold(button);
      keep([...new Set([...state.held, button])].sort((one, other) => one - other));
      return done(button);
    }),
    route("release", (button) => {
      farSide.release(button);
      keep(state.held.filter((one) => one !== button));
      return done(button);
    }),
  ];
}

function codeRoute({ present }: ScannerFarSide): Route {
  const answer = ({ text }: Asked): Answer => {
    if (Buffer.byteLength(text) > MOST_CODE_BYTES)
      return { status: 413, body: { problem: `a code of more than ${MOST_CODE_BYTES} bytes` } };
    present(text);
    return { status: 202 };
  };
  return { method: "POST", path: "/simulated/scanner", answer };
}

function keyRoute({ press }: KeypadFarSide): Route {
  const answer = ({ parts }: Asked): Answer => {
    const [key = ""] = parts;
    return press(key)
      ? { status: 202, body: { key } }
      : { status: 404, body: { problem: `there is no key ${key.slice(0, 20)}` } };
  };
  return { method: "POST", path: "/simulated/keypad/:key", answer };
}

/** What the ear heard; the newest last. */
function speakerRoute({ heard }: SpeakerFarSide): Route {
  return { method: "GET", path: "/simulated/speaker", answer: () => ({ status: 200, body: heard() }) };
}

/** The routes of those parts that are simulated. They keep `state`, and call `tell` after each change of it. */
export function partRoutes(hardware: Hardware, state: PartsState, tell: () => void): Route[] {
  const routes: Route[] = [];
  const { buttons, scanner, keypad, speaker } = hardware;
  if (buttons.farSide) {
    const { driver, farSide } = buttons;
    state.buttons = { plugged: true, held: [] };
    routes.push(...buttonRoutes({ driver, farSide, state: state.buttons }, tell));
    routes.push(cableRoute({ path: "/simulated/buttons", state: state.buttons, farSide }, tell));
  }
  if (scanner.farSide) {
    const { farSide } = scanner;
    state.scanner = { plugged: true };
    routes.push(codeRoute(farSide));
    routes.push(cableRoute({ path: "/simulated/scanner/plugged", state: state.scanner, farSide }, tell));
  }
  if (keypad.farSide) {
    const { farSide } = keypad;
    state.keypad = { plugged: true };
    // Before the keys, so that it is not taken for one of them.
    routes.push(cableRoute({ path: "/simulated/keypad/plugged", state: state.keypad, farSide }, tell));
    routes.push(keyRoute(farSide));
  }
  if (speaker.farSide) {
    const { farSide } = speaker;
    state.speaker = { plugged: true };
    routes.push(speakerRoute(farSide));
    routes.push(cableRoute({ path: "/simulated/speaker/plugged", state: state.speaker, farSide }, tell));
  }
  return routes;
}
