import { describe, expect, it } from "vitest";
import { actionOf, type KeyPress } from "../../../../broker/pages/staff/keys.ts";

const press = (key: string, change: Partial<KeyPress> = {}): KeyPress => ({
  key,
  isInControl: false,
  isInField: false,
  isRepeat: false,
  hasModifier: false,
  ...change,
});

describe("keys of the staff page", () => {
  it.each([" ", "Enter", "F8"])("calls the next one with %j", (key) => {
    expect(actionOf(press(key))).toBe("call-next");
  });
  it.each([
    ["g", "recall"],
    ["M", "serve"],
    ["i", "no-show"],
    ["F", "finish"],
    ["z", "undo"],
  ])("does with the letter %s what stands on its button", (key, action) => {
    expect(actionOf(press(key))).toBe(action);
  });
  it("leaves Space and Enter to the button that has the focus", () => {
    expect(actionOf(press(" ", { isInControl: true }))).toBeNull();
    expect(actionOf(press("F8", { isInControl: true }))).toBe("call-next");
  });
  it("lets people write", () => {
    expect(actionOf(press("f", { isInControl: true, isInField: true }))).toBeNull();
  });
  it("acts once while a key is held down, and never on a browser's own shortcut", () => {
    expect(actionOf(press("F8", { isRepeat: true }))).toBeNull();
    expect(actionOf(press("f", { hasModifier: true }))).toBeNull();
  });
});
