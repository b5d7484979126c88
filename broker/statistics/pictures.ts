/**
 * The pictures of statistics as SVG with real text: the hours of the week, the wait over the day, counters over the day.
 * Pure; knows no page. Colour alone says nothing: every cell bears its number, and a table stands behind each picture.
 */
import { escaped } from "../http/escaped.ts";
import type { Cell, HalfHour } from "./report.ts";
import { inkOn, shadeOf } from "./shade.ts";

const INK = "#06182b";
const LINE = "#5b6b7b";

type Head = { readonly id: string; readonly title: string; readonly note: string };

function picture({ id, title, note }: Head, size: readonly [number, number], body: string): string {
  const [width, height] = size;
  return `<svg class="picture" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="${id}-title ${id}-note">
<title id="${id}-title">${escaped(title)}</title><desc id="${id}-note">${escaped(note)}</desc>
${body}</svg>
`;
}

/** Words at a place: their middle there, or their end. */
const text = ([x, y]: readonly [number, number], words: string, anchor: "middle" | "end") =>
  `<text x="${x}" y="${y}" font-size="14" fill="${INK}" text-anchor="${anchor}">${escaped(words)}</text>\n`;

/** The hours in which anything happened, and one at least. */
export function hoursOf(cells: readonly Cell[]): readonly number[] {
  const busy = cells.filter((cell) => cell.count > 0).map((cell) => cell.hour);
  if (busy.length === 0) return [9];
  const [first, last] = [Math.min(...busy), Math.max(...busy)];
  return Array.from({ length: last - first + 1 }, (_, hour) => first + hour);
}

/** The days of the week on which anything happened, Monday to Friday always. */
export function daysOf(cells: readonly Cell[]): readonly number[] {
  return [1, 2, 3, 4, 5, 6, 7].filter(
    (day) => day <= 5 || cells.some((cell) => cell.day === day && cell.count > 0),
  );
}

export type HeatMap = Head & {
  readonly cells: readonly Cell[];
  readonly weekdays: readonly string[];
  readonly value: (cell: Cell) => number | null;
  readonly closed: string;
};

const CELL = { width: 56, height: 40, left: 52, top: 26 } as const;

/** Weekdays across, hours down, the number in each. */
export function heatMap(map: HeatMap): string {
  const [hours, days] = [hoursOf(map.cells), daysOf(map.cells)];
  const greatest = Math.max(0, ...map.cells.map((cell) => map.value(cell) ?? 0));
  const heads = days.map((day, place) =>
    text([CELL.left + (place + 0.5) * CELL.width, 17], map.weekdays[day - 1] as string, "middle"),
  );
  const rows = hours.map((hour, row) => {
    const y = CELL.top + row * CELL.height;
    const cells = days.map((day, place) => {
      const cell = map.cells[(day - 1) * 24 + hour] as Cell;
      return heatCell(
        { x: CELL.left + place * CELL.width, y },
        { value: map.value(cell), greatest, closed: map.closed },
      );
    });
    return text([CELL.left - 8, y + 25], `${hour}`, "end") + cells.join("");
  });
  const size = [CELL.left + days.length * CELL.width, CELL.top + hours.length * CELL.height] as const;
  return picture(map, size, heads.join("") + rows.join(""));
}

type Filled = { readonly value: number | null; readonly greatest: number; readonly closed: string };

function heatCell(
  { x, y }: { readonly x: number; readonly y: number },
  { value, greatest, closed }: Filled,
): string {
  const shade = value === null ? "#ffffff" : shadeOf(value, greatest);
  const words = value === null ? closed : `${value}`;
  const [middle, base] = [x + CELL.width / 2, y + 25];
  return `<rect x="${x + 1}" y="${y + 1}" width="${CELL.width - 2}" height="${CELL.height - 2}" rx="4" fill="${shade}" stroke="#c3ccd6"/>
<text x="${middle}" y="${base}" font-size="15" text-anchor="middle" fill="${inkOn(shade)}">${words}</text>
`;
}

const PLOT = { width: 720, height: 280, left: 44, right: 12, top: 16, bottom: 34 } as const;

/** Where minutes of the day and values lie in a plot. */
function scales(halves: readonly HalfHour[], greatest: number) {
  const [from, until] = [halves[0]?.from ?? 0, (halves.at(-1)?.from ?? 0) + 30];
  const inner = { width: PLOT.width - PLOT.left - PLOT.right, height: PLOT.height - PLOT.top - PLOT.bottom };
  const round = (value: number) => Math.round(value * 10) / 10;
  return {
    x: (minute: number) => round(PLOT.left + ((minute - from) / Math.max(30, until - from)) * inner.width),
    y: (value: number) => round(PLOT.top + inner.height * (1 - value / Math.max(1, greatest))),
    floor: PLOT.top + inner.height,
    greatest: Math.max(1, greatest),
  };
}
type Scales = ReturnType<typeof scales>;

