/**
 * The Danish personal number as cpr.dk and STAR write it: a day that there is, and four digits. Modulus 11 says nothing since
 * 1 October 2007 (cpr.dk), so it is not asked. Nothing here is kept, logged or shown.
 */

/** Ten digits that may be a CPR number; `"unknown"` for the ten zeros that stand for nobody; `null` for anything else. */
export function cprOf(text: string): string | null {
  const digits = text.replaceAll(/[\s-]/g, "");
  if (!/^\d{10}$/.test(digits)) return null;
  if (digits === "0000000000") return "unknown";
  const [day, month] = [Number(digits.slice(0, 2)), Number(digits.slice(2, 4))];
  const longest = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
  return longest !== undefined && day >= 1 && day <= longest ? digits : null;
}
