/**
 * A view on the page: a fixed set of elements made once and changed in place, so that the page never grows.
 * Knows no picture and no connection.
 */
import { type DisplayView, QUEUES_AT_ONCE, ROWS, type Said } from "./view.ts";

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

function say(place: Slot, said: Said): void {
  for (const [index, element] of [place.first, place.second].entries()) {
    const one = said[index];
    put(element, one?.text ?? "");
    element.hidden = one === undefined;
    if (one !== undefined && element.lang !== one.language) element.lang = one.language;
  }
  place.box.hidden = said.length === 0;
}

type Elements = ReturnType<typeof build>;

function buildBig() {
  const [label, counter] = [slot("h2", "label"), slot("p", "counter")];
  const number = make("bdi", "number");
  number.dir = "ltr";
  const box = make("section", "big", [label.box, number, counter.box]);
  return { box, label, number, counter };
}

function buildRows() {
  const rows = Array.from({ length: ROWS }, () => {
    const [number, counter] = [make("bdi", "number"), make("span", "counter")];
    return { box: make("li", "row", [number, counter]), number, counter };
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
  const [place, clock] = [make("h1", "place"), make("p", "clock")];
  const [big, latest, bottom] = [buildBig(), buildRows(), buildQueues()];
  const [head, help, banner] = [slot("p", "head"), slot("p", "help"), slot("p", "banner")];
  const message = make("section", "message", [head.box, help.box]);
  banner.box.setAttribute("role", "alert");
  big.box.setAttribute("role", "status");
  root.append(
    make("header", "top", [place, clock]),
    banner.box,
    make("main", "middle", [big.box, message, latest.box]),
    bottom.box,
  );
  return { root, place, clock, big, message, head, help, latest, bottom, banner };
}

function drawBig({ big }: Elements, view: DisplayView): void {
  big.box.hidden = view.big === null;
  if (view.big === null) return;
  say(big.label, view.big.label);
  say(big.counter, view.big.counter);
  put(big.number, view.big.number);
  big.number.style.setProperty("--letters", String(Math.max(3, view.big.number.length)));
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
    put(row.counter, one?.counter ?? "");
  }
}

function drawQueues({ bottom }: Elements, view: DisplayView): void {
  bottom.box.hidden = view.queues.length === 0;
  for (const [index, queue] of bottom.queues.entries()) {
    const one = view.queues[index];
    queue.box.hidden = one === undefined;
    put(queue.letters, one?.letters ?? "");
    say(queue.name, one?.name ?? []);
    const longest = Math.max(1, ...(one?.name ?? []).map(({ text }) => text.length));
    queue.name.box.style.setProperty("--letters", String(longest));
    say(queue.waiting, one?.waiting ?? []);
    say(queue.wait, one?.wait ?? []);
  }
}

/** Builds the page below `root` once; the answer draws one view after the other. */
export function openDrawing(root: HTMLElement): (view: DisplayView) => void {
  const elements = build(root);
  return (view) => {
    root.dataset.mode = view.mode;
    put(elements.place, view.place);
    put(elements.clock, view.clock);
    drawBig(elements, view);
    elements.message.hidden = view.message === null;
    say(elements.head, view.message?.head ?? []);
    say(elements.help, view.message?.help ?? []);
    drawRows(elements, view);
    drawQueues(elements, view);
    say(elements.banner, view.banner);
  };
}
