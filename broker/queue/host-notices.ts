/**
 * What hosts are told of guests who are here, by which way, and what became of it (R1): by tickets and staff ids only.
 * Pure; knows no number, no address and no words.
 */
import type { HostWay, TicketId } from "../../protocol/terms.ts";

/** `arrived`: the guest is here. `unanswered`: the guest is here, and no host has answered, so that it is the deputy's turn. */
export type HostNoticeTells = "arrived" | "unanswered";

/** What becomes of a notice: as of a text message, but that there is always somewhere to send it to. */
export type HostNoticeOutcome = "sent" | "refused" | "unknown";

/** Somebody is to be told. `host`: a `hostKey`. */
export type HostDuty = {
  readonly ticket: TicketId;
  readonly host: string;
  readonly tells: HostNoticeTells;
};
/** One notice by one way. */
export type WantedHostNotice = HostDuty & { readonly way: HostWay };

/** A notice that was begun; `outcome` is `null` until its end is known. */
export type HostNotice = WantedHostNotice & {
  readonly notice: string;
  readonly begunAt: number;
  readonly outcome: HostNoticeOutcome | null;
};

/** Those of each ticket of a day, oldest first. */
export type HostNotices = Map<TicketId, readonly HostNotice[]>;

/** What was begun about a ticket, oldest first. */
export function hostNoticesOf(notices: HostNotices, ticket: TicketId): readonly HostNotice[] {
  return notices.get(ticket) ?? [];
}

/** A notice is about to be sent: from now on nobody else sends it. `notice` is fresh randomness. */
export type BeginHostNotice = {
  readonly kind: "begin-host-notice";
  readonly notice: string;
  readonly wanted: WantedHostNotice;
};

/** What became of it. `put-back`: it was surely not sent, and is wanted again. */
export type EndHostNotice = {
  readonly kind: "end-host-notice";
  readonly notice: string;
  readonly ticket: TicketId;
  readonly outcome: HostNoticeOutcome | "put-back";
};

export type HostNoticeEvent =
  | (WantedHostNotice & { readonly kind: "host-notice-begun"; readonly at: number; readonly notice: string })
  | (Omit<EndHostNotice, "kind"> & { readonly kind: "host-notice-ended"; readonly at: number });
