/**
 * What the configuration files of hub, stand and display have in common: listeners, secrets, the MQTT link, the voice.
 * Knows no driver and opens no file; paths stay as written, relative to the file they stand in, until a main resolves them.
 */
import * as z from "zod/mini";
import { type Checked, check, type Problem } from "../config.ts";

export const path = z.string().check(z.minLength(1), z.maxLength(500));
export const port = z.int().check(z.gte(0), z.lte(65_535));
export const host = z.string().check(z.minLength(1), z.maxLength(255));
/** A week: longer spans are slips of the pen, and from 25 days on a timer of Node's rings at once. */
export const LONGEST_MS = 604_800_000;
export const milliseconds = z.int().check(z.gte(1), z.lte(LONGEST_MS));
/** A file that systemd hands over in $CREDENTIALS_DIRECTORY (LoadCredential=), by its name there. */
export const credential = z.string().check(z.regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/));

/** A secret stands in a file of its own, or is a systemd credential; never in the configuration itself. */
export const password = { passwordFile: z.optional(path), credential: z.optional(credential) };
export type SecretSource = {
  readonly passwordFile?: string | undefined;
  readonly credential?: string | undefined;
};

/** A broker's address; the password never stands in it. */
export const mqttUrl = z
  .string()
  .check(z.regex(/^mqtts?:\/\/(?:\[[0-9a-fA-F:]+\]|[A-Za-z0-9.-]+)(?::\d{1,5})?\/?$/));

/** How a stand or a display reaches the broker. */
export const mqttLink = z.strictObject({
  url: mqttUrl,
  username: z.string().check(z.minLength(1), z.maxLength(64)),
  ...password,
  /** Certificates (PEM) to believe in, for a broker with a certificate of the house's own. */
  caFile: z.optional(path),
});

/** Pages for this machine's own browser only. */
export const ownHttp = z.strictObject({ host, port });

/** As `VoiceOptions` of hal/voice. */
export const voice = z.discriminatedUnion("driver", [
  z.strictObject({
    driver: z.literal("espeak-ng"),
    cacheFolder: path,
    /** Recorded clips that go before the program's own voice. */
    clipsFolder: z.optional(path),
    program: z.optional(path),
    wordsPerMinute: z.optional(z.int().check(z.gte(80), z.lte(450))),
    timeoutMs: z.optional(milliseconds),
  }),
  z.strictObject({
    driver: z.literal("simulated"),
    cacheFolder: path,
    clipsFolder: z.optional(path),
    languages: z.optional(z.array(z.string().check(z.regex(/^[a-z]{2}$/)))),
  }),
  z.strictObject({ driver: z.literal("none") }),
]);

/** Whether a listener on this host can be reached from this machine only. */
export function isLoopback(name: string): boolean {
  return name === "localhost" || name === "::1" || /^127(?:\.\d{1,3}){3}$/.test(name);
}

/** A listener that others can reach must speak TLS. `at` is its place in the file. */
export function listenerProblems(at: string, name: string, hasTls: boolean): Problem[] {
  if (isLoopback(name) || hasTls) return [];
  const problem = `"${name}" can be reached from other machines: give it tls, or listen on 127.0.0.1`;
  return [{ path: `${at}.host`, problem }];
}

/** Exactly one source for a secret. `at` is its place in the file. */
export function secretProblems(at: string, source: SecretSource): Problem[] {
  if ((source.passwordFile === undefined) !== (source.credential === undefined)) return [];
  return [{ path: at, problem: "name either passwordFile or credential" }];
}

/** The shape first, then what shapes cannot say. Never throws. */
export function checkWith<T>(
  schema: z.ZodMiniType<T>,
  document: unknown,
  rules: (value: T) => readonly Problem[],
): Checked<T> {
  const shaped = check(schema, document);
  if (!shaped.ok) return shaped;
  const problems = rules(shaped.value);
  return problems.length > 0 ? { ok: false, problems } : shaped;
}
