/** Where a sign-in leads. Pure; knows no page. */

const PAGE = /^\/(?![/\\])[\w\-./?=&%]*$/;
/** A part of a page. */
const PART = /^#[\w\-.%]+$/;

/**
 * The path in `?to=` when it leads to a page of this hub, else the staff page: a foreign address must not be reached from here.
 * Its part follows the `#`, or that of this page's own address: a browser that is sent here keeps it, and no hub hears of it.
 */
export function wayBack(search: string, ownPart = ""): string {
  const [, page = "", part = ""] = /^([^#]*)(#.*)?$/.exec(new URLSearchParams(search).get("to") ?? "") ?? [];
  if (!PAGE.test(page)) return "/staff";
  return `${page}${[part, ownPart].find((one) => PART.test(one)) ?? ""}`;
}
