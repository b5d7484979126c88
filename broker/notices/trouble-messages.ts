/**
 * Tells a named person by text message what a clerk must mend at a stand: paper that runs out, a part that is gone, a stand off line.
 * Knows no appointment. What is mended at once is told to nobody, and nobody is told outside of the service day.
 */
import { randomUUID } from "node:crypto";
import { plainSms, smsCost } from "../../protocol/gsm7.ts";
import type { Log } from "../../protocol/link/log.ts";
import { inLanguage, type StandId, staffLanguage } from "../../protocol/terms.ts";
import { problemWords } from "../../protocol/texts/stand-problems.ts";
import { SESSION_TEXTS, STAFF_TEXTS } from "../../protocol/texts/texts.ts";
import type { StandView } from "../pictures/staff.ts";
import type { CountText } from "../queue/notices.ts";
import type { HubState } from "../queue/state.ts";
import type { SmsGateway } from "./gateway.ts";

export type TroubleOptions = {
  readonly gateway: SmsGateway;
  /** Numbers with their country; none: nobody is told. */
  readonly to: readonly string[];
  readonly state: () => HubState;
  readonly at: () => number;
  readonly view: (stand: StandId) => StandView;
  /** What it cost is written down. */
  readonly count: (command: CountText) => Promise<unknown>;
  readonly log: Log;
};

/** So long may a cover stay open for a new roll, and a stand be without its link, before somebody is sent for. */
const PATIENCE_MS = { part: 90_000, "off-line": 300_000 } as const;
/** A part that comes and goes is told of once in this time. */
const AGAIN_MS = 1_800_000;
const RETRY_MS = 60_000;
/** No trouble begins then. */
const NOT_TOLD = -1;

/** A stand's trouble, and since when. */
type Lasting = { readonly stand: StandId; readonly what: string; readonly sinceAt: number };
const keyOf = ({ stand, what }: Pick<Lasting, "stand" | "what">): string => `${stand} ${what}`;
/** What was told to a number of a trouble: when, and of the one that began when. */
type Told = { readonly at: number; readonly sinceAt: number };

/** Low paper is told beside whatever else is broken: a part that is gone all day must not hide it. */
function troublesOf({ online, problem, paperLow }: StandView): string[] {
  if (!online) return ["off-line"];
  return [...(problem === null ? [] : [problem]), ...(paperLow ? ["paper-low"] : [])];
}

/** From the hub's start to its end. */
export class TroubleMessages {
  readonly #options: TroubleOptions;
  /** Since when each trouble of now has lasted. */
  readonly #since = new Map<string, number>();
  /** By number and trouble. */
  readonly #told = new Map<string, Told>();

  constructor(options: TroubleOptions) {
    this.#options = options;
  }

  /** Looks at every stand, and sends what has lasted. Rejects only when the hub must exit. */
  async look(): Promise<void> {
    const { state, to } = this.#options;
    const { location, day } = state();
    if (to.length === 0 || day.serviceDay === null || day.closedAt !== null) return this.#since.clear();
    for (const { stand, name } of location.stands) {
      const language = staffLanguage(location.languages[0] ?? "da");
      const where = `${inLanguage(location.name, language)}, ${inLanguage(name, language)}`;
      for (const lasting of this.#lasting(stand))
        await this.#tell(lasting, plainSms(`${where}: ${wordsOf(lasting.what, language)}`));
    }
  }

  /** What of a stand has lasted long enough to send for somebody. */
  #lasting(stand: StandId): Lasting[] {
    const at = this.#options.at();
    const now = troublesOf(this.#options.view(stand));
    const keys = new Set(now.map((what) => keyOf({ stand, what })));
    for (const key of this.#since.keys())
      if (key.startsWith(keyOf({ stand, what: "" })) && !keys.has(key)) this.#since.delete(key);
    return now.flatMap((what) => {
      const sinceAt = this.#since.get(keyOf({ stand, what })) ?? at;
      this.#since.set(keyOf({ stand, what }), sinceAt);
      const patienceMs = PATIENCE_MS[what === "off-line" ? what : "part"];
      return at - sinceAt < patienceMs ? [] : [{ stand, what, sinceAt }];
    });
  }

  /** Whether this number has not heard of this trouble, nor of late of one like it. */
  #isNews(key: string, sinceAt: number): boolean {
    const told = this.#told.get(key);
    return told === undefined || (told.sinceAt !== sinceAt && this.#options.at() - told.at >= AGAIN_MS);
  }

  /** It counts as told before the gateway answers; where that took nothing, it is asked again after a while. */
  async #tell({ stand, what, sinceAt }: Lasting, text: string): Promise<void> {
    const { gateway, to, log, at, count } = this.#options;
    for (const number of to) {
      const key = `${number} ${keyOf({ stand, what })}`;
      if (!this.#isNews(key, sinceAt)) continue;
      this.#told.set(key, { at: at(), sinceAt });
      const tried = await gateway.send({ reference: randomUUID(), to: number, text });
      log.info("a stand's trouble was sent as a text message", { stand, what, ...tried });
      if (tried.ended === "accepted" || tried.ended === "unknown")
        await count({
          ...{ kind: "count-text", about: "trouble", parts: smsCost(text).parts },
          isSure: tried.ended === "accepted",
        });
      if (tried.ended === "later") this.#told.set(key, { at: at() - AGAIN_MS + RETRY_MS, sinceAt: NOT_TOLD });
    }
  }
}

function wordsOf(what: string, language: "da" | "en"): string {
  const texts = STAFF_TEXTS[language];
  if (what === "off-line") return texts.standOffLine;
  return what === "paper-low" ? SESSION_TEXTS[language].paperLow : problemWords(what, texts);
}
