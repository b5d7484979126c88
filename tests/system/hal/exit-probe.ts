/**
 * Opens one driver, uses it, closes it, and then has nothing more to do: run by exit.test.ts as a process of its own.
 * Knows only what its argument says: the kind and its options as JSON.
 */
import {
  gongWav,
  openButtons,
  openKeypad,
  openLamps,
  openPrinter,
  openScanner,
  openSpeaker,
  openVoice,
} from "../../../hal/open.ts";

type OptionsOf<Open extends (options: never) => unknown> = Parameters<Open>[0];

const [kind = "", json = "{}"] = process.argv.slice(2);
const options: unknown = JSON.parse(json);

const uses: Record<string, () => Promise<void>> = {
  buttons: async () => {
    const { driver, farSide } = await openButtons(options as OptionsOf<typeof openButtons>);
    farSide?.press(1);
    await driver.close();
  },
  lamps: async () => {
    const { driver } = await openLamps(options as OptionsOf<typeof openLamps>);
    driver.set(1, "blink");
    await driver.close();
  },
  scanner: async () => {
    const { driver, farSide } = await openScanner(options as OptionsOf<typeof openScanner>);
    farSide?.babble(Buffer.from("half a code"));
    await driver.close();
  },
  keypad: async () => {
    const { driver, farSide } = await openKeypad(options as OptionsOf<typeof openKeypad>);
    farSide?.press("7");
    await driver.close();
  },
  speaker: async () => {
    const { driver } = await openSpeaker(options as OptionsOf<typeof openSpeaker>);
    const playing = driver.play(gongWav());
    await driver.close();
    await playing;
  },
  printer: async () => {
    const { driver } = await openPrinter(options as OptionsOf<typeof openPrinter>);
    const line = { kind: "text", text: "x", size: 1, bold: false, align: "left" } as const;
    const slip = { widthMm: 58, lines: [line], cut: true } as const;
    const printing = driver.print(slip, { timeoutMs: 30_000 });
    await new Promise((resolve) => setTimeout(resolve, 100));
    await driver.close();
    await printing;
  },
  voice: async () => {
    const { driver } = await openVoice(options as OptionsOf<typeof openVoice>);
    const speaking = driver.speak("A 42", "da").catch(() => undefined);
    await driver.close();
    await speaking;
  },
};

await uses[kind]?.();
process.stdout.write("closed\n");
