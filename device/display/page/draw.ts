/**
 * A view on the page: a fixed set of elements made once and changed in place, so that the page never grows.
 * Knows no picture and no connection.
 */
import { dirOf, type Language } from "../../../protocol/terms.ts";
import type { Said } from "./languages.ts";
import { type DisplayView, QUEUES_AT_ONCE, ROWS } from "./view.ts";

type Slot = { readonly box: HTMLElement; readonly first: HTMLElement; readonly second: HTMLElement };

function make(tag: string, className: string, children: readonly Node[] = []): HTMLElement {
  const element = document.createElement(tag);
  element.className = className;
  element.append(...children);
  return element;
}

/** A place for one text in two languages. */
function slot(tag: string, className: string): Slot {
  const [first, second] = [make("span", "first"), make("span", "second")];
  return { box: make(tag, className, [first, second]), first, second };
}

/** Changes a text only when it is another one, in the text node that is there. */
function put(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

/** In which language an element is, and with it in which direction it runs. */
function speak(element: HTMLElement, language: Language): void {
  if (element.lang === language) return;
  element.lang = language;
  element.dir = dirOf(language);
}

/** How many letters a text has at the most, so that a long one becomes smaller rather than more lines. */
function measure(place: Slot, said: Said, least: number): void {
  const longest = Math.max(least, ...said.map(({ text }) => text.length));
  place.box.style.setProperty("--letters", String(longest));
}

function say(place: Slot, said: Said): void {
  for (const [index, element] of [place.first, place.second].entries()) {
    const one = said[index];
    put(element, one?.text ?? "");
    element.hidden = one === undefined;
    if (one !== undefined) speak(element, one.language);
  }
  place.box.hidden = said.length === 0;
}

type Elements = ReturnType<typeof build>;

const SVG = "http://www.w3.org/2000/svg";
/** An arrow that points up, and a flight of stairs, in a square of 100; `look.css` turns and shows them. */
const ARROW = "M50 6 88 46H63V94H37V46H12Z";
const STAIRS = "M4 94V74H28V54H52V34H76V14H96V94Z";

function buildArrow(): SVGSVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 100 100");
  svg.setAttribute("aria-hidden", "true");
  svg.classList.add("arrow");
  for (const [name, shape] of Object.entries({ pointer: ARROW, stairs: STAIRS })) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", shape);
    path.classList.add(name);
    svg.append(path);
  }
  return svg;
}

function buildBig() {
  const [label, counter, where] = [slot("h2", "label"), slot("p", "counter"), slot("p", "where")];
  const number = make("bdi", "number");
  number.dir = "ltr";
  const arrow = buildArrow();
  const way = make("div", "way", [arrow, make("div", "there", [counter.box, where.box])]);
  const box = make("section", "big", [label.box, number, way]);
  return { box, label, number, counter, where, arrow };
}

function buildDoor() {
  const code = new Image();
  code.alt = "";
  const said = slot("p", "said");
  return { box: make("aside", "door", [code, said.box]), code, said };
}

function buildRows() {
  const rows = Array.from({ length: ROWS }, () => {
    const [number, counter, room] = [make("bdi", "number"), slot("p", "counter"), slot("p", "room")];
    number.dir = "ltr";
    const there = make("div", "there", [counter.box, room.box]);
    return { box: make("li", "row", [number, there]), number, counter, room };
  });
  const heading = slot("h2", "heading");
  const list = make(
    "ol",
    "rows",
    rows.map((row) => row.box),
  );
  return { box: make("section", "latest", [heading.box, list]), heading, rows };
}

function buildQueues() {
  const queues = Array.from({ length: QUEUES_AT_ONCE }, () => {
    const [name, waiting, wait] = [slot("p", "name"), slot("p", "waiting"), slot("p", "wait")];
    const letters = make("bdi", "letters");
    letters.dir = "ltr";
    const facts = make("div", "facts", [waiting.box, wait.box]);
    const box = make("li", "queue", [letters, make("div", "about", [name.box, facts])]);
    return { box, letters, name, waiting, wait };
  });
  const list = make(
    "ul",
    "queues",
    queues.map((queue) => queue.box),
  );
  return { box: make("footer", "bottom", [list]), queues };
}

