import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

const css = readFileSync("protocol/screen/look.css", "utf8");
const colour = (name: string) => new RegExp(`--${name}: (#[0-9a-f]{6})`).exec(css)?.[1] as string;

/** Relative luminance, WCAG 2.2. */
function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)) as [
    number,
    number,
    number,
  ];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

it.each([
  ["on-night", "night"],
  ["on-night", "night-box"],
  ["on-night-soft", "night"],
  ["on-night-soft", "night-box"],
  ["call", "night"],
  ["trouble", "night"],
  ["on-call", "call"],
  ["on-call", "trouble"],
  ["on-day", "day"],
  ["on-day", "day-box"],
  ["on-day-soft", "day"],
  ["on-day-soft", "day-box"],
])("%s on %s can be read by weak eyes (7:1)", (text, ground) => {
  expect(contrast(colour(text), colour(ground))).toBeGreaterThanOrEqual(7);
});
