import { defineCommand } from "citty";
import { CONFIG_ARG, environmentWith, loadOrExplain } from "../load.ts";

/** sendTest is `neo-budgetd send-test RECEIVER [--config PATH] [--json]`. */
export const sendTest = defineCommand({
  meta: {
    name: "send-test",
    description: "Send a message that says it is a test through every integration of a receiver",
  },
  args: {
    receiver: { type: "positional", required: true, description: "Name of the receiver" },
    config: CONFIG_ARG,
    json: { type: "boolean", description: "Print the outcome as JSON" },
  },
  async run({ args }) {
    const app = await import("../../app/index.ts");
    const environment = environmentWith(args);
    const log = app.openLog(environment);
    const { settings } = loadOrExplain(environment.configPath, log);
    const sends = await app.sendTest(settings, args.receiver, { clock: { now: Date.now }, log });
    const text = args.json
      ? JSON.stringify(sends, null, 2)
      : sends
          .map(({ lane, problem }) => `${problem ? "✗" : "✓"} ${lane}  ${problem ?? "sent"}`)
          .join("\n");
    process.stdout.write(`${text}\n`);
    process.exitCode = sends.every(({ problem }) => problem === null) ? 0 : 1;
  },
});
