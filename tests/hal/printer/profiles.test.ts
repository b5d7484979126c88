/** The table of printers: what every entry must keep, and that a configuration may name each. */
import { describe, expect, it } from "vitest";
import { PRINTER_PROFILES, type PrinterProfile, profileOf } from "../../../hal/printer/profiles.ts";
import { checkStand } from "../../../protocol/config/stand.ts";

/** As little as a stand's file may hold. */
const STAND = {
  v: 1,
  stand: "s1",
  location: "town-hall",
  dataDir: "data",
  mqtt: { url: "mqtt://127.0.0.1:1883", username: "s1", passwordFile: "password" },
  http: { host: "127.0.0.1", port: 8080 },
  screen: true,
  buttons: { driver: "simulated", count: 4 },
};

const ALL = Object.entries<PrinterProfile>(PRINTER_PROFILES);

describe.each(ALL)("the profile %s", (name, profile) => {
  it("has columns of font A that fit its dots, in whole bytes", () => {
    for (const { dots, columns } of Object.values(profile.widths)) {
      expect(dots % 8).toBe(0);
      expect(columns * 12).toBeLessThanOrEqual(dots);
      expect(columns).toBeGreaterThanOrEqual(30); // narrower and a receipt is no longer one
    }
  });

  it("begins with the Nordic code page, each page once", () => {
    const pages = profile.codePages.map(({ page }) => page);
    expect(pages[0]).toBe("cp865");
    expect(new Set(pages).size).toBe(pages.length);
  });

  it("may be named in a stand's configuration", () => {
    const printer = {
      driver: "escpos",
      transport: "usb",
      path: "/dev/talon/printer",
      profile: name,
      qr: "raster",
    };
    expect(checkStand({ ...STAND, printer })).toMatchObject({ ok: true });
  });
});

it("a profile that nobody knows is a problem of the configuration", () => {
  const printer = { driver: "escpos", transport: "usb", path: "/dev/talon/printer", profile: "hp-laserjet" };
  expect(checkStand({ ...STAND, printer })).toMatchObject({ ok: false });
});

it("what a configuration says of codes goes before the profile", () => {
  expect(profileOf("epson-tm-t20iii").qr).toBe("native");
  expect(profileOf("epson-tm-t20iii", { qr: "raster" }).qr).toBe("raster");
  expect(profileOf("no-name-58").qr).toBe("raster");
});
