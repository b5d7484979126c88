/** The printer's driver on a kernel's USB: a machine of its own, so that two share the time of the drivers. */
import { toldInside } from "./told.ts";

await toldInside("printers", ["libusb.test", "printer.test"]);
