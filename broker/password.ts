/**
 * Passwords of people as one line that may stand in a file: scrypt with its settings and salt.
 * Knows no account and no file.
 */
import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from "node:crypto";

/** 2^15 rounds and 8 KiB blocks: 32 MiB and about 0.1 s a try (RFC 7914; OWASP's middle setting is 2^16 by 8 by 1). */
const COST = { N: 32_768, r: 8, p: 1 } as const;
const LENGTH = 32;
/** What a line may ask for at most, so that a wrong file cannot eat the hub's memory. */
const MOST_MEMORY = 134_217_728;

function derive(password: string, salt: Buffer, options: ScryptOptions): Promise<Buffer> {
  return new Promise((done, failed) => {
    scrypt(password.normalize("NFKC"), salt, LENGTH, { ...options, maxmem: MOST_MEMORY }, (error, key) =>
      error ? failed(error) : done(key),
    );
  });
}

type Line = { readonly options: ScryptOptions; readonly salt: Buffer; readonly key: Buffer };

function parse(line: string): Line | null {
  const match = /^scrypt:(\d{1,7}):(\d{1,2}):(\d{1,2}):([\w-]{16,88}):([\w-]{43})$/.exec(line.trim());
  if (!match) return null;
  const [, N, r, p, salt = "", key = ""] = match;
  const options = { N: Number(N), r: Number(r), p: Number(p) };
  const isPower = options.N > 1 && (options.N & (options.N - 1)) === 0;
  const fits = isPower && options.r > 0 && options.p > 0 && 128 * options.N * options.r < MOST_MEMORY;
  if (!fits) return null;
  return { options, salt: Buffer.from(salt, "base64url"), key: Buffer.from(key, "base64url") };
}

/** A password -> `scrypt:<N>:<r>:<p>:<salt>:<key>`; another line each time. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt, COST);
  const settings = `${COST.N}:${COST.r}:${COST.p}`;
  return `scrypt:${settings}:${salt.toString("base64url")}:${key.toString("base64url")}`;
}

/** Whether a text is a line that {@link isPassword} can compare with. */
export function isHashLine(line: string): boolean {
  return parse(line) !== null;
}

/** Whether `password` is the one that `line` was made of. A line that is none is never matched. */
export async function isPassword(password: string, line: string): Promise<boolean> {
  const parsed = parse(line);
  if (parsed === null) return false;
  return timingSafeEqual(await derive(password, parsed.salt, parsed.options), parsed.key);
}
