/**
 * For how many days after the day of the appointment something is kept about a person, a purpose (of hosts: after the day on which they
 * said it, or were last told something by it); what is left out is as in
 * broker/persons/purposes.ts. No location may keep anything longer than this.
 */
import * as z from "zod/mini";

export const keepDays = z.object({
  identity: z.optional(z.int().check(z.gte(0), z.lte(1))),
  reminder: z.optional(z.int().check(z.gte(0), z.lte(90))),
  message: z.optional(z.int().check(z.gte(0), z.lte(30))),
  appointment: z.optional(z.int().check(z.gte(0), z.lte(365))),
  host: z.optional(z.int().check(z.gte(0), z.lte(1825))),
  place: z.optional(z.int().check(z.gte(0), z.lte(0))),
  /** A refusal is of use as long as it is kept: not below a year. */
  refusal: z.optional(z.int().check(z.gte(365), z.lte(3660))),
});