function build(root: HTMLElement) {
  const [place, clock] = [slot("h1", "place"), make("p", "clock")];
  clock.dir = "ltr";
  const [big, latest, bottom, door] = [buildBig(), buildRows(), buildQueues(), buildDoor()];
  const [head, help, banner, note] = [
    slot("p", "head"),
    slot("p", "help"),
    slot("p", "banner"),
    slot("aside", "note"),
  ];
  const message = make("section", "message", [head.box, help.box]);
  banner.box.setAttribute("role", "alert");
  big.box.setAttribute("role", "status");
  root.append(
    make("header", "top", [place.box, clock]),
    banner.box,
    make("main", "middle", [big.box, message, latest.box, door.box]),
    note.box,
    bottom.box,
  );
  return { root, place, clock, big, message, head, help, latest, note, bottom, banner, door };
}

function drawBig({ big }: Elements, view: DisplayView): void {
  big.box.hidden = view.big === null;
  if (view.big === null) return;
  say(big.label, view.big.label);
  say(big.counter, view.big.counter);
  measure(big.counter, view.big.counter, 9);
  say(big.where, view.big.where);
  measure(big.where, view.big.where, 16);
  put(big.number, view.big.number);
  big.number.style.setProperty("--letters", String(Math.max(3, view.big.number.length)));
  const direction = view.big.arrow ?? "none";
  if (big.arrow.dataset.direction !== direction) big.arrow.dataset.direction = direction;
  if (big.box.dataset.key === view.big.key) return;
  /* The two names of one animation take turns: a recall of the same number starts it anew. */
  big.box.dataset.turn = big.box.dataset.turn === "odd" ? "even" : "odd";
  big.box.dataset.key = view.big.key;
}

function drawRows({ latest }: Elements, view: DisplayView): void {
  latest.box.hidden = view.message !== null;
  say(latest.heading, view.heading);
  for (const [index, row] of latest.rows.entries()) {
    const one = view.rows[index];
    row.box.hidden = one === undefined;
    row.box.classList.toggle("now", one?.isNow === true);
    put(row.number, one?.number ?? "");
    say(row.counter, one?.counter ?? []);
    say(row.room, one?.room ?? []);
  }
}

function drawDoor({ door }: Elements, view: DisplayView): void {
  door.box.hidden = view.door === null;
  if (view.door === null) return;
  say(door.said, view.door.said);
  const code = `data:image/svg+xml,${encodeURIComponent(view.door.svg)}`;
  if (door.code.src !== code) door.code.src = code;
}

function drawQueues({ bottom }: Elements, view: DisplayView): void {
  bottom.box.hidden = view.queues.length === 0;
  for (const [index, queue] of bottom.queues.entries()) {
    const one = view.queues[index];
    queue.box.hidden = one === undefined;
    put(queue.letters, one?.letters ?? "");
    say(queue.name, one?.name ?? []);
    measure(queue.name, one?.name ?? [], 1);
    say(queue.waiting, one?.waiting ?? []);
    say(queue.wait, one?.wait ?? []);
  }
}

/** Builds the page below `root` once; the answer draws one view after the other. */
export function openDrawing(root: HTMLElement): (view: DisplayView) => void {
  const elements = build(root);
  return (view) => {
    root.dataset.mode = view.mode;
    root.dataset.type = view.isBigType ? "big" : "normal";
    document.documentElement.dataset.look = view.look;
    speak(document.documentElement, view.language);
    say(elements.place, view.place);
    put(elements.clock, view.clock);
    drawBig(elements, view);
    elements.message.hidden = view.message === null;
    say(elements.head, view.message?.head ?? []);
    say(elements.help, view.message?.help ?? []);
    drawRows(elements, view);
    say(elements.note, view.note);
    measure(elements.note, view.note, 40);
    drawDoor(elements, view);
    drawQueues(elements, view);
    say(elements.banner, view.banner);
  };
}
