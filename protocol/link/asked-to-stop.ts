/** When a program of Talon is to stop. Knows no program. */

/**
 * Resolves with why, when the process is told to stop or, with `isDemo`, when the demo that started it has gone.
 * To be called before the program says that it is ready: whoever heard that may stop it at once.
 */
export function askedToStop(isDemo: boolean): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => resolve(signal));
    if (!isDemo) return;
    process.stdin.resume();
    process.stdin.once("end", () => resolve("demo gone"));
    process.stdin.once("error", () => resolve("demo gone"));
  });
}
