import { z } from "zod";
import { leaf, Mistake } from "../values/leaf.ts";
import { patterns } from "../values/pattern.ts";
import { quantity } from "../values/quantity.ts";

const FORMS =
  "A text, a glob such as *@red.acme.io, a /regular expression/ (RE2; /…/i for any case), or a list of them.";

/** whereSchema selects the streams that a rule looks at. */
export const whereSchema = z
  .strictObject({
    status: patterns().optional().describe(`End state. ${FORMS}`),
    model: patterns().optional().describe(`Model. ${FORMS}`),
    member: patterns({ ignoreCase: true })
      .optional()
      .describe(`E-mail address of the member, upper and lower case alike. ${FORMS}`),
    group: patterns().optional().describe(`Cost centre, from \`groups\`. ${FORMS}`),
    byok: patterns()
      .optional()
      .describe("true for streams on the member's own key, false for platform credits."),
    tool: patterns().optional().describe(`A tool that the stream called. ${FORMS}`),
    agent: patterns().optional().describe(`An agent that the stream triggered. ${FORMS}`),
    task: patterns().optional().describe(`Id of the task. ${FORMS}`),
    title: patterns().optional().describe(`Title of the task. ${FORMS}`),
    error: patterns().optional().describe(`Error message of the stream. ${FORMS}`),
    cost_above: quantity
      .optional()
      .describe("Only streams that cost more than this, such as 5 credits or $50."),
  })
  .describe("Which streams count: all clauses must hold, any one value of each.");

export type WhereInput = z.output<typeof whereSchema>;

/** RESERVED_LABELS are set by the daemon on every alert. */
export const RESERVED_LABELS = ["account", "rule", "kind", "severity", "step", "period"] as const;

const LABEL = /^[A-Za-z_]\w*$/;

const labelValue = leaf({ type: ["string", "number", "boolean"] }, (value) =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? String(value)
    : new Mistake("must be a text"),
);

/** labelsSchema is a mapping of label names to values. */
export const labelsSchema = z
  .record(z.string(), labelValue)
  .meta({ propertyNames: { pattern: LABEL.source } });

/** isLabelName tells whether a text can name a label. */
export function isLabelName(name: string): boolean {
  return LABEL.test(name);
}
