/**
 * Whether a text is one address of one mailbox. Libraries of mail read lists, names and line breaks out of what they are given, and
 * then write to somebody else: what is no plain address never reaches one.
 * Pure; knows no mail.
 */

/** RFC 5321 4.5.3.1: 64 before the @, 254 in all. */
const LONGEST = 254;
/** An RFC 5321 dot-string without quoting; a host name of at least two parts. */
const ADDRESS =
  /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)+$/;

/** One address, nothing before it and nothing after it. */
export function isMailAddress(text: string): boolean {
  return text.length <= LONGEST && text.indexOf("@") <= 64 && ADDRESS.test(text);
}
