/** What the sign-in page in a frame and the window that it opened say to each other. Pure; knows no page. */

/** The window is open, and asks for the digest of the frame's key. */
export const READY = "talon-sign-in-window";

/** What the frame answers. */
export type FrameAnswer = { readonly frame: string };

/** The digest in a message, or `null` when it is none. */
export function digestIn(message: unknown): string | null {
  const { frame } = (typeof message === "object" && message !== null ? message : {}) as Partial<FrameAnswer>;
  return typeof frame === "string" && /^[\w-]{43}$/.test(frame) ? frame : null;
}
