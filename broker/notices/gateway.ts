/**
 * What sends text messages, whatever it is: an operator's gateway on the internet, or a file beside the demo (R5).
 * Knows no appointment; a message is words to a number.
 */

/** `reference` is ours, and the same for every try of one message. `to`: with its country, `+4520304050`. */
export type SmsMessage = { readonly reference: string; readonly to: string; readonly text: string };

/**
 * What became of a try. `accepted`: the gateway has it. `refused`: it takes no such message, and never will. `later`: it surely has
 * not taken it, and may if asked again. `unknown`: it may have taken it. `stopped`: it was not asked, since this number wants no
 * messages. `why` names no number and no word of the message.
 */
export type SmsTry =
  | { readonly ended: "accepted" | "stopped" }
  | { readonly ended: "refused" | "later" | "unknown"; readonly why: string };

/** What the network says of a message later, by our reference. `unknown`: it will not say. */
export type SmsFate = "delivered" | "failed" | "expired" | "unknown";
export type SmsReport = { readonly kind: "report"; readonly reference: string; readonly fate: SmsFate };
/** A text that somebody sent to the house. `from`: with its country; `id`: the gateway's own, where it has one. */
export type SmsAnswer = {
  readonly kind: "answer";
  readonly id: string | null;
  readonly from: string;
  readonly text: string;
};
export type SmsHeard = SmsReport | SmsAnswer;

/** A request that says that it comes from the gateway; names of headers in small letters. */
export type SmsCall = {
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
};
/** `forged`: it does not prove whence it comes. `unreadable`: it says nothing that this gateway would. */
export type SmsCalled =
  | { readonly heard: readonly SmsHeard[] }
  | { readonly refused: "forged" | "unreadable" };

/**
 * What a gateway knows of a message that it is asked about. `accepted`: it has it, and the network has said nothing yet. `not-there`:
 * it has no message of this reference.
 */
export type SmsStanding = SmsFate | "accepted" | "not-there";

/**
 * Promised: `send` settles within its own time limit and never rejects; what is not sure is `unknown`, never `later`. What else there is
 * never rejects either. Not promised: that an accepted message reaches a telephone, that anything is ever reported, or once only, or in
 * order: a report may come before `send` has settled.
 */
export type SmsGateway = {
  readonly name: string;
  readonly send: (message: SmsMessage) => Promise<SmsTry>;
  /** Of a gateway that calls the hub. */
  readonly called?: ((call: SmsCall) => SmsCalled) | undefined;
  /** Of a gateway that can be asked by our reference. */
  readonly ask?: ((reference: string) => Promise<SmsStanding>) | undefined;
  /** Of a gateway that is listened to: what was heard since the last time. */
  readonly listen?: (() => Promise<readonly SmsHeard[]>) | undefined;
  readonly close: () => Promise<void>;
};
