/**
 * What whoever met a limit of the web server is told, and how that is counted.
 * Knows no limit's size.
 */
import type { FastifyReply } from "fastify";
import type { ConnectionLimit } from "../limits/connections.ts";

/** Which limit a request met; as /metrics names it. */
export type HttpLimit =
  | ConnectionLimit
  | "requests"
  | "account"
  | "streams"
  | "headers"
  | "body"
  | "slow"
  | "tries";

/** 429, and when to come again. */
export function tooMany(reply: FastifyReply, what: "requests" | "tries", afterMs: number): FastifyReply {
  const afterS = Math.ceil(afterMs / 1000);
  const problem = `too many ${what}; try again in ${afterS} ${afterS === 1 ? "second" : "seconds"}`;
  return reply.code(429).header("retry-after", String(afterS)).send({ problem });
}
