/**
 * The far side of simulated drivers over HTTP: a finger on a button or a key, a code, the printer's paper and cable, the network.
 * Each route exists only where its driver is simulated; a real stand has none of them.
 */
import type { HangingSlip, PrinterFarSide, SlipRecord } from "../../hal/printer/contract.ts";
import type { BlackHole } from "../../protocol/link/black-hole.ts";
import type { EventChannel } from "../../protocol/link/events.ts";
import type { ReceiptLine } from "../../protocol/receipt.ts";
import type { PaperSlip } from "../../protocol/snapshots.ts";
import type { TicketId, TicketNumber } from "../../protocol/terms.ts";
import type { Hardware } from "./hardware.ts";
import type { Answer, Asked, Route } from "./http.ts";
import { objectOf, problems } from "./routes.ts";
import { flagIn, type PartsState, partRoutes } from "./simulated-parts.ts";

const OK = (body: unknown): Answer => ({ status: 200, body });

type PrinterState = { paper: "ok" | "low" | "out"; online: boolean; jam: boolean };

/** Every problem of a wished state by its path; nothing is taken over unless all of it is right. */
function printerProblems(wished: Record<string, unknown>): { path: string; problem: string }[] {
  return Object.entries(wished).flatMap(([path, value]) => {
    if (path === "paper")
      return ["ok", "low", "out"].includes(value as string)
        ? []
        : [{ path, problem: "must be ok, low or out" }];
    if (path === "online" || path === "jam")
      return typeof value === "boolean" ? [] : [{ path, problem: "must be true or false" }];
    return [{ path, problem: "is not known; paper, online and jam are" }];
  });
}

function printerRoute(farSide: PrinterFarSide, state: PrinterState, tell: () => void): Route {
  const answer = ({ text }: Asked): Answer => {
    const body = objectOf(text);
    if (!body.ok) return body.answer;
    const wrong = printerProblems(body.value);
    if (wrong.length > 0) return problems(...wrong);
    Object.assign(state, body.value);
    if (body.value["paper"] !== undefined) farSide.paper(state.paper);
    if (body.value["online"] !== undefined) farSide.online(state.online);
    if (body.value["jam"] !== undefined) farSide.jam(state.jam);
    tell();
    return OK(state);
  };
  return { method: "POST", path: "/simulated/printer", answer };
}

function networkRoute(network: BlackHole, tell: () => void): Route {
  const answer = ({ text }: Asked): Answer => {
    const said = flagIn(text, "up");
    if (!said.ok) return said.answer;
    network.up(said.flag);
    tell();
    return OK({ up: said.flag });
  };
  return { method: "POST", path: "/simulated/network", answer };
}

/** The strip of paper that hangs out of the printer, with the layout that a page draws. */
class Strip {
  readonly #farSide: PrinterFarSide;
  readonly #events: EventChannel;

  constructor(farSide: PrinterFarSide, events: EventChannel) {
    this.#farSide = farSide;
    this.#events = events;
  }

  listen(): void {
    this.#farSide.onSlip(() => this.show());
    this.show();
  }

  show(): void {
    this.#events.show("strip", this.#farSide.hanging().map(hangingSlip));
  }

  tear(): void {
    this.#farSide.tearOff();
    this.show();
  }
}

/** Each slip is drawn as it was printed: a copy beside its original says KOPI, the original does not. */
function hangingSlip({ slip, ...record }: HangingSlip): PaperSlip {
  if (!slip) return paperSlip(record);
  const lines: readonly ReceiptLine[] = slip.lines;
  return { ...paperSlip(record), layout: { widthMm: slip.widthMm, lines } };
}

function paperSlip({ ticketId, number, ...slip }: SlipRecord): PaperSlip {
  return {
    ...slip,
    ticketId: (ticketId ?? null) as TicketId | null,
    number: (number ?? null) as TicketNumber | null,
  };
}

function paperRoutes(farSide: PrinterFarSide, strip: Strip): Route[] {
  const tear = (): Answer => {
    strip.tear();
    return { status: 204 };
  };
  return [
    {
      method: "GET",
      path: "/simulated/paper",
      answer: async () => OK((await farSide.slips()).map(paperSlip)),
    },
    { method: "POST", path: "/simulated/paper/tear", answer: tear },
  ];
}

export type FarSides = {
  readonly hardware: Hardware;
  /** `null` where the network is real. */
  readonly network: BlackHole | null;
  readonly events: EventChannel;
};

/**
 * The routes of what is simulated here; none on a stand with real hardware. How the simulated parts stand is an event of the
 * page too, so that it sees what another tool did to them.
 */
export function simulatedRoutes({ hardware, network, events }: FarSides): Route[] {
  const { printer } = hardware;
  const printerState: PrinterState = { paper: "ok", online: true, jam: false };
  const parts: PartsState = {};
  const state = () => ({
    printer: { ...printerState },
    network: { up: network?.isUp() ?? true },
    ...structuredClone(parts),
  });
  const tell = () => events.show("simulated", state());
  const routes = partRoutes(hardware, parts, tell);
  if (printer.farSide) {
    const strip = new Strip(printer.farSide, events);
    strip.listen();
    routes.push(printerRoute(printer.farSide, printerState, tell), ...paperRoutes(printer.farSide, strip));
  }
  if (network) routes.push(networkRoute(network, tell));
  if (routes.length === 0) return [];
  tell();
  return [...routes, { method: "GET", path: "/simulated/state", answer: () => OK(state()) }];
}
