/** Loaded before the stand (node --import): at SIGUSR2 its event loop stands still for ever, as a bug would have it. Knows no stand. */
process.on("SIGUSR2", () => {
  for (;;);
});
