/**
 * What of the stands' troubles and the hub's alarms holds now, and what is over and only to be read again.
 * Pure; knows no page and no words.
 */
import type { StaffPicture } from "../../../protocol/snapshots.ts";
import { isSameDay } from "../../../protocol/texts/words.ts";

export type Alarm = StaffPicture["alarms"][number];
export type TroubledStand = StaffPicture["stands"][number];
/** `key` names one trouble: the same trouble that begins anew on a stand has it again, another one has not. */
export type Trouble =
  | { readonly key: string; readonly stand: TroubledStand }
  | { readonly key: string; readonly alarm: Alarm };

/** Of what just happens and has no end, staff are told for so long (ms). */
const NEWS_MS = 30 * 60_000;

/** Whether what an alarm tells of is still so. Calls for help stand in a strip of their own while they are open. */
function holds({ at, notice }: Alarm, { tickets }: StaffPicture, now: number): boolean {
  switch (notice.kind) {
    case "tickets-recovered":
      return tickets.some(({ state }) => state === "recovered");
    case "caught-ticket":
    case "number-doubled": {
      const { number, kind } = notice;
      const waiting = tickets.filter((one) => one.state === "waiting" && one.number === number);
      return waiting.length > (kind === "number-doubled" ? 1 : 0);
    }
    case "stand-trouble":
    case "ledger-replaced":
    case "left-at-closing":
      return now - at < NEWS_MS;
    default:
      return false;
  }
}

const keyOf = ({ at, notice }: Alarm) => `${at}/${JSON.stringify(notice)}`;

/** What is wrong at `now`: stands in their order, then alarms, the newest first. Each recovery is told once, with what is still to do. */
export function troublesNow(picture: StaffPicture, now: number): Trouble[] {
  const stands = picture.stands
    .filter(({ online, problem, paperLow }) => !online || problem !== null || paperLow)
    .map((stand) => {
      return { key: `${stand.stand}/${stand.online}/${stand.problem}/${stand.paperLow}`, stand };
    });
  const alarms = picture.alarms.filter((alarm) => holds(alarm, picture, now)).toReversed();
  return [...stands, ...alarms.map((alarm) => ({ key: keyOf(alarm), alarm }))];
}

/** Today's alarms of which nothing is left to do, the newest first. */
export function pastAlarms(picture: StaffPicture, now: number): Alarm[] {
  return picture.alarms
    .filter((alarm) => !holds(alarm, picture, now) && isSameDay(alarm.at, now, picture.timeZone))
    .toReversed();
}

/** Those troubles that somebody here has put away, of those that still hold: one that comes back is shown again. */
export function stillHidden(hidden: readonly string[], troubles: readonly Trouble[]): string[] {
  return hidden.filter((key) => troubles.some((one) => one.key === key));
}
