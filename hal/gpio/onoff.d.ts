/**
 * What Talon uses of the npm module `onoff`, so that the types hold also where that optional module is not installed.
 * Knows only the constructor; everything else is in board.ts.
 */
declare module "onoff" {
  export const Gpio: import("./board.ts").GpioConstructor;
}
