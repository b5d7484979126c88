/**
 * What a check found, part by part: said as it comes, kept for the hand-over sheet, counted for the verdict.
 * Knows no part and no driver.
 */
import type { StaffLanguage } from "../../../protocol/terms.ts";
import type { Said } from "./faults.ts";
import { CLI_WORDS } from "./words.ts";

/** What one part was found to be: well (with a word about it), passed over (why), or wrong, with what to do. */
export type Finding =
  | {
      readonly isGood: true;
      readonly note: string;
      readonly isPassed?: boolean;
      readonly isSimulated?: boolean;
    }
  | ({ readonly isGood: false } & Said);

export const good = (note = ""): Finding => ({ isGood: true, note });
/** Not tried: never the same as good. */
export const passed = (note: string): Finding => ({ isGood: true, note, isPassed: true });
/** Of a part that exists in memory only: never the same as in order, on paper that somebody signs. */
export const simulated = (finding: Finding): Finding =>
  finding.isGood ? { ...finding, isSimulated: true } : finding;
export const wrong = (said: Said): Finding => ({ isGood: false, ...said });

export type ReportLine = { readonly part: string; readonly finding: Finding };

/** Says each finding as it comes, and counts what is wrong. */
export class Report {
  readonly #language: StaffLanguage;
  readonly #say: (line: string) => void;
  readonly #lines: ReportLine[] = [];

  constructor(language: StaffLanguage, say: (line: string) => void) {
    this.#language = language;
    this.#say = say;
  }

  get lines(): readonly ReportLine[] {
    return this.#lines;
  }

  tell(part: string, finding: Finding): void {
    const words = CLI_WORDS[this.#language];
    this.#lines.push({ part, finding });
    if (finding.isGood) {
      const mark = finding.isPassed ? words.passed : words.ok;
      this.#say(`${mark}  ${part}${finding.note === "" ? "" : `: ${finding.note}`}`);
      return;
    }
    this.#say(`${words.wrong}  ${part}: ${finding.problem}`);
    if (finding.next !== "") this.#say(`       ${words.doThis} ${finding.next}`);
  }

  /** The verdict in one sentence. */
  get verdict(): string {
    const words = CLI_WORDS[this.#language];
    const { wrong: troubles, passed: untried } = this.#counts();
    if (troubles > 0) return words.troubles(troubles);
    return untried > 0 ? words.triedGood(untried) : words.allGood;
  }

  /** The last line, and the exit code. */
  end(): number {
    this.#say(this.verdict);
    return this.#counts().wrong === 0 ? 0 : 1;
  }

  #counts(): { wrong: number; passed: number } {
    const count = (is: (finding: Finding) => boolean) =>
      this.#lines.filter(({ finding }) => is(finding)).length;
    return {
      wrong: count(({ isGood }) => !isGood),
      passed: count((finding) => finding.isGood && finding.isPassed === true),
    };
  }
}
