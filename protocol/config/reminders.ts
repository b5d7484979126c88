/**
 * When citizens are told of their appointments by text message (R5): of the house, and of a service where it differs.
 * Knows no gateway: that is the hub's own configuration.
 */
import * as z from "zod/mini";
import { localSentences } from "./local-text.ts";

/** Minutes before the appointment: from a quarter of an hour to four weeks. */
const before = z
  .array(z.int().check(z.gte(15), z.lte(40_320)))
  .check(z.maxLength(5))
  .check(z.refine((all) => new Set(all).size === all.length, "two reminders at one moment"));
const clock = z.string().check(z.regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/));

const plan = {
  /** How long before the appointment, in minutes, e.g. `[4320, 1440, 120]`. */
  before: z.optional(before),
  /** Whether the first message comes when the appointment is made. Default false. */
  invites: z.optional(z.boolean()),
};

/** A reminder's words of the house's own: `{day}` and `{clock}` must stand in every language of it, `{where}` may. */
const wording = localSentences.check(
  z.refine(
    (text) => Object.values(text).every((words) => words === undefined || /\{day\}/.test(words)),
    "{day} must stand in it",
  ),
  z.refine(
    (text) => Object.values(text).every((words) => words === undefined || /\{clock\}/.test(words)),
    "{clock} must stand in it",
  ),
);

/** Of the whole house. */
export const houseReminders = z.object({
  ...plan,
  /** Left out: the words of Talon. */
  wording: z.optional(wording),
  /**
   * Other words of a reminder that are tried against these: a coin per appointment says which it gets, and nobody is left without. What is
   * counted together goes by the trial's name: other words, another name.
   */
  trial: z.optional(z.object({ trial: z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,30}$/)), wording })),
  /** No message goes out between these clocks of the house. Default 21:00 and 08:00; two that are the same: messages go out at any hour. */
  quiet: z.optional(z.object({ from: z.optional(clock), to: z.optional(clock) })),
});

/** Of one service: what it does not say is as the house has it. */
export const serviceReminders = z.object({
  ...plan,
  /** Its messages name neither service nor office, and bear no personal message. Default false. */
  isSensitive: z.optional(z.boolean()),
});
