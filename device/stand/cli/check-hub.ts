/**
 * The check's last part: the broker, the account, and whether the hub is there.
 * Knows no driver and no file.
 */
import type { StandConfig } from "../../../protocol/config/stand.ts";
import type { StaffLanguage } from "../../../protocol/terms.ts";
import type { FoundSecrets } from "../files.ts";
import { systemWords } from "../system-words.ts";
import { type Reached, reachHub } from "./reach.ts";
import { type Finding, good, passed, type Report, wrong } from "./report.ts";
import { CLI_WORDS } from "./words.ts";

/** The connection in words. `isTried`: the password is known, so that what the hub says of the account counts. */
function brokerFinding(
  found: Reached,
  config: StandConfig,
  at: { language: StaffLanguage; isTried: boolean },
): Finding {
  const words = CLI_WORDS[at.language];
  const { url } = config.mqtt;
  if (found.kind === "unreachable") {
    const said = systemWords(new Error(found.problem), at.language);
    return wrong({ problem: said === found.problem ? said : `${url} ${said}`, next: words.brokerNext });
  }
  if (!at.isTried) return passed(words.accountNotTried(url));
  if (found.kind === "refused")
    return wrong({ problem: words.refused(config.mqtt.username), next: words.refusedNext });
  if (found.kind === "denied")
    return wrong({ problem: words.denied(config.location, config.stand), next: words.deniedNext });
  return good(url);
}

type Options = {
  readonly language: StaffLanguage;
  readonly after: (ms: number, act: () => void) => () => void;
};

export async function checkHub(
  config: StandConfig,
  found: FoundSecrets,
  { options, report }: { readonly options: Options; readonly report: Report },
): Promise<void> {
  const { language } = options;
  const words = CLI_WORDS[language];
  const reached = await reachHub(config, found.secrets, options.after);
  const isTried = !found.problems.some(({ path }) => path.startsWith("mqtt."));
  report.tell(words.broker, brokerFinding(reached, config, { language, isTried }));
  if (reached.kind === "hub") report.tell(words.hub, good(reached.version));
  if (reached.kind === "broker-only")
    report.tell(words.hub, wrong({ problem: words.hubSilent, next: words.hubNext }));
}
