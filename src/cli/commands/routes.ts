import { defineCommand } from "citty";
import { routeTreeText } from "../../config/index.ts";
import { OperatorError } from "../../core/errors.ts";
import { CONFIG_ARG, environmentWith, loadOrExplain } from "../load.ts";
import { labelsAsked } from "../routes/labels-asked.ts";
import { routesText } from "../routes/routes-text.ts";
import { plainTried, tryLabels } from "../routes/try-labels.ts";

/** routes is `neo-budgetd routes [--test LABEL=VALUE …] [--at MOMENT] [--json]`. */
export const routes = defineCommand({
  meta: {
    name: "routes",
    description:
      "Print the route tree; with --test, say who would be told of an alert with these labels, and why",
  },
  args: {
    labels: {
      type: "positional",
      required: false,
      valueHint: "…",
      description: "Further labels for --test, such as member=ana@acme.io",
    },
    test: { type: "string", description: "A label of the alert, such as severity=critical" },
    at: {
      type: "string",
      description: "The moment of the alert, such as 2026-12-24T23:00+01:00 (default: now)",
    },
    config: CONFIG_ARG,
    json: { type: "boolean", description: "Print the outcome of --test as JSON" },
  },
  async run({ args }) {
    const app = await import("../../app/index.ts");
    const environment = environmentWith(args);
    const { settings } = loadOrExplain(environment.configPath, app.openLog(environment));
    const words = [...(args.test === undefined ? [] : [args.test]), ...args._];
    if (words.length === 0) {
      process.stdout.write(`${routeTreeText(settings)}\n`);
      return;
    }
    const tried = tryLabels(settings, labelsAsked(words), momentOf(args.at));
    const text = args.json
      ? `${JSON.stringify(plainTried(tried), null, 2)}\n`
      : routesText(tried, settings);
    process.stdout.write(text);
  },
});

function momentOf(text: string | undefined): number {
  if (text === undefined) return Date.now();
  const at = Date.parse(text);
  if (!Number.isNaN(at)) return at;
  throw new OperatorError(
    `"routes --at" takes a moment such as 2026-12-24T23:00+01:00, not "${text}".`,
  );
}
