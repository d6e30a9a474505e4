import fc from "fast-check";
import type { Alert } from "../../../src/core/alerts/index.ts";
import type { Message } from "../../../src/core/message/index.ts";
import {
  blockedRun,
  budgetAlert,
  errorRate,
  noAccess,
  resolvedOf,
  spike,
} from "../../contract/notifiers/sample-alerts.ts";
import { HOSTILE, message } from "../../contract/notifiers/samples.ts";

/** anyText is any text that data may hold: all of Unicode with halves of pairs, hostile pieces, very long ones. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.string({ unit: "grapheme-composite", maxLength: 40 }),
  fc
    .array(fc.constantFrom(...HOSTILE.split(" "), "\ud83d", "&", "<", "👩‍👩‍👧‍👦", "é́́́"), {
      maxLength: 40,
    })
    .map((parts) => parts.join(" ")),
  fc
    .tuple(
      fc.constantFrom("&", "<!channel>", "a", "👍🏽", "ש", "\n", "*_~`"),
      fc.integer({ min: 1, max: 12_000 }),
    )
    .map(([piece, length]) => piece.repeat(Math.ceil(length / piece.length))),
);

const anyAlert: fc.Arbitrary<Alert> = fc
  .record({
    base: fc.constantFrom(budgetAlert(), errorRate, spike, blockedRun, noAccess),
    id: fc.uuid(),
    texts: fc.array(anyText, { minLength: 8, maxLength: 8 }),
    value: fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }),
    over: fc.boolean(),
  })
  .map(
    ({
      base,
      id,
      texts: [
        member = "",
        title = "",
        note = "",
        link = "",
        error = "",
        model = "",
        advice = "",
        rule = "",
      ],
      value,
      over,
    }) => {
      const parts = Array.from({ length: 15 }, () => ({ id: model, title, value, streams: 3 }));
      const alert: Alert = {
        ...base,
        id,
        ref: { ...base.ref, group: { member, model }, rule },
        value,
        summary: note,
        description: note,
        runbook: `https://wiki.example/${link}`,
        contributors: { tasks: parts, models: parts, members: parts },
        ...(base.stream && {
          stream: { ...base.stream, taskTitle: title, member, model, errorMessage: error },
        }),
        ...(base.advice !== undefined && { advice }),
      };
      return over ? resolvedOf(alert) : alert;
    },
  );

/** anyMessage is a message of up to 60 alerts whose texts are anything. */
export const anyMessage: fc.Arbitrary<Message> = fc
  .record({
    alerts: fc.array(anyAlert, { maxLength: 60 }),
    title: anyText,
    account: anyText,
    notice: fc.constantFrom("first", "digest", "some_resolved", "repeat", "test" as const),
  })
  .map(({ alerts, title, account, notice }) =>
    message({
      firing: alerts.filter(({ status }) => status === "firing"),
      resolved: alerts.filter(({ status }) => status === "resolved"),
      title: title || "untitled",
      notice,
      coverage: Array.from({ length: 5 }, () => ({
        account,
        completeTo: null,
        gaps: 2,
        settledTo: null,
      })),
    }),
  );
