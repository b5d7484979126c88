/**
 * The letters of the code pages in which a slip's text may go to a printer.
 * Knows no printer and no table number; those are data of its profile.
 */

/** A code page by the encoder's name. */
export type CodePage = "cp865" | "cp858" | "windows1252";

/** The letters above ASCII of code page 865 (Nordic) that text uses; box-drawing and mathematics are left out. */
export const CP865_LETTERS = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£ØáíóúñÑªº¿¬½¼¡«¤ßµ±÷°·²";

/** Code page 858: 850 with the euro. */
const CP858_LETTERS =
  "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×áíóúñÑªº¿®¬½¼¡«»ÁÂÀ©¢¥ãÃ¤ðÐÊËÈ€ÍÎÏÌÓßÔÒõÕµþÞÚÛÙýÝ±¾¶§÷°¨·¹³²";

/** Windows 1252: Latin-1 with the euro and typographic marks. */
const WINDOWS1252_LETTERS = `€‚ƒ„…†‡‰Š‹ŒŽ‘’“”•–—™š›œžŸ${latin1()}`;

const LETTERS: Readonly<Record<CodePage, ReadonlySet<string>>> = {
  cp865: new Set(CP865_LETTERS),
  cp858: new Set(CP858_LETTERS),
  windows1252: new Set(WINDOWS1252_LETTERS),
};

/** Whether `letter`, one character, stands in the code page. Control characters never do. */
export function hasLetter(page: CodePage, letter: string): boolean {
  return (letter >= " " && letter <= "~" && letter.length === 1) || LETTERS[page].has(letter);
}

/** U+00A1 to U+00FF without the soft hyphen, which some printers print. */
function latin1(): string {
  const codes = Array.from({ length: 0x5f }, (_, index) => index + 0xa1).filter((code) => code !== 0xad);
  return String.fromCharCode(...codes);
}
