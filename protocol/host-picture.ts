/**
 * What the event stream of a host's page carries: the whole day of that host, for their page alone, since it bears names.
 * Types only.
 */
import type {
  AppointmentId,
  LocalText,
  LocationId,
  MeetingForm,
  PersonKey,
  ServiceId,
  TicketId,
  TicketNumber,
  TicketState,
} from "./terms.ts";
import type { HostAnswer } from "./texts/host-answers.ts";

/** One guest of a host's appointment. Name and message are `null` where none is kept, or the host may not see guests. */
export type HostGuest = {
  /** Opaque; of this appointment alone. */
  readonly guest: PersonKey;
  readonly name: string | null;
  readonly message: string | null;
  readonly hasMobile: boolean;
  /** Typed at the stand; for reading aloud. */
  readonly code: string | null;
  /** Whether they have checked in, whatever became of the ticket; `arrivedAt`: when, while the ticket counts (epoch ms). */
  readonly hasArrived: boolean;
  readonly arrivedAt: number | null;
  readonly ticket: {
    readonly id: TicketId;
    readonly number: TicketNumber;
    readonly state: TicketState;
    readonly servingAt: number | null;
    readonly endedAt: number | null;
    readonly counterName: LocalText | null;
    /** What a host told them last. */
    readonly answered: { readonly at: number; readonly answer: HostAnswer } | null;
    /** Whose turn it is to answer while they wait, and when it is the next one's (epoch ms). */
    readonly stage: "host" | "deputy" | "desk" | "answered" | null;
    readonly nextAt: number | null;
  } | null;
  /** What was said of one who did not come. */
  readonly judged: {
    readonly says: "wait" | "rung" | "no-show";
    readonly at: number;
    readonly staff: string | null;
  } | null;
  /** Since when the host is asked what became of them (epoch ms). */
  readonly lateSince: number | null;
};

export type HostAppointment = {
  readonly id: AppointmentId;
  readonly startAt: number;
  readonly endAt: number;
  readonly serviceName: LocalText | null;
  readonly room: string | null;
  readonly form: MeetingForm;
  readonly hosts: readonly string[];
  /** `stand-in`: a host is away, and this one takes it; `deputy`: the host is there, and this one may answer too. */
  readonly as: "host" | "stand-in" | "deputy";
  /** Made on the host's page, so that it may be moved and cancelled there. */
  readonly isOurs: boolean;
  readonly cancelledAt: number | null;
  /** Since when it begins soon (epoch ms); `null` while it does not. */
  readonly soonSince: number | null;
  /** Of a meeting of many: how many have come. */
  readonly counts: { readonly came: number; readonly of: number } | null;
  readonly guests: readonly HostGuest[];
};

/** What a host's page shows of today. */
export type HostPicture = {
  readonly at: number;
  readonly location: LocationId;
  readonly locationName: LocalText;
  readonly timeZone: string;
  /** Whose day; `null` where nobody signs in and nobody is chosen yet. */
  readonly host: string | null;
  /** Where nobody signs in: whose day may be chosen. */
  readonly hosts: readonly string[];
  /** While the host is away: until when (epoch ms; `null`: till they say otherwise), and who says so. */
  readonly presence: {
    readonly until: number | null;
    readonly source: "self" | "calendar" | "telephone";
  } | null;
  readonly deputy: string | null;
  /** Who may be a deputy, by staff ids. */
  readonly people: readonly string[];
  /** A guest whom nobody answers for so long is the deputy's, and after as long again the desk's. */
  readonly answerMs: number;
  /** Whether guests can be sent text messages. */
  readonly hasSms: boolean;
  readonly services: readonly { readonly service: ServiceId; readonly name: LocalText }[];
  readonly appointments: readonly HostAppointment[];
};
