/**
 * What every driver of a calendar promises, whatever stands behind it.
 * Types only.
 */
import type { Stretch } from "../appointments/contract.ts";
import type { CalendarEntry, EntryProblem } from "./entry.ts";

export type ReadCalendar = {
  /** Every occurrence that touches the stretch, as the calendar has it now. */
  readonly entries: readonly CalendarEntry[];
  readonly problems: readonly EntryProblem[];
};

/**
 * One calendar. Promised: what `read` answers is whole, and costs little where nothing has changed. Not promised: that a change is seen
 * before the next `read`.
 */
export type CalendarReader = {
  /** Faults: those of fault.ts, and no others. */
  readonly read: (stretch: Stretch) => Promise<ReadCalendar>;
  readonly close: () => void;
};
