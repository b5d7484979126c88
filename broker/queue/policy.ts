/**
 * How a queue weighs those who wait for it: the policy in the location's document, with defaults for what it leaves out.
 * Knows no list and no counter; documents in, milliseconds out.
 */
import type { ServiceId } from "../../protocol/terms.ts";
import type { HubState, QueueConfig } from "./state.ts";

const MINUTE_MS = 60_000;
const LATE_MIN = 15;
const APPOINTMENT_RATE = 2;
const AGED_MIN = 35;

/** See `orderPolicy` in protocol/config.ts. */
export type Policy = { readonly lateMs: number; readonly appointmentRate: number; readonly agedMs: number };

/** The policy of a queue; the defaults for one that is gone from the document. */
export function policyOf(queue: QueueConfig | undefined): Policy {
  const { lateMin = LATE_MIN, appointmentRate = APPOINTMENT_RATE, agedMin = AGED_MIN } = queue?.order ?? {};
  return { lateMs: lateMin * MINUTE_MS, appointmentRate, agedMs: agedMin * MINUTE_MS };
}

/** The agreed time as it counts for the order: `null` for a walk-in, and for whoever comes too late. */
export function dueAtOf(policy: Policy, agreedAt: number | null, arrivedAt: number): number | null {
  return agreedAt === null || arrivedAt > agreedAt + policy.lateMs ? null : agreedAt;
}

/**
 * By how much the claim of this service's walk-ins begins before their arrival (ms): never more than half of the wait from which age
 * counts, so that a newcomer has not waited too long at once, and whoever has waited that half stands before every newcomer.
 */
export function headStartOf(state: HubState, service: ServiceId | null): number {
  const config = state.location.services.find((one) => one.service === service);
  if (config?.headStartMin === undefined) return 0;
  const { agedMs } = policyOf(state.plan.queues.get(config.queue));
  return Math.min(config.headStartMin * MINUTE_MS, agedMs / 2);
}
