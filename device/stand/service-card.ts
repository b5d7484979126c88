/**
 * The service card of a stand: a secret on the stand's own disk, printed as a QR code; a new card makes the one before void.
 * Knows no scanner and no round; the secret is compared here and goes nowhere else.
 */
import { createHash, timingSafeEqual } from "node:crypto";
import { chown, stat } from "node:fs/promises";
import { join } from "node:path";
import { type Disk, replaceFile } from "./disk.ts";

const PREFIX = "TALON-SERVICE-";
/** Letters and digits that no scanner, layout or eye takes for another (Crockford's base 32). */
const SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const SECRET = /^[0-9A-HJKMNP-TV-Z]{26}$/;

const fileOf = (dataDir: string) => join(dataDir, "service-card.json");

/** The code of a new card from at least 26 random bytes: 130 bits. */
export function newCardCode(chance: Uint8Array): string {
  return PREFIX + Array.from(chance.subarray(0, 26), (byte) => SIGNS[byte & 31]).join("");
}

/** Keeps `code` as the stand's only card, as the owner of the folder, who runs the stand. Rejects with the system's error. */
export async function keepCard(disk: Disk, dataDir: string, code: string): Promise<void> {
  const { uid, gid } = await stat(dataDir);
  const path = fileOf(dataDir);
  const kept = { v: 1, secret: code.slice(PREFIX.length) };
  await replaceFile(disk, path, Buffer.from(`${JSON.stringify(kept)}\n`));
  if (process.getuid?.() === 0) await chown(path, uid, gid);
}

function secretIn(bytes: Buffer | null): string | null {
  if (!bytes) return null;
  try {
    const { secret } = JSON.parse(bytes.toString("utf8")) as { secret?: unknown };
    return typeof secret === "string" && SECRET.test(secret) ? secret : null;
  } catch {
    return null;
  }
}

/** Whether `code` is the newest card of the stand with this folder; capitals do not matter. Never rejects. */
export async function isServiceCard(disk: Disk, dataDir: string, code: string): Promise<boolean> {
  const bytes = await disk.read(fileOf(dataDir)).catch(() => null);
  const secret = secretIn(bytes);
  if (secret === null) return false;
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(code.trim().toUpperCase()), digest(`${PREFIX}${secret}`));
}
