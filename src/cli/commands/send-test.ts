import { defineCommand } from "citty";
import { CONFIG_ARG, environmentWith, loadOrExplain } from "../load.ts";

/** sendTest is `neo-budgetd send-test RECEIVER [--alert NAME] [--print] [--config PATH] [--json]`. */
export const sendTest = defineCommand({
  meta: {
    name: "send-test",
    description: "Send a message that says it is a test through every integration of a receiver",
  },
  args: {
    receiver: { type: "positional", required: true, description: "Name of the receiver" },
    alert: {
      type: "string",
      default: "example",
      description:
        "What to tell: a kind of alert (budget, forecast, threshold, spike, anomaly, burn_rate, absence, new_value, shift, stream, system), closed, no_data or resolved; example is a budget",
    },
    print: { type: "boolean", description: "Print the message as each integration would send it" },
    config: CONFIG_ARG,
    json: { type: "boolean", description: "Print the outcome as JSON" },
  },
  async run({ args }) {
    const app = await import("../../app/index.ts");
    const environment = environmentWith(args);
    const log = app.openLog(environment);
    const { settings } = loadOrExplain(environment.configPath, log);
    const parts = { clock: { now: Date.now }, log, alert: args.alert };
    if (args.print) {
      const previews = app.previewTest(settings, args.receiver, parts);
      const text = previews.map(({ lane, text }) => `── ${lane}\n${text}`).join("\n");
      process.stdout.write(args.json ? `${JSON.stringify(previews, null, 2)}\n` : text);
      return;
    }
    const sends = await app.sendTest(settings, args.receiver, parts);
    const text = args.json
      ? JSON.stringify(sends, null, 2)
      : sends
          .map(({ lane, problem }) => `${problem ? "✗" : "✓"} ${lane}  ${problem ?? "sent"}`)
          .join("\n");
    process.stdout.write(`${text}\n`);
    process.exitCode = sends.every(({ problem }) => problem === null) ? 0 : 1;
  },
});
