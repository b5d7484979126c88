/**
 * Pictures of black and white dots, as a thermal head burns them.
 * Knows no printer command and no picture format.
 */

/** Rows of dots from top to bottom, 8 dots a byte, the leftmost in the highest bit, 1 is black; each row begins a new byte. */
export type Bitmap = {
  readonly width: number;
  readonly height: number;
  readonly dots: Uint8Array;
};

/** Where something black is: from `left` to before `right`, from `top` to before `bottom`. */
export type Box = { left: number; top: number; right: number; bottom: number };

/** Bytes of one row. */
export function strideOf(width: number): number {
  return Math.ceil(width / 8);
}

/** A picture with the dots black for which `isBlack` says so. */
export function bitmapOf(width: number, height: number, isBlack: (x: number, y: number) => boolean): Bitmap {
  const stride = strideOf(width);
  const dots = new Uint8Array(stride * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * stride + (x >> 3);
      if (isBlack(x, y)) dots[at] = (dots[at] as number) | (0x80 >> (x & 7));
    }
  }
  return { width, height, dots };
}

/** Whether the dot at `x`, `y` is black. */
export function isBlackAt(bitmap: Bitmap, x: number, y: number): boolean {
  const byte = bitmap.dots[y * strideOf(bitmap.width) + (x >> 3)] ?? 0;
  return (byte & (0x80 >> (x & 7))) !== 0;
}

/** The part of a picture inside `box`. */
export function cropped(bitmap: Bitmap, box: Box): Bitmap {
  return bitmapOf(box.right - box.left, box.bottom - box.top, (x, y) =>
    isBlackAt(bitmap, x + box.left, y + box.top),
  );
}

/** The smallest box around all that is black between the rows `top` and `bottom`, or undefined when nothing is. */
export function inkOf(bitmap: Bitmap, top = 0, bottom = bitmap.height): Box | undefined {
  const stride = strideOf(bitmap.width);
  const across = new Uint8Array(stride); // every row of the part laid over each other
  const box: Box = { left: 0, top: bottom, right: 0, bottom: top };
  for (let y = top; y < bottom; y++) {
    for (let at = 0; at < stride; at++) {
      const byte = bitmap.dots[y * stride + at] as number;
      if (byte === 0) continue;
      across[at] = (across[at] as number) | byte;
      box.top = Math.min(box.top, y);
      box.bottom = y + 1;
    }
  }
  const first = across.findIndex((byte) => byte !== 0);
  if (first < 0) return undefined;
  const last = across.findLastIndex((byte) => byte !== 0);
  box.left = first * 8 + Math.clz32(across[first] as number) - 24;
  const lowest = (across[last] as number) & -(across[last] as number);
  box.right = last * 8 + Math.clz32(lowest) - 23;
  return box;
}

/** Two pictures of one height in one row of `width` dots, at its two edges. */
export function atEdges(left: Bitmap, right: Bitmap, width: number): Bitmap {
  const from = width - right.width;
  return bitmapOf(width, Math.max(left.height, right.height), (x, y) =>
    x >= from
      ? y < right.height && isBlackAt(right, x - from, y)
      : x < left.width && y < left.height && isBlackAt(left, x, y),
  );
}
