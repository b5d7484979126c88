/** Opens buttons by the options in its argument, says "open", and waits to be killed. Run by buttons.test.ts as a process of its own. */
import type { ButtonsOptions } from "../../../hal/button/contract.ts";
import { openButtons } from "../../../hal/open.ts";

const options = JSON.parse(process.argv[2] ?? "{}") as ButtonsOptions;
await openButtons(options);
process.stdout.write("open\n");
setInterval(() => undefined, 60_000);
