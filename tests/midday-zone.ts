/** A zone in which it is the middle of the day, so that no run crosses midnight. */
export function middayZone(): string {
  const behind = new Date().getUTCHours() - 12;
  return behind === 0 ? "Etc/GMT" : `Etc/GMT${behind > 0 ? "+" : ""}${behind}`;
}
