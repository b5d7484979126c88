/**
 * What staff decided about their counter for its session: open or closed, which queues in what order, on a break and why.
 * Knows no event and no ticket; a session ends when its counter closes or the service day does.
 */
import type { LocationConfig } from "../../protocol/config.ts";
import {
  type CounterId,
  type LocalText,
  PAUSE_REASONS,
  type QueueId,
  type StaffId,
} from "../../protocol/terms.ts";

/** `null` where the document's word holds. */
export type Session = {
  readonly open: boolean | null;
  readonly queues: readonly QueueId[] | null;
  /** One of the location's reasons, and since when. */
  readonly pause: { readonly reason: string; readonly since: number } | null;
};

/** A counter calls its colleagues, who comes, and since when. */
export type ColleagueCall = {
  readonly since: number;
  readonly by: StaffId | null;
  readonly answered: { readonly from: CounterId | null; readonly by: StaffId | null } | null;
};

/** Nothing was decided. */
export const NO_SESSION: Session = { open: null, queues: null, pause: null };

export type PauseReason = { readonly reason: string; readonly name: LocalText };

/** Why a counter may be on a break here; never empty. */
export function pauseReasons({ pauseReasons: own }: LocationConfig): readonly PauseReason[] {
  return own ?? PAUSE_REASONS;
}

type CounterConfig = LocationConfig["counters"][number];

/** The queues that the document lets a counter take, most important first. */
export function allowedQueues({ queues }: CounterConfig, location: LocationConfig): readonly QueueId[] {
  return queues.length === 0 ? location.queues.map(({ queue }) => queue) : queues;
}

/** A counter of the document as it is staffed in this session; what the document no longer allows is left out. */
export function asStaffed(
  counter: CounterConfig,
  session: Session | undefined,
  location: LocationConfig,
): CounterConfig {
  if (!session) return counter;
  const allowed = allowedQueues(counter, location);
  const taken = session.queues?.filter((queue) => allowed.includes(queue)) ?? [];
  const open = (session.open ?? counter.open) && session.pause === null;
  return { ...counter, open, queues: taken.length > 0 ? [...taken] : counter.queues };
}
