/**
 * As much of a PNG file in base64 as must be known to draw it in its proportions. Knows no schema: pages load it.
 */

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** Width and height in dots of a PNG file in base64, or `null` when it is none. */
export function pngEdges(base64: string): { width: number; height: number } | null {
  const bytes = bytesOf(base64.slice(0, 64));
  if (bytes === null || bytes.length < 33 || SIGNATURE.some((byte, at) => bytes[at] !== byte)) return null;
  // the first chunk, IHDR, begins with width and height (PNG specification, 11.2.2)
  const view = new DataView(bytes.buffer);
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

/** The bytes of a text in base64, or `null` when it is none. */
export function bytesOf(base64: string): Uint8Array<ArrayBuffer> | null {
  try {
    return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  } catch {
    return null;
  }
}
