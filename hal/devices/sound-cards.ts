/**
 * The sound cards of this machine that can play.
 * Opens none and makes no sound.
 */
import { join } from "node:path";
import type { FoundSoundCard } from "./found.ts";
import { type DeviceTrees, namesIn, usbAbove, wordOf } from "./sysfs.ts";

/** Those with a plug of their own before those of a screen's cable; USB first. */
export async function foundSoundCards({ sys }: DeviceTrees): Promise<FoundSoundCard[]> {
  const folder = join(sys, "class/sound");
  const cards: FoundSoundCard[] = [];
  for (const name of await namesIn(folder, /^card\d+$/)) {
    const id = await wordOf(join(folder, name, "id"));
    const outputs = await namesIn(folder, new RegExp(`^pcmC${name.slice(4)}D\\d+p$`));
    if (id === null || outputs.length === 0) continue;
    const usb = await usbAbove(join(folder, name));
    const isHdmi = /hdmi/i.test(id);
    // plughw: the card's own, with whatever format a sound has turned into one that it takes
    const proposal = { driver: "alsa", device: `plughw:CARD=${id}` } as const;
    cards.push({ id, name: usb?.name || id, usb: usb?.usb ?? null, isHdmi, proposal });
  }
  const rank = (card: FoundSoundCard): number => (card.isHdmi ? 2 : card.usb === null ? 1 : 0);
  return cards.sort((one, other) => rank(one) - rank(other));
}
