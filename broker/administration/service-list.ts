/**
 * Services out of what somebody pastes: a table with separators, as spreadsheets save it, or one name a line.
 * Pure; knows no document. What cannot be read is told by its line and left out.
 */
import { type Cells, separated } from "../separated.ts";
import { record } from "./places.ts";
import type { Spoken } from "./words.ts";

/** `queue` is an id made from `queueName`. */
export type ListedService = {
  readonly service: string;
  readonly name: { readonly da: string; readonly en?: string };
  readonly queue?: string;
  readonly queueName?: string;
  readonly letters?: string;
};
export type LineProblem = { readonly line: number; readonly problem: string };
export type ServiceList = {
  readonly services: readonly ListedService[];
  readonly problems: readonly LineProblem[];
};

type Column = "da" | "en" | "queue" | "letters";

/** As names of columns are written in spreadsheets. */
const COLUMNS: Readonly<Record<string, Column>> = {
  ...{
    navn: "da",
    ydelse: "da",
    ydelsen: "da",
    service: "da",
    services: "da",
    name: "da",
    dansk: "da",
    da: "da",
  },
  ...{ "navn (da)": "da", "navn på dansk": "da" },
  ...{ engelsk: "en", english: "en", en: "en", "navn (en)": "en", "navn på engelsk": "en" },
  ...{ kø: "queue", koe: "queue", queue: "queue", køen: "queue" },
  ...{ bogstav: "letters", bogstaver: "letters", letter: "letters", letters: "letters" },
};
/** What columns without a head are: with four of them the second is the English name. */
const WITHOUT_HEAD: readonly Column[] = ["da", "queue", "letters"];
const FOUR_WITHOUT_HEAD: readonly Column[] = ["da", "en", "queue", "letters"];

const MOST = 500;
const LONGEST_NAME = 120;

type Said = Readonly<Record<Spoken, (about: string) => string>>;
const PROBLEMS = {
  foreign: {
    da: () => "bogstaver mangler (�): gem filen som UTF-8, eller kopiér teksten ind i stedet",
    en: () => "letters are missing (�): save the file as UTF-8, or paste the text instead",
  },
  open: {
    da: () => "et anførselstegn er ikke lukket",
    en: () => "a quotation mark is not closed",
  },
  nameless: { da: () => "navnet mangler", en: () => "the name is missing" },
  long: {
    da: () => `navnet er over ${LONGEST_NAME} tegn`,
    en: () => `the name is longer than ${LONGEST_NAME} characters`,
  },
  double: { da: (name) => `"${name}" står der allerede`, en: (name) => `"${name}" is there already` },
  letters: {
    da: (letters) => `"${letters}" skal være et eller to bogstaver A-Z`,
    en: (letters) => `"${letters}" must be one or two letters A-Z`,
  },
  many: {
    da: () => `flere end ${MOST} ydelser`,
    en: () => `more than ${MOST} services`,
  },
} as const satisfies Record<string, Said>;

/** An id out of a Danish name: "Pas og kørekort" becomes "pas-og-koerekort"; `""` where nothing is left. */
function idFrom(name: string): string {
  const plain = name
    .toLowerCase()
    .replaceAll("æ", "ae")
    .replaceAll("ø", "oe")
    .replaceAll("å", "aa")
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "");
  const id = plain.replaceAll(/[^a-z0-9]+/g, "-").slice(0, 32);
  return id.replaceAll(/^-+|-+$/g, "");
}

function freeId(name: string, taken: ReadonlySet<string>): string {
  const id = idFrom(name) || "ydelse";
  for (let count = 1; ; count += 1) {
    const end = count === 1 ? "" : `-${count}`;
    const one = `${id.slice(0, 32 - end.length).replace(/-+$/, "")}${end}`;
    if (!taken.has(one)) return one;
  }
}

/** Danish letters of UTF-8 as they look when they were read as Latin-1 or as Windows-1252. */
const MISREAD: readonly (readonly [RegExp, string])[] = [
  [/Ã¦/g, "æ"],
  [/Ã¸/g, "ø"],
  [/Ã¥/g, "å"],
  [/Ã[†\u0086]/g, "Æ"],
  [/Ã[˜\u0098]/g, "Ø"],
  [/Ã[…\u0085]/g, "Å"],
  [/Ã©/g, "é"],
];

