/**
 * Shades that say how much, each with the colour of the digits on it.
 * Pure; every pair has a contrast of at least 4.5 to 1 (WCAG 2.1, 1.4.3), which a test holds.
 */

/** From little to much. A step in the middle, on which neither black nor white can be read well, is left out. */
export const SHADES = ["#f2f6fb", "#dbe8f5", "#bdd6ee", "#94bfe3", "#5f9fd0", "#1f5f9e", "#0d3b6b"] as const;

function channel(hex: string): number {
  const value = Number.parseInt(hex, 16) / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

/** Relative luminance of `#rrggbb` (WCAG 2.1). */
export function luminance(colour: string): number {
  const [red, green, blue] = [colour.slice(1, 3), colour.slice(3, 5), colour.slice(5, 7)].map(channel);
  return 0.2126 * (red as number) + 0.7152 * (green as number) + 0.0722 * (blue as number);
}

/** Contrast of two colours, 1 to 21. */
export function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** The colour of digits on a shade. */
export function inkOn(shade: string): "#000000" | "#ffffff" {
  return contrast("#000000", shade) >= contrast("#ffffff", shade) ? "#000000" : "#ffffff";
}

/** The shade of a value between 0 and the greatest. */
export function shadeOf(value: number, greatest: number): string {
  const step =
    greatest <= 0 ? 0 : Math.min(SHADES.length - 1, Math.floor((value / greatest) * SHADES.length));
  return SHADES[step] as string;
}
