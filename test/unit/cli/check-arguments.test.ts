import { defineCommand } from "citty";
import { describe, expect, it } from "vitest";
import { checkArguments } from "../../../src/cli/check-arguments.ts";

const command = defineCommand({
  args: {
    path: { type: "positional", required: false, description: "a file" },
    config: { type: "string", alias: "c", description: "a file" },
    once: { type: "boolean", description: "once" },
  },
});

const check = (...args: string[]) => checkArguments("start", command, args);

describe("arguments of a command", () => {
  it.each([
    [[]],
    [["file.yaml"]],
    [["--config", "a.yaml", "--once"]],
    [["-c", "a"]],
    [["--config=a", "--no-once"]],
    [["--", "--x"]],
  ])("lets %j pass", async (args) => {
    await expect(check(...args)).resolves.toBeUndefined();
  });

  it.each([
    [["--conifg", "a"], /no option --conifg.*--config/],
    [["--config"], /--config" needs a value/],
    [["one", "two"], /takes 1 word .* got 2/],
    [["-x"], /no option -x/],
  ])("refuses %j and says what there is", async (args, message) => {
    await expect(check(...args)).rejects.toThrow(message);
  });
});
