/**
 * Collects V8's garbage on request and gives the emptied pages back to the system. Knows no stand: when that is, tidy.ts says.
 */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** What `--expose-gc` shows; Node 20 passes over what it does not know. */
type Collect = (how: { type: "major"; execution: "sync"; flavor: "last-resort" }) => void;

/**
 * A way to collect. It stops the process: 5 to 8 ms were measured over the book of 10,000 tickets, and a Pi is several times
 * slower, so it is for quiet moments. V8 shows its collector only to contexts made after the flag, so one is made for it at the
 * first use; it costs half a megabyte.
 */
export function garbageCollector(): () => void {
  let collect: Collect | null = null;
  return () => {
    if (!collect) {
      setFlagsFromString("--expose-gc");
      collect = runInNewContext("gc") as Collect;
    }
    // Without it pages that are half empty stay as they are.
    setFlagsFromString("--compact-on-every-full-gc");
    collect({ type: "major", execution: "sync", flavor: "last-resort" });
    setFlagsFromString("--no-compact-on-every-full-gc");
  };
}
