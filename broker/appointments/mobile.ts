/** Mobile numbers as people write them. Knows no gateway. */

/** `+` and 8 to 15 digits (E.164); eight digits are Danish. `null` for what nobody can send to. */
export function mobileOf(text: string): string | null {
  const plain = text.replaceAll(/[\s().-]/g, "").replace(/^00/, "+");
  if (/^[2-9]\d{7}$/.test(plain)) return `+45${plain}`;
  if (/^45[2-9]\d{7}$/.test(plain)) return `+${plain}`;
  if (plain.startsWith("+45")) return /^\+45[2-9]\d{7}$/.test(plain) ? plain : null;
  return /^\+[1-9]\d{7,14}$/.test(plain) ? plain : null;
}
