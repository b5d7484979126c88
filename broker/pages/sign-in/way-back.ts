/** Where a sign-in leads. Pure; knows no page. */

/** The path in `?to=` when it leads to a page of this hub, else the staff page: a foreign address must not be reached from here. */
export function wayBack(search: string): string {
  const to = new URLSearchParams(search).get("to") ?? "";
  return /^\/(?![/\\])[\w\-./?=&%]*$/.test(to) ? to : "/staff";
}
