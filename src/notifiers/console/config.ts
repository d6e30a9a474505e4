import { z } from "zod";
import { templatesConfig } from "../templates-config.ts";

/** consoleConfig is a console integration: messages are printed by the daemon itself. */
export const consoleConfig = z
  .strictObject({
    color: z
      .enum(["auto", "always", "never"])
      .default("auto")
      .describe("Colours: `auto` uses them on a terminal only."),
    templates: templatesConfig.optional(),
    send_resolved: z.boolean().default(true).describe("Whether to tell when alerts are over."),
  })
  .describe("The daemon's standard output.");

export type ConsoleConfig = z.output<typeof consoleConfig>;
