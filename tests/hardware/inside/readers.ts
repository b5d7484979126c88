/** Whether a process' child (hal/pump.ts) waits for what its device says. Knows no device. */
import { readFileSync, readlinkSync, realpathSync } from "node:fs";

/** O_NONBLOCK in the octal flags of /proc/<id>/fdinfo: the last thing that the child does before it waits. */
const NEVER_WAITS_IN_READ = 0o4000;

/** Whether a child of process `pid` reads a device: the one that `path` names, any when it is left out. */
export function isReading(pid: number, path?: string): boolean {
  const ids = textOf(`/proc/${pid}/task/${pid}/children`).trim().split(" ");
  return ids.some(
    (id) =>
      textOf(`/proc/${id}/comm`).trim() === "perl" &&
      (path === undefined || or(() => readlinkSync(`/proc/${id}/fd/0`) === realpathSync(path), false)) &&
      isSetUp(id),
  );
}

function isSetUp(id: string): boolean {
  const flags = /^flags:\s*(\d+)$/m.exec(textOf(`/proc/${id}/fdinfo/0`))?.[1] ?? "0";
  return (Number.parseInt(flags, 8) & NEVER_WAITS_IN_READ) !== 0;
}

const textOf = (path: string): string => or(() => readFileSync(path, "utf8"), "");

/** Processes end and devices go at any moment: then there is nothing to be read. */
function or<Answer>(ask: () => Answer, otherwise: Answer): Answer {
  try {
    return ask();
  } catch {
    return otherwise;
  }
}
