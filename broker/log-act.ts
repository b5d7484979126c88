/**
 * What people do to accounts and screens, as a line of the log: who, and to whom or what.
 * Knows no ledger, in which the whole of it stands.
 */
import type { Log } from "../protocol/link/log.ts";
import type { Noted } from "./queue/events.ts";

export function logAct(log: Log, { act, by, about }: Noted): void {
  const { display, person } = about;
  if (act === "signed-in-break-glass") log.warning("the break-glass account is used", { by });
  else if (display === undefined) log.notice("an account was used or changed", { act, by, person });
  else log.notice("a screen was paired or taken off", { act, by, display });
}
