/**
 * What citizens are told of their appointments by text message, and what became of it (R5): by opaque keys only.
 * Pure; knows no number, no words and no gateway.
 */
import type { AppointmentId, PersonKey } from "../../protocol/terms.ts";
import type { Counted } from "./text-costs.ts";

/**
 * `invitation`: the first message of an appointment. `moved`, `cancelled`: what was told before no longer holds. `host-answer`: what a host
 * told a guest who is here.
 */
export type NoticeTells = "invitation" | "reminder" | "moved" | "cancelled" | "host-answer";

/**
 * What became of a notice. `unknown`: it may have been sent, so it is never sent again. `no-number`: there is none to send it to.
 * `refused`: the gateway takes no such message. `stopped`: this number has asked for no messages.
 */
export type NoticeOutcome = "sent" | "refused" | "unknown" | "no-number" | "stopped";

/** One message to one person of one appointment. Instants are epoch ms. */
export type WantedNotice = {
  readonly appointment: AppointmentId;
  readonly person: PersonKey;
  readonly tells: NoticeTells;
  /** When the appointment begins of which it tells. */
  readonly startAt: number;
  /** Minutes before the appointment; `null` of what is no reminder. */
  readonly before: number | null;
  /** When the host gave the answer that it tells of; left out of what is none. */
  readonly answeredAt?: number;
};

/** What the telephone's network said of a message: it is there, or it will not come, or not in its time. */
export type NoticeReport = "delivered" | "failed" | "expired";

/** Which of two wordings that are tried against each other an appointment's reminders have: the usual one or the other. */
export type TrialArm = { readonly trial: string; readonly arm: "usual" | "other" };

/** A notice that was begun; `outcome` is `null` until its end is known, `report` until the network has said something. */
export type Notice = WantedNotice & {
  readonly notice: string;
  readonly begunAt: number;
  readonly outcome: NoticeOutcome | null;
  readonly report: NoticeReport | null;
  readonly trial: TrialArm | null;
};

/** Those of each appointment that is not over, oldest first. */
export type Notices = Map<AppointmentId, readonly Notice[]>;

/** A message of the last days by its own name, which gateways know it by: reports come also when its appointment is over. */
export type Reference = {
  readonly appointment: AppointmentId;
  readonly begunAt: number;
  readonly report: NoticeReport | null;
  readonly tells: NoticeTells;
  /** As it was counted while its end was unknown; `null` of one whose end is known. */
  readonly perhaps: Counted | null;
};
export type References = Map<string, Reference>;

/** What was begun of an appointment, oldest first. */
export function noticesOf(notices: Notices, appointment: AppointmentId): readonly Notice[] {
  return notices.get(appointment) ?? [];
}

/** A notice is about to be sent: from now on nobody else sends it. `notice` is fresh randomness. */
export type BeginNotice = {
  readonly kind: "begin-notice";
  readonly notice: string;
  readonly wanted: WantedNotice;
  /** Left out of what is no reminder, and where no trial runs. */
  readonly trial?: TrialArm | undefined;
};

/**
 * What became of it. `put-back`: it was surely not sent, and is wanted again. `parts`: so many were handed to the gateway, or of an
 * `unknown` one may have been.
 */
export type EndNotice = {
  readonly kind: "end-notice";
  readonly notice: string;
  readonly appointment: AppointmentId;
  readonly outcome: NoticeOutcome | "put-back";
  readonly parts: number;
};

/** The network's word of a message, by the message's own name. */
export type ReportNotice = {
  readonly kind: "report-notice";
  readonly notice: string;
  readonly report: NoticeReport;
};

/** What texts are about that no notice of an appointment is: answers to citizens, troubles of stands, places in a queue. */
export type TextAbout = "answer" | "trouble" | "place";
/** A text went out (`isSure`), or may have, in so many parts: for what it costs. */
export type CountText = {
  readonly kind: "count-text";
  readonly about: TextAbout;
  readonly parts: number;
  readonly isSure: boolean;
};

/** What a guest has said of an appointment. `declined`: it still holds, whoever invited decides what becomes of it. */
export type GuestSays = "confirmed" | "declined";
/** The last word of a guest, of an appointment at this time: one that was moved since is another. */
export type GuestAnswer = {
  readonly appointment: AppointmentId;
  readonly startAt: number;
  readonly says: GuestSays;
  readonly at: number;
};
/** By guest, whose key is of that appointment alone. */
export type GuestAnswers = Map<PersonKey, GuestAnswer>;

/** A guest answers a message. */
export type AnswerNotice = {
  readonly kind: "answer-notice";
  readonly notice: string;
  readonly appointment: AppointmentId;
  readonly says: GuestSays;
};
/** `moved`: the message told of another time. `known`: it was said before. `not-wanted`: there is nothing to answer any more. */
export type AnswerNoticeAnswer =
  | { readonly done: true }
  | { readonly refused: "moved" | "known" | "not-wanted" | "not-allowed" };

/** `not-wanted`: somebody was faster, or it is wanted no longer. */
export type NoticeAnswer = { readonly done: true } | { readonly refused: "not-wanted" | "not-allowed" };

export type NoticeEvent =
  | (WantedNotice & {
      readonly kind: "notice-begun";
      readonly at: number;
      readonly notice: string;
      readonly trial?: TrialArm;
    })
  | (Omit<EndNotice, "kind"> & { readonly kind: "notice-ended"; readonly at: number })
  | {
      readonly kind: "notice-reported";
      readonly at: number;
      readonly notice: string;
      readonly appointment: AppointmentId;
      readonly report: NoticeReport;
    }
  | (Omit<CountText, "kind"> & { readonly kind: "text-counted"; readonly at: number })
  | (GuestAnswer & {
      readonly kind: "appointment-answered";
      readonly notice: string;
      readonly person: PersonKey;
    });
