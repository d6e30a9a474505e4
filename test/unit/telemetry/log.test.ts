import { describe, expect, it } from "vitest";
import { DeliveryError, OperatorError } from "../../../src/core/errors.ts";
import { Secret } from "../../../src/core/secret.ts";
import { createLog, type LogFormat } from "../../../src/telemetry/index.ts";

function logOf(format: LogFormat, isTTY = false) {
  const lines: string[] = [];
  const destination = { write: (line: string) => void lines.push(line), isTTY };
  return { lines, log: createLog({ level: "debug", format, destination }) };
}

/** Each hides the word hunter2 in a way that it really reaches a log. */
const LEAKS: [string, string, Record<string, unknown>?][] = [
  ["a Secret", "x", { value: new Secret("hunter2") }],
  ["a Secret in a list of objects", "x", { keys: [{ value: new Secret("hunter2") }] }],
  ["a field with a telling name", "x", { config: { api_key: "hunter2" } }],
  ["a header", "x", { headers: { Authorization: "hunter2", "x-api-key": "hunter2" } }],
  ["an object under a telling name", "x", { credential: { value: "hunter2" } }],
  ["a URL with a password in the message", "cannot reach redis://budget:hunter2@db:6379"],
  ["a URL in a field", "x", { url: "postgres://u:hunter2@db/neo" }],
  ["a URL in an error", "x", { error: new Error("connect smtp://u:hunter2@mail failed") }],
  [
    "the cause of an error",
    "x",
    { error: new Error("a", { cause: new Error("Bearer hunter2hunter2") }) },
  ],
  ["an error's own field", "x", { error: Object.assign(new Error("a"), { token: "hunter2" }) }],
  ["a header that an error quotes", "sent 'X-Api-Key: hunter2' and got 401"],
  ["a query parameter", "GET /usage?api_key=hunter2&page=2"],
  ["a Slack token", "Slack refused xoxb-1-hunter2"],
  ["a Slack webhook", "POST https://hooks.slack.com/services/T0/B0/hunter2 failed"],
  ["a Map", "x", { map: new Map([["password", "hunter2"]]) }],
];

describe.each(["json", "pretty"] as const)("a log line as %s", (format) => {
  it.each(LEAKS)("never shows a secret: %s", (_what, message, fields) => {
    const { lines, log } = logOf(format);
    log.info(message, fields);
    expect(lines.join("")).not.toContain("hunter2");
    expect(lines.join("")).toContain("***");
  });

  it("ends with one line break and holds the message, the fields and the level", () => {
    const { lines, log } = logOf(format);
    log.warn("The poll was late", { account: "acme", rows: 12 });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/\n$/);
    for (const part of [/warn/i, /The poll was late/, /acme/, /12/]) expect(lines[0]).toMatch(part);
  });

  it("survives a field that contains itself", () => {
    const { lines, log } = logOf(format);
    const loop: Record<string, unknown> = { name: "acme" };
    loop["self"] = loop;
    log.info("looped", { loop });
    expect(lines[0]).toContain("acme");
  });
});

describe("a JSON line", () => {
  const parsed = (lines: string[]) => JSON.parse(String(lines[0])) as Record<string, unknown>;

  it("has an ISO time and the level by name", () => {
    const { lines, log } = logOf("json");
    log.info("started");
    expect(parsed(lines)).toEqual({
      level: "info",
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      msg: "started",
    });
  });

  it("tells an error with its chain of causes, and the place of a surprise only", () => {
    const { lines, log } = logOf("json");
    const cause = new TypeError("surprise");
    log.error("failed", {
      error: new DeliveryError("timeout", "late", { retryable: true, cause }),
    });
    expect(parsed(lines)["error"]).toEqual({
      type: "DeliveryError",
      message: "late",
      reason: "timeout",
      retryable: true,
      unsure: false,
      cause: {
        type: "TypeError",
        message: "surprise",
        stack: expect.stringContaining("log.test.ts"),
      },
    });
  });

  it("does not let a field replace its own time, level or message", () => {
    const { lines, log } = logOf("json");
    log.info("mine", { msg: "theirs", level: "fatal", time: 0 });
    expect(parsed(lines)).toMatchObject({ msg: "mine", level: "info", msg_: "theirs" });
  });
});

describe("a readable line", () => {
  it("begins with the time in its zone and aligns the messages", () => {
    const { lines, log } = logOf("pretty");
    log.info("one", { account: "acme corp" });
    log.error("two");
    expect(lines[0]).toMatch(/^\[\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} [+-]\d{4}\] INFO: {2}one/);
    expect(lines[0]).toContain('account="acme corp"');
    expect(lines[1]?.indexOf("two")).toBe(lines[0]?.indexOf("one"));
  });

  it("shows what an error knows beside its message", () => {
    const { lines, log } = logOf("pretty");
    log.warn("failed", { error: new DeliveryError("timeout", "late", { retryable: true }) });
    expect(lines[0]).toContain("DeliveryError: late  retryable=true reason=timeout unsure=false");
  });

  it("lets no name from elsewhere steer the terminal", () => {
    const { lines, log } = logOf("pretty");
    log.info("title \u001b[2J", { title: "\u001b]0;pwned\u0007" });
    for (const steering of ["\u001b", "\u0007"]) expect(lines[0]).not.toContain(steering);
  });

  it("shows an error's causes below it", () => {
    const { lines, log } = logOf("pretty");
    log.error("failed", { error: new OperatorError("bad", { cause: new OperatorError("worse") }) });
    expect(lines[0]).toMatch(
      /failed\n {4}OperatorError: bad\n {4}because of OperatorError: worse\n$/,
    );
  });
});

describe("createLog", () => {
  it.each([
    ["auto", true, false],
    ["auto", false, true],
    ["json", true, true],
    ["pretty", false, false],
  ] as const)("as %s, with a terminal: %s, writes JSON: %s", (format, isTTY, isJson) => {
    const { lines, log } = logOf(format, isTTY);
    log.info("hello");
    expect(String(lines[0]).startsWith("{")).toBe(isJson);
  });

  it("leaves out what is below its level", () => {
    const lines: string[] = [];
    const log = createLog({
      level: "warn",
      format: "json",
      destination: { write: (line) => void lines.push(line) },
    });
    log.info("quiet");
    log.warn("loud");
    expect(lines).toHaveLength(1);
  });
});
