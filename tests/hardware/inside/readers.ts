/** Whether a process' child (hal/pump.ts) waits for what its device says. Knows no device. */
import { readFileSync } from "node:fs";

/** O_NONBLOCK in the octal flags of /proc/<id>/fdinfo: the last thing that the child does before it waits. */
const NEVER_WAITS_IN_READ = 0o4000;

/** Whether a child of process `pid` reads a device. */
export function isReading(pid: number): boolean {
  const ids = textOf(`/proc/${pid}/task/${pid}/children`).trim().split(" ");
  return ids.some((id) => textOf(`/proc/${id}/comm`).trim() === "perl" && isSetUp(id));
}

function isSetUp(id: string): boolean {
  const flags = /^flags:\s*(\d+)$/m.exec(textOf(`/proc/${id}/fdinfo/0`))?.[1] ?? "0";
  return (Number.parseInt(flags, 8) & NEVER_WAITS_IN_READ) !== 0;
}

/** Nothing of a process that has just ended. */
function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
