import { describe, expect, it } from "vitest";
import { expectedOf, foundIn } from "../../../../broker/pages/staff/expected.ts";

const guest = (name: string | null, more: object = {}) => ({
  ...{ guest: name === null ? null : `G${name}`, name, number: null, ...more },
});
const meeting = (id: string, startAt: number, guests: ReturnType<typeof guest>[], form = "physical") => ({
  ...{ id, startAt, form, queue: "a", room: "B204", guests },
});
const names = (typed: string, ...listed: ReturnType<typeof meeting>[]) =>
  foundIn(expectedOf(listed), typed).map(({ name }) => name);

describe("guests whom staff check in by name", () => {
  const all = [
    meeting("m2", 20, [guest("Åse Holm-Hansen"), guest("Bo Dahl", { number: "A01" })]),
    meeting("m1", 10, [guest("Hans Åberg")]),
    meeting("m3", 5, [guest("Hanne Lund")], "phone"),
    meeting("m4", 5, [guest(null)]),
  ];

  it("are found by the beginning of any of their names, without marks, the earliest first", () => {
    expect(names("han", ...all)).toEqual(["Hans Åberg", "Åse Holm-Hansen"]);
    expect(names("  ABERG hans", ...all)).toEqual(["Hans Åberg"]);
    expect(names("olm", ...all)).toEqual([]);
  });

  it("are those who have not come, come here, and may be named", () => {
    expect(expectedOf(all).map(({ name }) => name)).toEqual(["Åse Holm-Hansen", "Hans Åberg"]);
  });

  it("are not shown to whoever types less than two letters, and never half the day", () => {
    expect(names("h", ...all)).toEqual([]);
    expect(names(" ", ...all)).toEqual([]);
    const many = Array.from({ length: 30 }, (_, n) => meeting(`m${n}`, n, [guest(`Hans ${n}`)]));
    expect(names("hans", ...many)).toHaveLength(8);
  });
});
