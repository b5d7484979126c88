/**
 * What the page tells the stand, over HTTP on this machine.
 * Knows no picture; every answer is `null` when the stand could not be reached.
 */
import type { Language } from "../../../protocol/terms.ts";

export type OpenTicket = {
  readonly number: string;
  readonly queueName: string | { readonly da: string; readonly en?: string };
  readonly issuedAt: number;
  readonly paper: string;
  readonly state: string;
};

/** The state of the simulated hardware. */
export type SimulatedState = {
  readonly printer: { readonly paper: "ok" | "low" | "out"; readonly online: boolean; readonly jam: boolean };
  readonly network: { readonly up: boolean };
  readonly buttons?: { readonly plugged: boolean; readonly held: readonly number[] };
  readonly scanner?: { readonly plugged: boolean };
  readonly keypad?: { readonly plugged: boolean };
  readonly speaker?: { readonly plugged: boolean };
};

/** A simulated part with a cable that can be pulled. */
export type CabledPart = "buttons" | "scanner" | "keypad" | "speaker";

export type OpenTickets =
  | { readonly kind: "tickets"; readonly tickets: readonly OpenTicket[] }
  | { readonly kind: "wrong" | "slow" | "lost" };

type Reply = { readonly status: number; readonly text: string };

async function post(path: string, body?: unknown): Promise<Reply | null> {
  const isText = typeof body === "string";
  const sent =
    body === undefined
      ? {}
      : {
          headers: { "content-type": isText ? "text/plain" : "application/json" },
          body: isText ? body : JSON.stringify(body),
        };
  try {
    const answer = await fetch(path, { method: "POST", signal: AbortSignal.timeout(5_000), ...sent });
    return { status: answer.status, text: await answer.text() };
  } catch {
    /* The stand is gone; the page says so as soon as the beat stops. */
    return null;
  }
}

export async function chooseLanguage(language: Language): Promise<void> {
  await post("/language", { language });
}

/** High contrast and large type, or the usual look. */
export async function chooseLook(high: boolean): Promise<void> {
  await post("/look", { high });
}

/** The citizen has seen the ticket on the screen. */
export async function dismiss(): Promise<void> {
  await post("/dismiss");
}

/** Begins to make this machine a stand; how that goes comes with the stream. */
export async function enrolHere(said: { readonly url: string; readonly code: string }): Promise<void> {
  await post("/enrol", said);
}

/** The open tickets in the order in which they would be called (design rule 13). */
export async function openTickets(pin: string): Promise<OpenTickets> {
  const answer = await post("/open-tickets", { pin });
  if (answer === null) return { kind: "lost" };
  if (answer.status === 429) return { kind: "slow" };
  if (answer.status !== 200) return { kind: "wrong" };
  const { tickets } = JSON.parse(answer.text) as { tickets: readonly OpenTicket[] };
  return { kind: "tickets", tickets };
}

export async function pressSimulated(button: number): Promise<void> {
  await post(`/simulated/button/${button}/press`);
}

/** Puts a finger on a button and leaves it there, or takes it away. */
export async function holdSimulated(button: number, isHeld: boolean): Promise<void> {
  await post(`/simulated/button/${button}/${isHeld ? "hold" : "release"}`);
}

export async function plugSimulated(part: CabledPart, plugged: boolean): Promise<void> {
  await post(part === "buttons" ? "/simulated/buttons" : `/simulated/${part}/plugged`, { plugged });
}

export async function presentSimulated(code: string): Promise<void> {
  await post("/simulated/scanner", code);
}

export async function tearSimulated(): Promise<void> {
  await post("/simulated/paper/tear");
}

export async function setSimulatedPrinter(change: Partial<SimulatedState["printer"]>): Promise<void> {
  await post("/simulated/printer", change);
}

export async function setSimulatedNetwork(up: boolean): Promise<void> {
  await post("/simulated/network", { up });
}
