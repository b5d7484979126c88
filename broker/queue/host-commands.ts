/**
 * What hosts say and do about their guests and themselves, as commands and as events.
 * Data only; who may say it, and what comes of it, stands in decide/host.ts.
 */
import type {
  AppointmentId,
  CounterId,
  PersonKey,
  StaffId,
  TicketId,
  TicketState,
} from "../../protocol/terms.ts";
import type { HostAnswer } from "../../protocol/texts/host-answers.ts";
import type { GuestWord, PresenceSource } from "./hosts.ts";

/** What all commands of staff have; see commands.ts. */
type Head = {
  readonly commandId: string;
  readonly counter?: CounterId | undefined;
  readonly ticket?: TicketId | undefined;
  readonly saw?: TicketState | undefined;
  readonly staff?: StaffId | undefined;
};
type OfGuest = Head & { readonly ticket: TicketId };

/** A host answers a guest who is here. */
export type AnswerGuest = OfGuest & { readonly kind: "answer-guest"; readonly answer: HostAnswer };
/** A host and a guest meet, wherever that is: no counter is taken by it. */
export type BeginMeeting = OfGuest & { readonly kind: "begin-meeting" };
/** The meeting is over; `hasLeft`: it never was, since the guest went away. */
export type EndMeeting = OfGuest & { readonly kind: "end-meeting"; readonly hasLeft?: boolean | undefined };
/** A host is away until then (epoch ms; `null`: until they say otherwise), or there. `host` counts only where nobody signs in. */
export type SetPresence = Head & {
  readonly kind: "set-presence";
  readonly host?: string | undefined;
  readonly isAway: boolean;
  readonly until: number | null;
};
/** Who takes a host's guests while they are away; `null`: nobody. `host` counts only where nobody signs in. */
export type NameDeputy = Head & {
  readonly kind: "name-deputy";
  readonly host?: string | undefined;
  readonly deputy: string | null;
};
/** What a host says of a guest who did not come in time; `expected` takes back what was said. */
export type JudgeGuest = Head & {
  readonly kind: "judge-guest";
  readonly appointment: AppointmentId;
  readonly guest: PersonKey;
  readonly says: GuestWord | "expected";
};
export type HostCommand = AnswerGuest | BeginMeeting | EndMeeting | SetPresence | NameDeputy | JudgeGuest;

/** A calendar or a telephone says whether a host is there; what it last said again changes nothing. */
export type TellPresence = {
  readonly kind: "tell-presence";
  readonly host: string;
  readonly source: Exclude<PresenceSource, "self">;
  readonly isAway: boolean;
  readonly until: number | null;
};

export type HostEvent =
  /** `callSeq`: displays show it as a call. `staff` is `null` where nobody signs in, here and below. */
  | {
      readonly kind: "guest-answered";
      readonly at: number;
      readonly id: TicketId;
      readonly staff: StaffId | null;
      readonly answer: HostAnswer;
      readonly callSeq: number;
    }
  | {
      readonly kind: "meeting-begun";
      readonly at: number;
      readonly id: TicketId;
      readonly staff: StaffId | null;
    }
  | {
      readonly kind: "presence-told";
      readonly at: number;
      readonly host: string;
      readonly source: PresenceSource;
      readonly isAway: boolean;
      readonly until: number | null;
    }
  | {
      readonly kind: "deputy-named";
      readonly at: number;
      readonly host: string;
      readonly deputy: string | null;
    }
  /** A word of a person, never proof that somebody stayed away. */
  | {
      readonly kind: "guest-judged";
      readonly at: number;
      readonly appointment: AppointmentId;
      readonly guest: PersonKey;
      readonly says: GuestWord | "expected";
      readonly staff: StaffId | null;
    };
