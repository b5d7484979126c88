/**
 * Tells a named person by text message what a clerk must mend at a stand: paper that runs out, a part that is gone, a stand off line.
 * Knows no appointment. What is mended at once is told to nobody, and nobody is told outside of the service day.
 */
import { randomUUID } from "node:crypto";
import { plainSms } from "../../protocol/gsm7.ts";
import type { Log } from "../../protocol/link/log.ts";
import { inLanguage, type StandId, staffLanguage } from "../../protocol/terms.ts";
import { problemWords } from "../../protocol/texts/stand-problems.ts";
import { SESSION_TEXTS, STAFF_TEXTS } from "../../protocol/texts/texts.ts";
import type { StandView } from "../pictures/staff.ts";
import type { HubState } from "../queue/state.ts";
import type { SmsGateway } from "./gateway.ts";

export type TroubleOptions = {
  readonly gateway: SmsGateway;
  /** Numbers with their country; none: nobody is told. */
  readonly to: readonly string[];
  readonly state: () => HubState;
  readonly at: () => number;
  readonly view: (stand: StandId) => StandView;
  readonly log: Log;
};

/** So long may a cover stay open for a new roll, and a stand be without its link, before somebody is sent for. */
const PATIENCE_MS = { part: 90_000, "off-line": 300_000 } as const;
/** A part that comes and goes is told of once in this time. */
const AGAIN_MS = 1_800_000;
const RETRY_MS = 60_000;

/** A stand's trouble since when, and when it was last told. */
type Known = { readonly what: string; readonly sinceAt: number; readonly toldAt: number | null };

function troubleOf({ online, problem, paperLow }: StandView): string | null {
  if (!online) return "off-line";
  return problem ?? (paperLow ? "paper-low" : null);
}

/** From the hub's start to its end. */
export class TroubleMessages {
  readonly #options: TroubleOptions;
  readonly #known = new Map<StandId, Known>();
  /** What was told of a stand, by stand and trouble. */
  readonly #told = new Map<string, number>();

  constructor(options: TroubleOptions) {
    this.#options = options;
  }

  /** Looks at every stand, and sends what has lasted. Never rejects. */
  async look(): Promise<void> {
    const { state, to } = this.#options;
    const { location, day } = state();
    if (to.length === 0 || day.serviceDay === null || day.closedAt !== null) return this.#known.clear();
    for (const { stand, name } of location.stands) {
      const what = this.#lasting(stand);
      if (what === null) continue;
      const language = staffLanguage(location.languages[0] ?? "da");
      const where = `${inLanguage(location.name, language)}, ${inLanguage(name, language)}`;
      await this.#tell(stand, what, plainSms(`${where}: ${wordsOf(what, language)}`));
    }
  }

  /** A trouble that has lasted, and of which nobody was told of late; it counts as told from now on. */
  #lasting(stand: StandId): string | null {
    const at = this.#options.at();
    const what = troubleOf(this.#options.view(stand));
    if (what === null) {
      this.#known.delete(stand);
      return null;
    }
    const known = this.#known.get(stand);
    const now = known?.what === what ? known : { what, sinceAt: at, toldAt: null };
    this.#known.set(stand, now);
    const patienceMs = PATIENCE_MS[what === "off-line" ? what : "part"];
    const lastAt = this.#told.get(`${stand} ${what}`) ?? Number.NEGATIVE_INFINITY;
    if (now.toldAt !== null || at - now.sinceAt < patienceMs || at - lastAt < AGAIN_MS) return null;
    this.#known.set(stand, { ...now, toldAt: at });
    this.#told.set(`${stand} ${what}`, at);
    return what;
  }

  /** The gateway took nothing: it is asked again after a while. */
  #tryAgain(stand: StandId, what: string): void {
    const known = this.#known.get(stand);
    if (known !== undefined) this.#known.set(stand, { ...known, toldAt: null });
    this.#told.set(`${stand} ${what}`, this.#options.at() - AGAIN_MS + RETRY_MS);
  }

  async #tell(stand: StandId, what: string, text: string): Promise<void> {
    const { gateway, to, log } = this.#options;
    for (const number of to) {
      const tried = await gateway.send({ reference: randomUUID(), to: number, text });
      log.info("a stand's trouble was sent as a text message", { stand, what, ...tried });
      if (tried.ended === "later") this.#tryAgain(stand, what);
    }
  }
}

function wordsOf(what: string, language: "da" | "en"): string {
  const texts = STAFF_TEXTS[language];
  if (what === "off-line") return texts.standOffLine;
  return what === "paper-low" ? SESSION_TEXTS[language].paperLow : problemWords(what, texts);
}
