import { z } from "zod";
import type { MatcherText } from "../../core/quiet/index.ts";

/** SilenceAsked is a silence that a client of Alertmanager asks for; moments in ms since the epoch. */
export interface SilenceAsked {
  readonly id?: string;
  readonly matchers: readonly MatcherText[];
  readonly startsAt: number;
  readonly endsAt: number;
  readonly author: string;
  readonly comment: string;
}

const moment = z.string().transform((text, context) => {
  const at = Date.parse(text);
  if (!Number.isNaN(at)) return at;
  context.addIssue({ code: "custom", message: "is no moment such as 2026-12-24T08:00:00Z" });
  return z.NEVER;
});

const body = z.object({
  id: z.string().optional(),
  matchers: z
    .array(
      z.object({
        name: z.string(),
        value: z.string(),
        isRegex: z.boolean(),
        // Clients from before 0.22 know no `!=`.
        isEqual: z.boolean().default(true),
      }),
    )
    .min(1, "names no matcher"),
  startsAt: moment,
  endsAt: moment,
  createdBy: z.string(),
  comment: z.string(),
});

/** readSilence reads Alertmanager's `postableSilence`, or says in a sentence what is wrong with it. */
export function readSilence(value: unknown): SilenceAsked | string {
  const read = body.safeParse(value);
  if (!read.success) {
    const [issue] = read.error.issues;
    return `${issue?.path.join(".") || "The silence"}: ${issue?.message ?? "is not valid"}`;
  }
  const { id, matchers, startsAt, endsAt, createdBy, comment } = read.data;
  return {
    ...(id ? { id } : {}),
    matchers: matchers.map(({ name, value: wanted, isRegex, isEqual }): MatcherText => {
      const operator = isRegex ? (isEqual ? "=~" : "!~") : isEqual ? "=" : "!=";
      // Alertmanager's clients know an alert by its `alertname`, which is the rule.
      return { label: name === "alertname" ? "rule" : name, operator, value: wanted };
    }),
    ...{ startsAt, endsAt, author: createdBy, comment },
  };
}
