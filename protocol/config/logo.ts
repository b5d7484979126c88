/**
 * The logo on a receipt, as a configuration holds it: a PNG file in base64.
 * Knows no printer and no schema (pages draw it too), and unpacks nothing; whoever draws it finds out whether its dots are whole.
 */

/** The largest file, in bytes. */
export const LOGO_BYTES = 32_768;
/** The widest picture: the paper of 80 mm. */
const LOGO_DOTS = 576;

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const BASE64_CHARACTERS = Math.ceil(LOGO_BYTES / 3) * 4;

/** Width and height in dots of a PNG file in base64, or `null` when it is none. */
export function pngEdges(base64: string): { width: number; height: number } | null {
  const bytes = decoded(base64.slice(0, 64));
  if (bytes === null || bytes.length < 33 || SIGNATURE.some((byte, at) => bytes[at] !== byte)) return null;
  // the first chunk, IHDR, begins with width and height (PNG specification, 11.2.2)
  const view = new DataView(bytes.buffer);
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

/** What is wrong with a logo, or `null`: it must be PNG, at most 32 kB, and at most 576 dots wide and high. */
export function logoProblem(base64: string): string | null {
  if (base64.length > BASE64_CHARACTERS) return "is larger than 32 kB: make the picture smaller";
  if (decoded(base64) === null) return "is not base64 (base64 -w0 logo.png)";
  const edges = pngEdges(base64);
  if (edges === null) return "is not a PNG picture";
  const { width, height } = edges;
  const isFit = [width, height].every((edge) => edge >= 1 && edge <= LOGO_DOTS);
  return isFit ? null : `is ${width} by ${height} dots; at most ${LOGO_DOTS} by ${LOGO_DOTS} fit a receipt`;
}

function decoded(base64: string): Uint8Array<ArrayBuffer> | null {
  try {
    return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  } catch {
    return null;
  }
}
