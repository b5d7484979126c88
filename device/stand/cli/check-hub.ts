/**
 * The check's last part: the broker, the account or the identity, and whether the hub is there.
 * Knows no driver and no file but the identity.
 */
import { randomUUID, X509Certificate } from "node:crypto";
import { join } from "node:path";
import type { StandConfig } from "../../../protocol/config/stand.ts";
import type { MqttLinkOptions } from "../../../protocol/link/mqtt.ts";
import type { StaffLanguage } from "../../../protocol/terms.ts";
import { readIdentity, type StandIdentity } from "../enrol/identity.ts";
import type { FoundSecrets } from "../files.ts";
import { systemCode, systemWords } from "../system-words.ts";
import { outboxIdOf } from "./enrol.ts";
import { ENROL_WORDS } from "./enrol-words.ts";
import { type Reached, reachHub } from "./reach.ts";
import { type Finding, good, passed, type Report, wrong } from "./report.ts";
import { CLI_WORDS } from "./words.ts";

type Options = {
  readonly language: StaffLanguage;
  readonly after: (ms: number, act: () => void) => () => void;
  readonly now: () => number;
};
type At = Pick<Options, "language" | "now"> & {
  /** The password is known, so that what the hub says of the account counts. */
  readonly isTried: boolean;
  readonly identity: StandIdentity | null;
};

/** What to do about a connection that does not come about; certificate, clock and name are told apart. */
function unreachableNext(problem: string, { language, now, identity }: At): string {
  const words = ENROL_WORDS[language];
  switch (systemCode(new Error(problem))) {
    case "ECLOCK":
      return words.clockNext(new Date(now()).toISOString());
    case "ENAME":
      return words.nameNext;
    case "ECERT":
      if (identity === null) return CLI_WORDS[language].brokerNext;
      return words.certificateNext(
        identity.ca === undefined ? null : new X509Certificate(identity.ca).fingerprint256,
      );
    default:
      return CLI_WORDS[language].brokerNext;
  }
}

/** The connection in words. */
function brokerFinding(found: Reached, config: StandConfig, at: At & { readonly url: string }): Finding {
  const { url } = at;
  const words = CLI_WORDS[at.language];
  if (found.kind === "unreachable") {
    const said = systemWords(new Error(found.problem), at.language);
    const problem = said === found.problem ? said : `${url} ${said}`;
    return wrong({ problem, next: unreachableNext(found.problem, at) });
  }
  if (!at.isTried) return passed(words.accountNotTried(url));
  if (found.kind === "refused") {
    const { refused, refusedNext } = ENROL_WORDS[at.language];
    return config.mqtt === undefined
      ? wrong({ problem: refused, next: refusedNext })
      : wrong({ problem: words.refused(config.mqtt.username), next: words.refusedNext });
  }
  if (found.kind === "denied")
    return wrong({ problem: words.denied(config.location, config.stand), next: words.deniedNext });
  return good(url);
}

/** The stand's own certificate by its clock; `null` while it holds. */
function ownProblem({ cert }: StandIdentity, { language, now }: Options): Finding | null {
  const words = ENROL_WORDS[language];
  const { validFrom, validTo } = new X509Certificate(cert);
  const day = (text: string) => new Date(text).toISOString().slice(0, 10);
  const next = words.clockNext(new Date(now()).toISOString());
  if (now() < Date.parse(validFrom)) return wrong({ problem: words.ownEarly(day(validFrom)), next });
  return now() >= Date.parse(validTo) ? wrong({ problem: words.ownExpired(day(validTo)), next }) : null;
}

type Way = { readonly link: MqttLinkOptions; readonly identity: StandIdentity | null };

/** How this stand reaches its hub, or what is wrong before it tries. */
async function wayOf(config: StandConfig, found: FoundSecrets, options: Options): Promise<Way | Finding> {
  const { mqtt, stand, dataDir } = config;
  const clientId = `stand-${stand}`;
  if (mqtt !== undefined) {
    const { password, ca } = found.secrets;
    return { link: { url: mqtt.url, clientId, username: mqtt.username, password, ca }, identity: null };
  }
  const words = ENROL_WORDS[options.language];
  const read = await readIdentity(dataDir).catch(() => ({ kind: "damaged" }) as const);
  if (read.kind !== "found") {
    const problem = read.kind === "none" ? words.notEnrolled : words.damaged;
    return wrong({ problem, next: words.enrolNext });
  }
  const { identity } = read;
  const own = ownProblem(identity, options);
  if (own !== null) return own;
  const outbox = await outboxIdOf(join(dataDir, "outbox"), new Uint8Array(16), options.now());
  const password = `${outbox}.${randomUUID()}`;
  return {
    link: { url: identity.url, clientId, username: clientId, password, tls: () => identity },
    identity,
  };
}

export async function checkHub(
  config: StandConfig,
  found: FoundSecrets,
  { options, report }: { readonly options: Options; readonly report: Report },
): Promise<void> {
  const { language } = options;
  const words = CLI_WORDS[language];
  const way = await wayOf(config, found, options);
  if (!("link" in way)) return report.tell(words.broker, way);
  const { link, identity } = way;
  const reached = await reachHub(config, link, options.after);
  const isTried = !found.problems.some(({ path }) => path.startsWith("mqtt."));
  const at = { language, now: options.now, isTried, identity, url: link.url };
  report.tell(words.broker, brokerFinding(reached, config, at));
  if (reached.kind === "hub") report.tell(words.hub, good(reached.version));
  if (reached.kind === "broker-only")
    report.tell(words.hub, wrong({ problem: words.hubSilent, next: words.hubNext }));
}
