/**
 * How far a printer can be asked whether a slip came out.
 * Knows no transport; which answers a printer gives stands in its profile.
 */
import type { StatusReplies } from "./profiles.ts";

/** From most to least: an answer from behind the slip (GS r), a status in real time (DLE EOT), nothing. */
export type Confirm = "drained" | "status" | "none";

/** What can be asked of a printer with these replies: `wanted` as far as it answers, else the most. */
export function confirmOf(wanted: Confirm | undefined, replies: StatusReplies): Confirm {
  const canStatus = replies.realTime.length > 0;
  if (wanted === "none" || !canStatus) return "none";
  return wanted !== "status" && replies.drained ? "drained" : "status";
}
