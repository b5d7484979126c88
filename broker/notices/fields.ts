/**
 * What somebody else's request says, by the names of its fields: JSON, a form or an address.
 * Pure; knows no gateway. Bytes that are none of these say nothing.
 */
import type { SmsCall } from "./gateway.ts";

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

/** `event.content.message` within JSON; a field that has such a name as it stands goes before. Numbers and flags as their text. */
export function fieldOf(content: unknown, path: string): string | null {
  const step = (at: unknown, name: string): unknown =>
    typeof at === "object" && at !== null && Object.hasOwn(at, name)
      ? (at as Record<string, unknown>)[name]
      : undefined;
  const found = step(content, path) ?? path.split(".").reduce(step, content);
  if (typeof found === "string") return found;
  return typeof found === "number" || typeof found === "boolean" ? String(found) : null;
}

/** The records of a request: each of a JSON list, or the one that JSON, a form or the address is. */
export function recordsOf({ query, headers, body }: SmsCall): readonly unknown[] {
  const text = Buffer.from(body).toString("utf8");
  if ((headers["content-type"] ?? "").includes("x-www-form-urlencoded"))
    return [{ ...query, ...Object.fromEntries(new URLSearchParams(text)) }];
  const said = text.trim() === "" ? {} : jsonIn(text);
  if (Array.isArray(said)) return said;
  return typeof said === "object" && said !== null ? [{ ...query, ...said }] : [];
}
