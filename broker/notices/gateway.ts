/**
 * What sends text messages, whatever it is: an operator's gateway on the internet, or a file beside the demo (R5).
 * Knows no appointment; a message is words to a number.
 */

/** `reference` is ours, and the same for every try of one message. `to`: with its country, `+4520304050`. */
export type SmsMessage = { readonly reference: string; readonly to: string; readonly text: string };

/**
 * What became of a try. `accepted`: the gateway has it. `refused`: it takes no such message, and never will. `later`: it surely has
 * not taken it, and may if asked again. `unknown`: it may have taken it. `why` names no number and no word of the message.
 */
export type SmsTry =
  | { readonly ended: "accepted" }
  | { readonly ended: "refused" | "later" | "unknown"; readonly why: string };

/**
 * Promised: `send` settles within its own time limit and never rejects; what is not sure is `unknown`, never `later`.
 * Not promised: that an accepted message reaches a telephone.
 */
export type SmsGateway = {
  readonly name: string;
  readonly send: (message: SmsMessage) => Promise<SmsTry>;
  readonly close: () => Promise<void>;
};
