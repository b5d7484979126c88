/**
 * The access rules of the one topic table in the words of Debian's mosquitto (`acl_file`, mosquitto.conf(5)).
 * Pure; it must not know where the accounts stand, nor their passwords.
 */
import type { Problem } from "../../protocol/config.ts";
import { OWN_PART, type Role, TOPICS, type TopicName, topicOf } from "../../protocol/topics.ts";

/** One who connects to that broker, by the name that it knows them by. */
export type AclAccount = { readonly username: string; readonly role: Role; readonly id: string };

/**
 * Which names mosquitto could not tell apart or would read as something else: a line each, `:` ends a name in its file of
 * passwords, and a name that begins with `#` is a remark there. `path` is that of the accounts.
 */
export function aclProblems(accounts: readonly AclAccount[], path: string): Problem[] {
  return accounts.flatMap(({ username }, at) => {
    const isLine = /^[^\s#:\p{Cc}](?:[^:\p{Cc}]*[^\s:\p{Cc}])?$/u.test(username);
    const problem = `"${username}" cannot be a name for mosquitto: no ":", no control characters, no space at an end, no "#" first`;
    return isLine ? [] : [{ path: `${path}.${at}.username`, problem }];
  });
}

/** The lines of one account: each topic that it may write, then each that it may read; only below its own id. */
function rulesOf({ role, id }: AclAccount, location: string): string[] {
  // The hub also looks for what it once said and must clear, and writes every state.
  if (role === "hub") return [`topic readwrite talon/${location}/#`];
  const own = OWN_PART[role];
  const at = { location, ...(own === undefined ? {} : { [own]: id }) };
  const names = Object.keys(TOPICS) as TopicName[];
  const line = (kind: string) => (name: TopicName) => `topic ${kind} ${topicOf(name, at)}`;
  const writes = names.filter((name) => TOPICS[name].writer === role);
  const reads = names.filter((name) => (TOPICS[name].readers as readonly Role[]).includes(role));
  return [...writes.map(line("write")), ...reads.map(line("read"))];
}

/**
 * The whole file. Whoever is not named in it may nothing, and so may whoever gives no name.
 *
 * Does not promise, since the file cannot say it: that a request is not retained (the hub passes retained requests over), that a
 * client id belongs to its account (`use_username_as_clientid` does), nor any limit (mosquitto.conf has those).
 */
export function mosquittoAcl(accounts: readonly AclAccount[], location: string): string {
  const head = [
    `# Who may write and read what at the location "${location}", for the acl_file of mosquitto.`,
    "# Made by `talon-hub mosquitto-acl`; make it anew when an account comes or goes, or Talon gets newer.",
  ];
  const blocks = accounts.map((account) =>
    [
      `# ${account.role} ${account.id}`,
      `user ${account.username}`,
      ...new Set(rulesOf(account, location)),
    ].join("\n"),
  );
  return `${[head.join("\n"), ...blocks].join("\n\n")}\n`;
}
