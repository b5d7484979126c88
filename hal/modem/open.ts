/** Opens the line to a modem. Loads the native library of serial lines only then: most hubs have no modem. */
import type { ModemLine, ModemLineOptions, ModemLineUser } from "./contract.ts";

/** Rejects in the words of the system when it cannot be opened. */
export async function openModemLine(
  { path, baudRate }: ModemLineOptions,
  user: ModemLineUser,
): Promise<ModemLine> {
  const { SerialLine } = await import("../serial/port.ts");
  return await SerialLine.open({ path, baudRate, hasFlowControl: false }, user);
}
