/**
 * The far side of simulated drivers over HTTP: a finger on a button, a code, the printer's paper and cable, the network.
 * Each route exists only where its driver is simulated; a real stand has none of them.
 */
import type { ButtonFarSide } from "../../hal/button/contract.ts";
import type { PrinterFarSide, SlipRecord } from "../../hal/printer/contract.ts";
import type { ScannerFarSide } from "../../hal/scanner/contract.ts";
import type { BlackHole } from "../../protocol/link/black-hole.ts";
import type { EventChannel } from "../../protocol/link/events.ts";
import type { ReceiptLine } from "../../protocol/receipt.ts";
import type { PaperSlip } from "../../protocol/snapshots.ts";
import type { TicketId, TicketNumber } from "../../protocol/terms.ts";
import type { Hardware } from "./hardware.ts";
import type { Answer, Asked, Route } from "./http.ts";
import { objectOf, problems } from "./routes.ts";
import type { RunningStand } from "./run.ts";

const OK = (body: unknown): Answer => ({ status: 200, body });
const MOST_CODE_BYTES = 16_384;

function buttonRoute({ press }: ButtonFarSide): Route {
  const answer = ({ parts }: Asked): Answer => {
    const [number = ""] = parts;
    if (/^[1-9]\d?$/.test(number) && press(Number(number)))
      return { status: 202, body: { button: Number(number) } };
    return { status: 404, body: { problem: `there is no button ${number.slice(0, 20)}` } };
  };
  return { method: "POST", path: "/simulated/button/:number/press", answer };
}

function scannerRoute({ present }: ScannerFarSide): Route {
  const answer = ({ text }: Asked): Answer => {
    if (Buffer.byteLength(text) > MOST_CODE_BYTES)
      return { status: 413, body: { problem: `a code of more than ${MOST_CODE_BYTES} bytes` } };
    present(text);
    return { status: 202 };
  };
  return { method: "POST", path: "/simulated/scanner", answer };
}

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

function printerRoute(farSide: PrinterFarSide, state: PrinterState): Route {
  const answer = ({ text }: Asked): Answer => {
    const body = objectOf(text);
    if (!body.ok) return body.answer;
    const wrong = printerProblems(body.value);
    if (wrong.length > 0) return problems(...wrong);
    Object.assign(state, body.value);
    if (body.value["paper"] !== undefined) farSide.paper(state.paper);
    if (body.value["online"] !== undefined) farSide.online(state.online);
    if (body.value["jam"] !== undefined) farSide.jam(state.jam);
    return OK(state);
  };
  return { method: "POST", path: "/simulated/printer", answer };
}

function networkRoute(network: BlackHole): Route {
  const answer = ({ text }: Asked): Answer => {
    const body = objectOf(text);
    if (!body.ok) return body.answer;
    const unknown = Object.keys(body.value).filter((path) => path !== "up");
    const wrong = unknown.map((path) => ({ path, problem: "is not known; up is" }));
    const { up } = body.value;
    if (typeof up !== "boolean") wrong.push({ path: "up", problem: "must be true or false" });
    if (typeof up !== "boolean" || wrong.length > 0) return problems(...wrong);
    network.up(up);
    return OK({ up });
  };
  return { method: "POST", path: "/simulated/network", answer };
}

/** The strip of paper that hangs out of the printer, with the layout that a page draws. */
class Strip {
  readonly #farSide: PrinterFarSide;
  readonly #events: EventChannel;
  /** What was given to the printer, by ticket and number; the newest of a copy wins. */
  readonly #layouts = new Map<string, readonly ReceiptLine[]>();

  constructor(farSide: PrinterFarSide, events: EventChannel) {
    this.#farSide = farSide;
    this.#events = events;
  }

  listen(stand: RunningStand): void {
    stand.onSlip(({ slip, tag }) => {
      this.#layouts.set(tag?.ticketId ?? "", slip.lines);
      const oldest = this.#layouts.keys().next().value;
      if (this.#layouts.size > 50 && oldest !== undefined) this.#layouts.delete(oldest);
    });
    this.#farSide.onSlip(() => this.show());
    this.show();
  }

  show(): void {
    const slips = this.#farSide.hanging().map((record) => {
      const layout = this.#layouts.get(record.ticketId ?? "");
      return layout ? { ...paperSlip(record), layout } : paperSlip(record);
    });
    this.#events.show("strip", slips);
  }

  tear(): void {
    this.#farSide.tearOff();
    this.#layouts.clear();
    this.show();
  }
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
  readonly stand: RunningStand;
  readonly events: EventChannel;
};

/** The routes of what is simulated here; none on a stand with real hardware. */
export function simulatedRoutes({ hardware, network, stand, events }: FarSides): Route[] {
  const routes: Route[] = [];
  const printerState: PrinterState = { paper: "ok", online: true, jam: false };
  if (hardware.buttons.farSide) routes.push(buttonRoute(hardware.buttons.farSide));
  if (hardware.scanner.farSide) routes.push(scannerRoute(hardware.scanner.farSide));
  if (hardware.printer.farSide) {
    const strip = new Strip(hardware.printer.farSide, events);
    strip.listen(stand);
    routes.push(
      printerRoute(hardware.printer.farSide, printerState),
      ...paperRoutes(hardware.printer.farSide, strip),
    );
  }
  if (network) routes.push(networkRoute(network));
  if (routes.length > 0) {
    const state = () => OK({ printer: printerState, network: { up: network?.isUp() ?? true } });
    routes.push({ method: "GET", path: "/simulated/state", answer: state });
  }
  return routes;
}
