import { afterEach, describe, expect, it, vi } from "vitest";
import type { Chart } from "../../../src/core/charts/index.ts";
import type { RemoteRef } from "../../../src/core/ports/index.ts";
import type { SlackFaults } from "../../../src/simulator/slack/index.ts";
import { mailBench, slackBench } from "./benches.ts";
import { context } from "./notifier.case.ts";
import { message, SAMPLES } from "./samples.ts";

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});
const PNG = Buffer.from("89504e470d0a1a0a", "hex");
const draw = () => vi.fn(async (_chart: Chart): Promise<Uint8Array> => PNG);
const told = SAMPLES["explained"] ?? message();

async function inSlack(
  parts: {
    faults?: SlackFaults;
    config?: object;
    scopes?: string[];
    drawn?: ReturnType<typeof draw>;
  } = {},
) {
  const { faults = [], config = {}, scopes, drawn = draw() } = parts;
  const options = { faults, ...(scopes && { scopes }) };
  const bench = await slackBench([], options, config, { draw: drawn });
  open.push(bench);
  return { ...bench, drawn };
}
interface Shown {
  readonly type: string;
  readonly slack_file?: { readonly id: string };
  readonly alt_text?: string;
}
function blocksOf(posted: { attachments: readonly unknown[] } | undefined): readonly Shown[] {
  const [attachment] = posted?.attachments ?? [];
  return (attachment as { blocks: readonly Shown[] }).blocks;
}
const pictures = (posted: Parameters<typeof blocksOf>[0]) =>
  blocksOf(posted).filter(({ type }) => type === "image");

describe("a chart in Slack", () => {
  it("is put into the message that was posted, below its sentence, with its words", async () => {
    const { slack, notifier, drawn } = await inSlack();
    await notifier.send(told, context());
    expect(drawn).toHaveBeenCalledExactlyOnceWith(told.chart);
    const [posted] = slack.messages();
    const [picture] = pictures(posted);
    expect(blocksOf(posted)[2]).toBe(picture);
    expect(picture?.alt_text).toMatch(
      /^Chart: Neo credits of dana@acme.io this month: 41.20 credits of 50/,
    );
    expect(slack.file(picture?.slack_file?.id ?? "")).toEqual(PNG);
  });

  it("comes after its alert, which waits for nothing", async () => {
    const { slack, notifier } = await inSlack();
    await notifier.send(told, context());
    expect(slack.calls().map(({ method }) => method)).toEqual([
      ...["chat.postMessage", "files.getUploadURLExternal", "files.completeUploadExternal"],
      "chat.update",
    ]);
  });

  it("is drawn anew when an incident goes on, in its first message", async () => {
    const { slack, notifier, drawn } = await inSlack();
    const { ref } = await notifier.send(told, context());
    await notifier.send(
      { ...told, notice: "repeat", key: "k2" },
      context({ thread: ref as RemoteRef }),
    );
    expect(drawn).toHaveBeenCalledTimes(2);
    expect(pictures(slack.messages()[0])).toHaveLength(1);
    expect(slack.messages()[0]?.edits).toBe(3);
  });

  it("is shown as soon as Slack has it ready", async () => {
    let refused = 0;
    const { slack, notifier } = await inSlack({
      faults: ({ method }) =>
        method === "chat.update" && refused++ === 0 ? { error: "invalid_blocks" } : "ok",
    });
    await notifier.send(told, context());
    expect(pictures(slack.messages()[0])).toHaveLength(1);
  });

  it.each([
    ["the scope is missing", { scopes: ["chat:write"] }, /files:write/],
    [
      "Slack limits uploads",
      {
        faults: ({ method }: { method: string }) =>
          method.startsWith("files.") ? ({ ratelimited: 30 } as const) : ("ok" as const),
      },
      /the alerts themselves are told/,
    ],
    [
      "it cannot be drawn",
      { drawn: vi.fn(async () => Promise.reject(new Error("out of ink"))) as never },
      /could not be drawn/,
    ],
  ])("is left out and said once in the log where %s; the alert is told", async (_, parts, said) => {
    const { slack, notifier, log } = await inSlack(parts);
    const sent = await notifier.send(told, context());
    expect(sent.found).toBe(false);
    expect(pictures(slack.messages()[0])).toEqual([]);
    expect(log.lines.filter(({ level }) => level === "warn")).toHaveLength(1);
    expect(log.lines.at(-1)?.message).toMatch(said);
  });

  it("is not drawn where charts are off, nor for a message without one", async () => {
    const off = await inSlack({ config: { charts: false } });
    await off.notifier.send(told, context());
    const without = await inSlack();
    await without.notifier.send(message(), context());
    expect(off.drawn).not.toHaveBeenCalled();
    expect(without.drawn).not.toHaveBeenCalled();
  });
});

describe("a chart in a mail", () => {
  async function byMail(config: object, drawn: ReturnType<typeof draw>) {
    const bench = await mailBench([], {}, config, { draw: drawn });
    open.push(bench);
    await bench.notifier.send(told, context());
    return { mail: bench.mail.mails()[0], log: bench.log };
  }

  it("is carried by the mail itself and shown with words for those who do not see it", async () => {
    const { mail } = await byMail({}, draw());
    expect(mail?.html).toContain(`src="data:image/png;base64,${PNG.toString("base64")}"`);
    expect(mail?.html).toContain('alt="Chart: Neo credits of dana@acme.io this month:');
    expect(mail?.raw).toContain("Content-ID: <chart@neo-budgetd>");
    expect(mail?.raw).toContain("Content-Disposition: inline");
  });

  it.each([
    ["charts are off", { charts: false }, draw()],
    ["it cannot be drawn", {}, vi.fn(async () => Promise.reject(new Error("out of ink"))) as never],
  ])("is left out where %s; the mail goes", async (_, config, drawn) => {
    const { mail } = await byMail(config, drawn);
    expect(mail?.html).toContain("41.20 of 50 credits");
    expect(mail?.html).not.toContain("<img");
  });
});
