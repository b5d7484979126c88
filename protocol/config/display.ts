/**
 * The configuration file of talon-display as a schema: which display it is, how it reaches the broker, its page and its voice.
 * Knows nothing of what the display shows; that comes as one picture over MQTT.
 */
import * as z from "zod/mini";
import { type Checked, slug } from "../config.ts";
import type { DisplayId, LocationId } from "../terms.ts";
import { checkWith, listenerProblems, mqttLink, ownHttp, secretProblems, voice } from "./parts.ts";

const as = <T extends string>(schema: z.ZodMiniType<string, string>) =>
  schema as unknown as z.ZodMiniType<T, T>;

export const displaySchema = z.strictObject({
  v: z.literal(1),
  display: as<DisplayId>(slug),
  location: as<LocationId>(slug),
  mqtt: mqttLink,
  http: ownHttp,
  voice: z._default(voice, { driver: "none" }),
});
export type DisplayConfig = z.infer<typeof displaySchema>;

/** The display's file: its shape, a page for this machine only, its password by file. Never throws. */
export function checkDisplay(document: unknown): Checked<DisplayConfig> {
  return checkWith(displaySchema as unknown as z.ZodMiniType<DisplayConfig>, document, (display) => [
    ...listenerProblems("http", display.http.host, false),
    ...secretProblems("mqtt", display.mqtt),
  ]);
}
