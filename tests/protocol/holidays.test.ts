import { describe, expect, it } from "vitest";
import { checkLocation } from "../../protocol/config.ts";
import { danishHolidays, holidayExceptions } from "../../protocol/holidays.ts";
import { town } from "../broker/town.ts";

/** As npm's date-holidays 3.37.0 has them (DK, type "public"). */
const PUBLIC: Readonly<Record<number, string>> = {
  2020: "01-01 04-09 04-10 04-12 04-13 05-08 05-21 05-31 06-01 12-25 12-26",
  2021: "01-01 04-01 04-02 04-04 04-05 04-30 05-13 05-23 05-24 12-25 12-26",
  2022: "01-01 04-14 04-15 04-17 04-18 05-13 05-26 06-05 06-06 12-25 12-26",
  2023: "01-01 04-06 04-07 04-09 04-10 05-05 05-18 05-28 05-29 12-25 12-26",
  2024: "01-01 03-28 03-29 03-31 04-01 05-09 05-19 05-20 12-25 12-26",
  2025: "01-01 04-17 04-18 04-20 04-21 05-29 06-08 06-09 12-25 12-26",
  2026: "01-01 04-02 04-03 04-05 04-06 05-14 05-24 05-25 12-25 12-26",
  2027: "01-01 03-25 03-26 03-28 03-29 05-06 05-16 05-17 12-25 12-26",
  2028: "01-01 04-13 04-14 04-16 04-17 05-25 06-04 06-05 12-25 12-26",
  2029: "01-01 03-29 03-30 04-01 04-02 05-10 05-20 05-21 12-25 12-26",
  2030: "01-01 04-18 04-19 04-21 04-22 05-30 06-09 06-10 12-25 12-26",
  2031: "01-01 04-10 04-11 04-13 04-14 05-22 06-01 06-02 12-25 12-26",
  2032: "01-01 03-25 03-26 03-28 03-29 05-06 05-16 05-17 12-25 12-26",
  2033: "01-01 04-14 04-15 04-17 04-18 05-26 06-05 06-06 12-25 12-26",
  2034: "01-01 04-06 04-07 04-09 04-10 05-18 05-28 05-29 12-25 12-26",
  2035: "01-01 03-22 03-23 03-25 03-26 05-03 05-13 05-14 12-25 12-26",
  2036: "01-01 04-10 04-11 04-13 04-14 05-22 06-01 06-02 12-25 12-26",
  2037: "01-01 04-02 04-03 04-05 04-06 05-14 05-24 05-25 12-25 12-26",
  2038: "01-01 04-22 04-23 04-25 04-26 06-03 06-13 06-14 12-25 12-26",
  2039: "01-01 04-07 04-08 04-10 04-11 05-19 05-29 05-30 12-25 12-26",
  2040: "01-01 03-29 03-30 04-01 04-02 05-10 05-20 05-21 12-25 12-26",
};

const namesOf = (year: number) => danishHolidays(year).map(({ date, name }) => `${date} ${name.da}`);

describe("the public holidays of Denmark", () => {
  it.each(Object.entries(PUBLIC))("of %s are those of the calendar", (year, days) => {
    const chosen = danishHolidays(Number(year)).filter(({ isChosen }) => isChosen);
    expect(chosen.map(({ date }) => date)).toEqual(days.split(" ").map((day) => `${year}-${day}`));
  });

  it("have had no Store Bededag since 2024", () => {
    expect(namesOf(2023)).toContain("2023-05-05 Store bededag");
    expect(namesOf(2024).join()).not.toContain("bededag");
  });

  it("offer 1 May, 5 June, 24 and 31 December without proposing them", () => {
    const offered = danishHolidays(2027).filter(({ isChosen }) => !isChosen);
    expect(offered.map(({ date }) => date)).toEqual(["2027-05-01", "2027-06-05", "2027-12-24", "2027-12-31"]);
  });

  it("outdo a half-official day on which they fall", () => {
    expect(namesOf(2022).filter((one) => one.startsWith("2022-06-05"))).toEqual(["2022-06-05 Pinsedag"]);
  });

  it("are exceptions that a location's document takes, with the days that somebody chose", () => {
    const exceptions = holidayExceptions(2026, ["2026-12-24"]);
    expect(exceptions.filter(({ date }) => date > "2026-12").map(({ date }) => date)).toEqual([
      "2026-12-24",
      "2026-12-25",
      "2026-12-26",
    ]);
    expect(checkLocation({ ...town(), exceptions })).toMatchObject({ ok: true, value: { exceptions } });
    expect(holidayExceptions(2026)).toHaveLength(10);
  });
});
