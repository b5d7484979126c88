/**
 * What citizens are told of their appointments by text message, and what became of it (R5): by opaque keys only.
 * Pure; knows no number, no words and no gateway.
 */
import type { AppointmentId, PersonKey } from "../../protocol/terms.ts";

/** `invitation`: the first message of an appointment. `moved`, `cancelled`: what was told before no longer holds. */
export type NoticeTells = "invitation" | "reminder" | "moved" | "cancelled";

/**
 * What became of a notice. `unknown`: it may have been sent, so it is never sent again. `no-number`: there is none to send it to.
 * `refused`: the gateway takes no such message.
 */
export type NoticeOutcome = "sent" | "refused" | "unknown" | "no-number";

/** One message to one person of one appointment. Instants are epoch ms. */
export type WantedNotice = {
  readonly appointment: AppointmentId;
  readonly person: PersonKey;
  readonly tells: NoticeTells;
  /** When the appointment begins of which it tells. */
  readonly startAt: number;
  /** Minutes before the appointment; `null` of what is no reminder. */
  readonly before: number | null;
};

/** A notice that was begun; `outcome` is `null` until its end is known. */
export type Notice = WantedNotice & {
  readonly notice: string;
  readonly begunAt: number;
  readonly outcome: NoticeOutcome | null;
};

/** Those of each appointment that is not over, oldest first. */
export type Notices = Map<AppointmentId, readonly Notice[]>;

/** What was begun of an appointment, oldest first. */
export function noticesOf(notices: Notices, appointment: AppointmentId): readonly Notice[] {
  return notices.get(appointment) ?? [];
}

/** A notice is about to be sent: from now on nobody else sends it. `notice` is fresh randomness. */
export type BeginNotice = {
  readonly kind: "begin-notice";
  readonly notice: string;
  readonly wanted: WantedNotice;
};

/** What became of it. `put-back`: it was surely not sent, and is wanted again. `parts`: so many were handed to the gateway. */
export type EndNotice = {
  readonly kind: "end-notice";
  readonly notice: string;
  readonly appointment: AppointmentId;
  readonly outcome: NoticeOutcome | "put-back";
  readonly parts: number;
};

/** `not-wanted`: somebody was faster, or it is wanted no longer. */
export type NoticeAnswer = { readonly done: true } | { readonly refused: "not-wanted" | "not-allowed" };

export type NoticeEvent =
  | (WantedNotice & { readonly kind: "notice-begun"; readonly at: number; readonly notice: string })
  | (Omit<EndNotice, "kind"> & { readonly kind: "notice-ended"; readonly at: number });
