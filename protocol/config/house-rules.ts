/**
 * How a house calls and serves, in numbers that its document may give; each has its default in broker/queue/house-rules.ts.
 * Knows no rule.
 */
import * as z from "zod/mini";

export const houseRules = z.object({
  recallLimit: z.optional(z.int().check(z.gte(0), z.lte(50))),
  placesBack: z.optional(z.int().check(z.gte(0), z.lte(50))),
  serveAfterS: z.optional(z.nullable(z.int().check(z.gte(5), z.lte(1800)))),
  longServiceMin: z.optional(z.int().check(z.gte(5), z.lte(480))),
  /** Staff are told of whoever waits longer. */
  longWaitMin: z.optional(z.int().check(z.gte(1), z.lte(480))),
  /** How long a ticket is held for a counter or a person who is not there. */
  holdMin: z.optional(z.int().check(z.gte(1), z.lte(480))),
  postponeMin: z.optional(z.int().check(z.gte(1), z.lte(120))),
  mostPostponements: z.optional(z.int().check(z.gte(0), z.lte(10))),
  mostRejoins: z.optional(z.int().check(z.gte(0), z.lte(10))),
  /** So long before and after the agreed time a citizen may check in at the stand. */
  checkInEarlyMin: z.optional(z.int().check(z.gte(0), z.lte(480))),
  checkInLateMin: z.optional(z.int().check(z.gte(0), z.lte(480))),
  /** A guest whom no host has answered for so long is the deputy's, and after as long again the desk's. */
  hostAnswerMin: z.optional(z.int().check(z.gte(1), z.lte(120))),
  /** So long before an appointment its hosts are reminded of it. */
  hostRemindMin: z.optional(z.int().check(z.gte(0), z.lte(120))),
  /** So long after the agreed time hosts are asked about a guest who has not checked in. */
  guestLateMin: z.optional(z.int().check(z.gte(1), z.lte(120))),
});