/** Half hours in which anything happened, from the first to the last. */
export function busyHalves(day: readonly HalfHour[]): readonly HalfHour[] {
  const isBusy = ({ came, atWork }: HalfHour) => came > 0 || atWork > 0;
  const [first, last] = [day.findIndex(isBusy), day.findLastIndex(isBusy)];
  return first < 0 ? [] : day.slice(first, last + 1);
}

function stepOf(greatest: number): number {
  return [1, 2, 5, 10, 15, 20, 30, 60, 120].find((step) => greatest / step <= 6) ?? 240;
}

function grid({ x, y, floor, greatest }: Scales, halves: readonly HalfHour[]): string {
  const step = stepOf(greatest);
  const values = Array.from({ length: Math.floor(greatest / step) + 1 }, (_, at) => at * step);
  const lines = values.map(
    (value) =>
      `<line x1="${PLOT.left}" x2="${PLOT.width - PLOT.right}" y1="${y(value)}" y2="${y(value)}" stroke="#d5dce4"/>\n` +
      text([PLOT.left - 8, y(value) + 5], `${value}`, "end"),
  );
  const hours = halves.filter(({ from }) => from % 60 === 0);
  const marks = hours.map(({ from }) => text([x(from), floor + 22], `${from / 60}`, "middle"));
  return lines.join("") + marks.join("");
}

export type Band = Head & { readonly day: readonly HalfHour[]; readonly targetMin: number };

/** The band from half to nine of ten, with the target. */
export function waitBand(band: Band): string {
  const halves = busyHalves(band.day);
  const known = halves.filter(({ halfMin }) => halfMin !== null);
  const all = scales(halves, Math.max(band.targetMin, ...known.map(({ nineMin }) => nineMin ?? 0)));
  const at = ({ from }: HalfHour) => all.x(from + 15);
  const line = known.map((half) => `${at(half)},${all.y(half.halfMin ?? 0)}`);
  const top = known.map((half) => `${at(half)},${all.y(half.nineMin ?? 0)}`);
  const area = [...top, ...line.toReversed()].join(" ");
  const dots = known.map(
    (half) => `<circle cx="${at(half)}" cy="${all.y(half.halfMin ?? 0)}" r="3.5" fill="#0d3b6b"/>`,
  );
  const target = all.y(band.targetMin);
  return picture(
    band,
    [PLOT.width, PLOT.height],
    `${grid(all, halves)}<polygon points="${area}" fill="#bdd6ee" stroke="#5f9fd0"/>
<polyline points="${line.join(" ")}" fill="none" stroke="#0d3b6b" stroke-width="3"/>
${dots.join("")}
<line x1="${PLOT.left}" x2="${PLOT.width - PLOT.right}" y1="${target}" y2="${target}" stroke="#9a3412" stroke-width="2" stroke-dasharray="8 5"/>
`,
  );
}

export type WorkPicture = Head & {
  readonly day: readonly HalfHour[];
  readonly number: (value: number) => string;
};

/** Bars of counters at work, the serving part dark, and above each how many people came. */
export function workBars(work: WorkPicture): string {
  const halves = busyHalves(work.day);
  const all = scales(
    halves,
    Math.max(1, ...halves.map(({ atWork, serving }) => Math.max(atWork, serving))) * 1.15,
  );
  const width = Math.max(4, all.x((halves[0]?.from ?? 0) + 30) - all.x(halves[0]?.from ?? 0) - 4);
  const bar = (half: HalfHour, value: number, fill: string) =>
    `<rect x="${all.x(half.from) + 2}" y="${all.y(value)}" width="${width}" height="${Math.max(0, all.floor - all.y(value))}" fill="${fill}" stroke="${LINE}"/>\n`;
  const bars = halves.map((half) => {
    const highest = Math.max(half.atWork, half.serving);
    const label =
      half.came > 0
        ? text([all.x(half.from + 15), all.y(highest) - 5], work.number(half.came), "middle")
        : "";
    return bar(half, highest, "#dbe8f5") + bar(half, half.serving, "#1f5f9e") + label;
  });
  return picture(work, [PLOT.width, PLOT.height], grid(all, halves) + bars.join(""));
}
