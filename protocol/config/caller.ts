/**
 * The configuration file of talon-caller as a schema: whose account it uses, which counter it calls to, its keypad and what each key does.
 * Knows no rule of the queue and no driver; a key that leads nowhere is told by its path.
 */
import * as z from "zod/mini";
import { type Checked, type Problem, slug } from "../config.ts";
import type { CounterId, LocationId, StaffId } from "../terms.ts";
import { checkWith, milliseconds, mqttLink, secretProblems } from "./parts.ts";
import { keyName, keypad, lamps } from "./stand.ts";
import { keypadProblems, lineProblems } from "./wiring.ts";

/** What a key of a caller can ask the hub for. */
export const CALLER_COMMANDS = [
  "call-next",
  "recall",
  "serve",
  "finish",
  "no-show",
  "undo",
  /** The counter's break begins, or ends. */
  "pause",
  /** Two presses within two seconds call the colleagues. */
  "call-colleague",
] as const;
export type CallerCommand = (typeof CALLER_COMMANDS)[number];

/** The keys of an ordinary number pad, by the kernel's names, with the four signs that a citizen's pad does not need. */
const PAD: Readonly<Record<string, string>> = {
  KEY_KPENTER: "enter",
  KEY_ENTER: "enter",
  KEY_KP0: "0",
  KEY_0: "0",
  KEY_KPPLUS: "plus",
  KEY_KPMINUS: "minus",
  KEY_MINUS: "minus",
  KEY_KPASTERISK: "asterisk",
  KEY_KPSLASH: "slash",
  KEY_SLASH: "slash",
  KEY_KPDOT: "clear",
  KEY_KPCOMMA: "clear",
  KEY_DELETE: "clear",
  KEY_ESC: "clear",
  KEY_BACKSPACE: "backspace",
};

/** What the keys do where the file does not say; a key that the keypad lacks is left out. */
const DOES: Readonly<Record<string, CallerCommand>> = {
  enter: "call-next",
  plus: "recall",
  "0": "recall",
  asterisk: "serve",
  minus: "no-show",
  clear: "finish",
  backspace: "undo",
  slash: "pause",
};

const as = <T extends string>(schema: z.ZodMiniType<string, string>) =>
  schema as unknown as z.ZodMiniType<T, T>;

const callerSchema = z.strictObject({
  v: z.literal(1),
  /** The id of its own MQTT account of the role `staff`. */
  staff: as<StaffId>(slug),
  location: as<LocationId>(slug),
  /** The one counter that it calls to. */
  counter: as<CounterId>(slug),
  mqtt: mqttLink,
  keypad,
  /** Lamp 1 says whether presses are taken. */
  lamps: z._default(lamps, { driver: "none" }),
  /** What each key does, by its name. */
  does: z.optional(z.record(keyName, z.enum(CALLER_COMMANDS))),
  /** The same command within this time is one press. */
  repeatMs: z._default(milliseconds, 1000),
});
type Written = z.infer<typeof callerSchema>;
type Simulated = Extract<Written["keypad"], { driver: "simulated" }>;
type Evdev = Extract<Written["keypad"], { driver: "evdev" }>;
type Pad =
  | (Simulated & { readonly keys: string[] })
  | (Evdev & { readonly keys: Readonly<Record<string, string>> });
/** A caller's file with every key named and every key's command. */
export type CallerConfig = Omit<Written, "keypad" | "does"> & {
  readonly keypad: Pad;
  readonly does: Readonly<Record<string, CallerCommand>>;
};

function callerProblems(caller: Written): Problem[] {
  const isPadless = caller.keypad.driver === "none";
  return [
    ...secretProblems("mqtt", caller.mqtt),
    ...(isPadless ? [{ path: "keypad.driver", problem: "a caller needs a keypad" }] : []),
    ...keypadProblems(caller.keypad),
    ...lineProblems("lamps.lines", caller.lamps),
  ];
}

function withKeys(pad: Simulated | Evdev): Pad {
  return pad.driver === "evdev"
    ? { ...pad, keys: pad.keys ?? PAD }
    : { ...pad, keys: pad.keys ?? [...new Set(Object.values(PAD))] };
}

/** What the keys of this pad do; a key named in the file that the pad does not have, or no key that calls, is a problem. */
function commandsOf(pad: Pad, does: Written["does"]): Checked<CallerConfig["does"]> {
  const keys = new Set(pad.driver === "evdev" ? Object.values(pad.keys) : pad.keys);
  const usual = Object.fromEntries(Object.entries(DOES).filter(([key]) => keys.has(key)));
  const value = does ?? usual;
  const problems = Object.keys(value).flatMap((key) =>
    keys.has(key) ? [] : [{ path: `does.${key}`, problem: `the keypad has no key named "${key}"` }],
  );
  if (!Object.values(value).includes("call-next"))
    problems.push({ path: "does", problem: "no key does call-next" });
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value };
}

/** The caller's file: its shape, its password by file, a keypad with a key that calls. Never throws. */
export function checkCaller(document: unknown): Checked<CallerConfig> {
  const schema = callerSchema as unknown as z.ZodMiniType<Written>;
  const checked = checkWith(schema, document, callerProblems);
  if (!checked.ok) return checked;
  const keypad = withKeys(checked.value.keypad as Simulated | Evdev);
  const does = commandsOf(keypad, checked.value.does);
  return does.ok ? { ok: true, value: { ...checked.value, keypad, does: does.value } } : does;
}
