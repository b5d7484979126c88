/**
 * Looks after the hub's certificates once a minute, and says in its log what changed and what needs care.
 * Knows no listener.
 */
import type { Log } from "../../protocol/link/log.ts";
import type { StaffLanguage } from "../../protocol/terms.ts";
import type { Certificates } from "./certificates.ts";

/** Whoever is looked after, while the hub runs. */
export class CertificateWatch {
  readonly #certificates: Certificates;
  readonly #log: Log;
  #told = "";

  constructor(certificates: Certificates, log: Log) {
    this.#certificates = certificates;
    this.#log = log;
  }

  async look(at: number): Promise<void> {
    if (await this.#certificates.look(at)) this.#log.notice("a newer certificate is shown from now on");
    const problems = this.problems(at).join("; ");
    if (problems !== "" && problems !== this.#told)
      this.#log.warning("a certificate needs care", { problems });
    this.#told = problems;
  }

  /** What is wrong, or will be within 30 days, in words; English is for logs and programs. */
  problems(at: number, language: StaffLanguage = "en"): readonly string[] {
    return this.#certificates.problems(at, language);
  }
}