/** The text without the mark of its coding, with line ends of one kind and misread letters put right. */
function mended(text: string): string {
  const bare = text.replace(/^\uFEFF|^ï»¿/, "").replaceAll(/\r\n?/g, "\n");
  return MISREAD.reduce((so, [misread, letter]) => so.replace(misread, letter), bare);
}

/** Whether the first line names columns, when it is cut at this separator. */
function isHead(first: string, separator: string): boolean {
  const cells = first.split(separator).map((cell) => cell.replaceAll('"', "").trim().toLowerCase());
  return (
    cells.some((cell) => COLUMNS[cell] === "da") && cells.every((cell) => cell === "" || cell in COLUMNS)
  );
}

/** A comma separates only below a head that says so: names bear commas too. */
function separatorOf(text: string): string | null {
  const first = text.split("\n").find((line) => line.trim() !== "") ?? "";
  const named = [";", "\t", ","].find((one) => first.includes(one) && isHead(first, one));
  return named ?? [";", "\t"].find((one) => text.includes(one)) ?? null;
}

type Table = {
  readonly columns: readonly (Column | undefined)[];
  readonly rows: readonly Cells[];
  readonly openLines: readonly number[];
};

function table(text: string): Table {
  const separator = separatorOf(text);
  if (separator === null) {
    const rows = text.split("\n").map((name, at): Cells => ({ line: at + 1, cells: [name.trim()] }));
    const isNamed = COLUMNS[rows[0]?.cells[0]?.toLowerCase() ?? ""] === "da";
    return { columns: ["da"], rows: isNamed ? rows.slice(1) : rows, openLines: [] };
  }
  const { rows, openLines } = separated(text, separator);
  const [head, ...others] = rows.filter(({ cells }) => cells.some((cell) => cell !== ""));
  const columns = (head?.cells ?? []).map((cell) => COLUMNS[cell.toLowerCase()]);
  if (columns.includes("da")) return { columns, rows: others, openLines };
  const hasFour = rows.some(({ cells }) => cells.findLastIndex((cell) => cell !== "") >= 3);
  return { columns: hasFour ? FOUR_WITHOUT_HEAD : WITHOUT_HEAD, rows, openLines };
}

/** The services of a text, each with an id that no other has. Never throws. */
export function readServices(text: string, language: Spoken): ServiceList {
  const { columns, rows, openLines } = table(mended(text));
  const services: ListedService[] = [];
  const problems: LineProblem[] = [];
  const tell = (line: number, which: keyof typeof PROBLEMS, about = "") =>
    problems.push({ line, problem: PROBLEMS[which][language](about) });
  const ids = new Set<string>();
  const names = new Set<string>();
  for (const { line, cells } of rows) {
    const said = record(Object.fromEntries(columns.map((column, at) => [column ?? "", cells[at] ?? ""])));
    const { da, en, queue, letters } = said as Partial<Record<Column, string>>;
    if (cells.every((cell) => cell === "")) continue;
    if (!da) tell(line, "nameless");
    else if (cells.some((cell) => cell.includes("\uFFFD"))) tell(line, "foreign");
    else if (da.length > LONGEST_NAME || (en ?? "").length > LONGEST_NAME) tell(line, "long");
    else if (names.has(da.toLowerCase())) tell(line, "double", da);
    else if (services.length === MOST) tell(line, "many");
    else {
      const service = freeId(da, ids);
      ids.add(service);
      names.add(da.toLowerCase());
      const capitals = (letters ?? "").toUpperCase();
      const isGood = /^[A-Z]{1,2}$/.test(capitals);
      if (capitals !== "" && !isGood) tell(line, "letters", letters);
      services.push({
        ...{ service, name: en ? { da, en } : { da } },
        ...(queue ? { queue: idFrom(queue) || "koe", queueName: queue } : {}),
        ...(isGood ? { letters: capitals } : {}),
      });
    }
  }
  for (const line of openLines) tell(line, "open");
  return { services, problems };
}
