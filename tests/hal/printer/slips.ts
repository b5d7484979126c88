/** Slips that the tests of printers share. Knows no driver. */
import type { Slip, SlipLine } from "../../../hal/printer/contract.ts";

/** A short receipt with the letters that go wrong first. */
export function danishSlip(number = "A042", widthMm: 58 | 80 = 80): Slip {
  const lines: SlipLine[] = [
    { kind: "text", text: "Høje-Taastrup ÆØÅæøå", size: 1, bold: true, align: "center" },
    { kind: "rule" },
    { kind: "text", text: number, size: 6, bold: true, align: "center" },
    { kind: "columns", left: "Foran dig", right: "3" },
    { kind: "qr", data: `https://talon.example/t/${number}K7M2Q9XW4R8T6Y1Z3C5V`, moduleDots: 6 },
    { kind: "feed", lines: 1 },
    { kind: "text", text: "Tak for besøget", size: 1, bold: false, align: "left" },
  ];
  return { widthMm, lines, cut: true };
}
