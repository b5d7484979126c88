import { expect, it } from "vitest";
import { silenceIn } from "../../../protocol/screen/silence.ts";

it("a page may be asked to notice silence sooner, within reason", () => {
  expect(silenceIn("?silence=3000")).toEqual({ silenceMs: 3000 });
  expect(silenceIn("")).toEqual({});
  expect(silenceIn("?silence=1")).toEqual({});
  expect(silenceIn("?silence=nonsense")).toEqual({});
});
