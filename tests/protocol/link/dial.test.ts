import { expect, it } from "vitest";
import { addressOf } from "../../../protocol/link/dial.ts";

it.each([
  ["mqtt://broker.lan", { host: "broker.lan", port: 1883, isSecure: false }],
  ["mqtts://broker.lan", { host: "broker.lan", port: 8883, isSecure: true }],
  ["mqtt://127.0.0.1:18830/", { host: "127.0.0.1", port: 18830, isSecure: false }],
  ["mqtts://[::1]:1", { host: "::1", port: 1, isSecure: true }],
])("%s is %j", (url, address) => {
  expect(addressOf(url)).toEqual(address);
});
