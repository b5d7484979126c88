/** How long a sign-in must wait. Pure; knows no page. */

/** Whole seconds in a `Retry-After` header (RFC 9110, 10.2.3); a minute, the hub's longest pause, where it says none. */
export function waitSeconds(retryAfter: string | null): number {
  const seconds = Number(retryAfter ?? "");
  return Number.isInteger(seconds) && seconds > 0 ? seconds : 60;
}
