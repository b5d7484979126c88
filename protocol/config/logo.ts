/**
 * The logo on a receipt, as a configuration holds it: a PNG file in base64.
 * Knows no printer and unpacks nothing; whoever draws it finds out whether its dots are whole.
 */
import { bytesOf, pngEdges } from "../screen/png.ts";

/** The largest file, in bytes. */
export const LOGO_BYTES = 32_768;
/** The widest picture: the paper of 80 mm. */
const LOGO_DOTS = 576;

const BASE64_CHARACTERS = Math.ceil(LOGO_BYTES / 3) * 4;

/** What is wrong with a logo, or `null`: it must be PNG, at most 32 kB, and at most 576 dots wide and high. */
export function logoProblem(base64: string): string | null {
  if (base64.length > BASE64_CHARACTERS) return "is larger than 32 kB: make the picture smaller";
  if (bytesOf(base64) === null) return "is not base64 (base64 -w0 logo.png)";
  const edges = pngEdges(base64);
  if (edges === null) return "is not a PNG picture";
  const { width, height } = edges;
  const isFit = [width, height].every((edge) => edge >= 1 && edge <= LOGO_DOTS);
  return isFit ? null : `is ${width} by ${height} dots; at most ${LOGO_DOTS} by ${LOGO_DOTS} fit a receipt`;
}
