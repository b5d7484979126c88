/**
 * The one settings file of Vite: the three groups of tests. It knows no file of the product by name.
 */
import { defineConfig } from "vitest/config";

const slow = ["tests/arrows/**", "tests/system/**", "tests/soak/**", "tests/bench/**", "tests/hardware/**"];

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: ["tests/**/*.test.ts", "tests/**/*.test.tsx"],
          exclude: slow,
          retry: 0,
        },
      },
      { test: { name: "arrows", include: ["tests/arrows/**/*.test.ts"], testTimeout: 30_000, retry: 0 } },
      {
        test: {
          name: "system",
          include: ["tests/system/**/*.test.ts"],
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          retry: 0,
        },
      },
    ],
  },
});
