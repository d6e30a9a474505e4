import { describe, expect, it } from "vitest";
import { z } from "zod";
import { OperatorError } from "../../../src/core/errors.ts";
import { Secret } from "../../../src/core/secret.ts";
import {
  createNotifier,
  NOTIFIER_SCHEMAS,
  type NotifierName,
} from "../../../src/notifiers/index.ts";
import { memoryLog } from "../../support/log.ts";

const problems = (kind: NotifierName, config: unknown) =>
  NOTIFIER_SCHEMAS[kind]
    .safeParse(config)
    .error?.issues.map(({ path, message }) => `${path.join(".")}: ${message}`) ?? [];

describe("a notifier's configuration", () => {
  it.each<[NotifierName, object]>([
    ["slack", { token: "xoxb-1", channel: "#neo-budget" }],
    ["slack", { token: "xoxb-1", channel: "C0123456789", send_resolved: false }],
    ["slack", { url: "https://hooks.slack.com/services/T/B/x" }],
    ["email", { to: ["a@acme.io"], cc: ["b@acme.io"] }],
    ["webhook", { url: "https://example.com/hook", secret: "s", max_alerts: 10 }],
    ["console", {}],
  ])("of %s takes %j", (kind, config) => {
    expect(problems(kind, config)).toEqual([]);
  });

  it.each<[NotifierName, object, string]>([
    ["slack", {}, ": needs `token` and `channel`, or `url`"],
    ["slack", { token: "xoxb-1" }, ": needs `channel` beside `token`"],
    ["slack", { channel: "#a" }, ": needs `token` beside `channel`"],
    [
      "slack",
      { url: "https://x.example", channel: "#a" },
      ": give either `url` (incoming webhook) or `token` with `channel`, not both",
    ],
    ["slack", { url: "hooks.slack.com" }, "url: must be an http:// or https:// address"],
    [
      "slack",
      { token: "x", channel: "two words" },
      "channel: must be a channel such as #neo-budget or an id such as C0123456789",
    ],
    ["email", { to: [] }, "to: needs at least one address"],
    [
      "email",
      { to: ["a@acme.io\r\nBcc: b@acme.io"] },
      "to.0: must be an e-mail address such as finance@example.com, or owner",
    ],
    ["webhook", { url: "ftp://example.com" }, "url: must be an http:// or https:// address"],
    ["pagerduty", { routing_key: "" }, "routing_key: must not be empty"],
    [
      "opsgenie",
      { api_key: "k", base_url: "eu" },
      "base_url: must be an http:// or https:// address",
    ],
    ["teams", { url: "outlook" }, "url: must be an http:// or https:// address"],
    ["discord", { url: "discord" }, "url: must be an http:// or https:// address"],
    ["console", { colour: "auto" }, ': Unrecognized key: "colour"'],
  ])("of %s refuses %j", (kind, config, problem) => {
    expect(problems(kind, config)).toContain(problem);
  });

  it("tells of resolved alerts unless told not to", () => {
    expect(NOTIFIER_SCHEMAS.email.parse({ to: ["a@acme.io"] }).send_resolved).toBe(true);
  });

  it("wraps what is secret at once", () => {
    expect(NOTIFIER_SCHEMAS.slack.parse({ token: "xoxb-1", channel: "#a" }).token).toBeInstanceOf(
      Secret,
    );
    expect(NOTIFIER_SCHEMAS.webhook.parse({ url: "https://x.example/s" }).url).toBeInstanceOf(
      Secret,
    );
  });

  it.each(Object.entries(NOTIFIER_SCHEMAS))(
    "of %s can be described to an editor",
    (_kind, schema) => {
      const described = z.toJSONSchema(schema, { io: "input", target: "draft-7" });
      for (const property of Object.values(described.properties ?? {})) {
        expect(property).toHaveProperty("description");
      }
    },
  );
});

describe("createNotifier", () => {
  const deps = { smtp: null, log: memoryLog() };

  it("names the kinds it knows when asked for another", () => {
    const make = () => createNotifier({ id: "a/pager/0", kind: "pager", config: {} }, deps);
    expect(make).toThrow(OperatorError);
    expect(make).toThrow(
      "known are slack, slack_dm, email, pagerduty, opsgenie, teams, discord, webhook, console",
    );
  });

  it("asks for the smtp section when there is e-mail but no server", () => {
    const config = NOTIFIER_SCHEMAS.email.parse({ to: ["a@acme.io"] });
    const make = () => createNotifier({ id: "a/email/0", kind: "email", config }, deps);
    expect(make).toThrow("add an `smtp` section");
  });

  it("does not show an smtp address that cannot be read", () => {
    const config = NOTIFIER_SCHEMAS.email.parse({ to: ["a@acme.io"] });
    const smtp = { url: new Secret("user:password@host"), from: "a@acme.io" };
    const make = () =>
      createNotifier({ id: "a/email/0", kind: "email", config }, { ...deps, smtp });
    expect(make).toThrow(/^(?!.*password@host).*smtp\.url/);
  });
});
