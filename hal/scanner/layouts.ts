/**
 * What a keyboard's keys type, for the layouts that scanners are set to, by the kernel's key codes (the places of keys, not letters).
 * Data only. Sources: the legends of the US and the Danish keyboard; code page 850 of Danish DOS, which Alt codes without a zero use.
 */

/** The layout that the scanner is set to; the machine's own layout does not matter. */
export type KeyLayout = "us" | "dk";

/** The characters of one key: alone, with Shift, with AltGr (an empty text where it types nothing). */
export type KeyCharacters = readonly [plain: string, shifted: string, altGr: string];

/** The codes of the keys that type a character, row by row: 1 to =, Q to ], A to grave, backslash, Z to /, the key between Shift and Z. */
const TYPING_CODES: readonly number[] = [
  ...[2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13],
  ...[16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27],
  ...[30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41],
  ...[43, 44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 86],
];

const US_PLAIN = "1234567890-=qwertyuiop[]asdfghjkl;'`\\zxcvbnm,./<";
const US_SHIFT = '!@#$%^&*()_+QWERTYUIOP{}ASDFGHJKL:"~|ZXCVBNM<>?>';
const DK_PLAIN = "1234567890+´qwertyuiopå¨asdfghjklæø½'zxcvbnm,.-<";
const DK_SHIFT = '!"#¤%&/()=?`QWERTYUIOPÅ^ASDFGHJKLÆØ§*ZXCVBNM;:_>';
/** A space where AltGr types nothing. */
const DK_ALTGR = " @£$€ {[]} |  €        ~                   µ   \\";

function layoutOf(plain: string, shifted: string, altGr: string): ReadonlyMap<number, KeyCharacters> {
  const rows = [plain, shifted, altGr].map((row) => [...row]);
  return new Map(
    TYPING_CODES.map((code, at) => {
      const [alone = "", withShift = "", withAltGr = ""] = rows.map((row) => row[at]?.trim() ?? "");
      return [code, [alone, withShift, withAltGr]];
    }),
  );
}

export const LAYOUTS: Readonly<Record<KeyLayout, ReadonlyMap<number, KeyCharacters>>> = {
  us: layoutOf(US_PLAIN, US_SHIFT, ""),
  dk: layoutOf(DK_PLAIN, DK_SHIFT, DK_ALTGR),
};

/** The keys of the Danish layout that wait for a letter, and the mark that they put on it. */
export const DEAD_KEYS: ReadonlyMap<string, string> = new Map([
  ["´", "\u0301"],
  ["`", "\u0300"],
  ["¨", "\u0308"],
  ["^", "\u0302"],
  ["~", "\u0303"],
]);

/** The number block, which types the same whatever Num Lock says: codes of 0 to 9, then the others. */
export const NUMBER_BLOCK: ReadonlyMap<number, string> = new Map([
  ...[82, 79, 80, 81, 75, 76, 77, 71, 72, 73].map((code, digit) => [code, `${digit}`] as const),
  ...([
    [55, "*"],
    [74, "-"],
    [78, "+"],
    [83, "."],
    [98, "/"],
    [117, "="],
    [121, ","],
  ] as const),
]);

/** Characters 128 to 255 of code page 850. */
export const CODE_PAGE_850 =
  "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0";

/** Characters 128 to 159 of Windows-1252; those above are as in Unicode. (Node's own decoder takes them for control characters.) */
export const WINDOWS_1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";
