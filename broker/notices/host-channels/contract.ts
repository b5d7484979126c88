/**
 * A way in which a host is told that their guest is here, whatever it is: a telephone, a mailbox, a browser, a channel of a team (R1).
 * Knows no appointment and no guest; a notice is a few words to an address.
 */
import type { StaffLanguage } from "../../../protocol/terms.ts";

/** In words, a heading and one line more; `url` is where the host answers. */
export type HostWords = {
  readonly title: string;
  readonly text: string;
  readonly url: string;
  readonly language: StaffLanguage;
};

/** `reference` is ours, and the same for every try of one notice. `to`: a number, an address, as its way needs it. */
export type HostMessage = HostWords & { readonly reference: string; readonly to: string };

/**
 * What became of a try. `accepted`: whoever carries it has it. `refused`: it is not taken, and never will be. `later`: it surely was
 * not taken, and may be if asked again. `unknown`: it may have been taken. `gone`: this address takes nothing any more and is to be forgotten, such as that of a
 * browser that nobody uses, or of a flow whose owner has left. `why` names no address and no word of the notice.
 */
export type HostTry =
  | { readonly ended: "accepted" }
  | { readonly ended: "refused" | "later" | "unknown" | "gone"; readonly why: string };

/**
 * Promised: `send` settles within its own time limit and never rejects; what is not sure is `unknown`, never `later`.
 * Not promised: that somebody sees it.
 */
export type HostChannel = {
  readonly send: (message: HostMessage) => Promise<HostTry>;
  /** Whether it can be reached, without telling anybody anything; `null`: it can. */
  readonly check: () => Promise<string | null>;
  readonly close: () => Promise<void>;
};
