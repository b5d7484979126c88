/** Pictures of the stand's screen for citizens who come to an appointment: welcome, or why not. */
import type { StandPicture } from "../../../protocol/snapshots.ts";
import type { TicketNumber } from "../../../protocol/terms.ts";
import { stand } from "./stand-scenes.ts";
import { MORNING } from "./town.ts";

/** Citizens of an appointment, in good time for it. */
const AGREED = MORNING + 15 * 60_000;
const until = MORNING + 20_000;
const appointment = { at: AGREED, opensAt: AGREED - 3_600_000, number: null };
const come = { ...appointment, number: "A07" as TicketNumber };
const welcome = {
  ...{ number: "A07" as TicketNumber, agreedAt: AGREED, arrivedAt: MORNING, room: "B204" },
  ...{ isCounted: false, nextAt: null },
};

/** By name. */
export const CHECK_IN_SCENES: Readonly<Record<string, StandPicture>> = {
  expecting: stand({ isExpecting: true }),
  "checked-in": stand({ isExpecting: true, standing: { welcome, until } }),
  "checked-in-two": stand({
    isExpecting: true,
    standing: { welcome: { ...welcome, nextAt: AGREED + 165 * 60_000 }, until },
  }),
  "checked-in-many": stand({
    isExpecting: true,
    standing: { welcome: { ...welcome, number: null, isCounted: true }, until },
  }),
  "checked-in-before": stand({ standing: { refused: "already-checked-in", appointment: come, until } }),
  "too-early": stand({ standing: { refused: "appointment-too-early", appointment, until } }),
  "too-late": stand({ standing: { refused: "appointment-too-late", appointment, until } }),
  "other-day": stand({ standing: { refused: "appointment-other-day", appointment, until } }),
  cancelled: stand({ standing: { refused: "appointment-cancelled", appointment, until } }),
  "by-phone": stand({ standing: { refused: "appointment-not-here", appointment, until } }),
  elsewhere: stand({
    standing: {
      refused: "appointment-elsewhere",
      elsewhere: {
        ...{ at: AGREED, name: { da: "Borgerservice Nord", en: "Citizen service North" } },
        address: { da: "Nørregade 1" },
      },
      until,
    },
  }),
  "called-told": stand({ isExpecting: true, standing: { called: "told", until } }),
  "called-coming": stand({ isExpecting: true, standing: { called: "coming", until } }),
  slowed: stand({ standing: { refused: "codes-slowed", until } }),
};
