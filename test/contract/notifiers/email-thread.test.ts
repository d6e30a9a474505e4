import { afterEach, describe, expect, it } from "vitest";
import { DeliveryError } from "../../../src/core/errors.ts";
import { mailBench } from "./benches.ts";
import { context, failureOf } from "./notifier.case.ts";
import { hostile, message, SAMPLES } from "./samples.ts";

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

async function bench(...args: Parameters<typeof mailBench>) {
  const started = await mailBench(...args);
  open.push(started);
  return started;
}

const sample = (name: keyof typeof SAMPLES) => SAMPLES[name] ?? message();

describe("an incident by e-mail", () => {
  it("threads later mails on the first", async () => {
    const { mail, notifier } = await bench();
    const { ref } = await notifier.send(sample("first"), context());
    const sent = await notifier.send(sample("step-up"), context({ thread: ref }));
    await notifier.send(sample("resolved"), context({ thread: sent.ref }));
    const [first, second, third] = mail.mails();
    expect(first).toMatchObject({ inReplyTo: null, references: [] });
    expect(second).toMatchObject({ inReplyTo: first?.messageId, references: [first?.messageId] });
    expect(third).toMatchObject({ inReplyTo: first?.messageId, references: [first?.messageId] });
  });

  it("answers the first subject all along, so that every mail program keeps the incident together", async () => {
    const { mail, notifier } = await bench();
    const { ref } = await notifier.send(sample("first"), context());
    const sent = await notifier.send(sample("step-up"), context({ thread: ref }));
    await notifier.send(sample("resolved"), context({ thread: sent.ref }));
    const first = "[warning] dana@acme.io spent 41.20 of 50 credits (82 %) this month";
    const subjects = mail.mails().map(({ subject }) => subject);
    expect(subjects).toEqual([first, `Re: ${first}`, `Re: ${first}`]);
  });

  it("begins body and preview with how things are now", async () => {
    const { mail, notifier } = await bench();
    const { ref } = await notifier.send(sample("first"), context());
    await notifier.send(sample("resolved"), context({ thread: ref }));
    const now = "Resolved: 2 alerts (2 × member-month): dana@acme.io, kim@acme.io";
    expect(mail.mails()[1]?.text.startsWith(now)).toBe(true);
    expect(mail.mails()[1]?.html).toContain(`overflow:hidden;">${now}</div>`);
  });

  it("goes on with a thread that was begun without its subject, and keeps tests out of threads", async () => {
    const { mail, notifier } = await bench();
    const thread = { messageId: "<a@acme.io>" };
    await notifier.send(sample("first"), context({ thread }));
    await notifier.send(sample("test"), context({ thread }));
    expect(mail.mails()).toMatchObject([
      { subject: expect.stringMatching(/^Re: \[warning\] dana/), inReplyTo: "<a@acme.io>" },
      { subject: "[test] Test message", inReplyTo: null },
    ]);
  });

  it("has HTML and text, and asks machines not to answer", async () => {
    const { mail, notifier } = await bench();
    await notifier.send(sample("first"), context());
    const [got] = mail.mails();
    expect(got?.html).toContain("41.20 credits ($412.00), 82 %");
    expect(got?.text).toContain("41.20 credits ($412.00), 82 %");
    expect(got?.text).toContain(
      "Numbers: complete to 14:04, 0 gaps, final to 7 Mar 2026 14:05 (Europe/Berlin)",
    );
    expect(got?.raw).toContain("Auto-Submitted: auto-generated");
  });

  it("sends a lost mail again under the same Message-ID, so that the inbox shows it once", async () => {
    const { mail, notifier } = await bench(["accept-then-reset"]);
    await failureOf(notifier.send(sample("first"), context()));
    await notifier.send(sample("first"), context({ unsure: true }));
    expect(mail.mails()).toHaveLength(1);
    expect(mail.folded()).toBe(1);
  });

  it("gives each message a Message-ID of its own", async () => {
    const { mail, notifier } = await bench();
    await notifier.send(message({ key: "a" }), context());
    await notifier.send(message({ key: "b" }), context());
    expect(mail.mails()).toHaveLength(2);
  });

  it("lets no text from data into the headers", async () => {
    const { mail, notifier } = await bench([], {}, { cc: ["boss@acme.io"] });
    await notifier.send(
      { ...hostile(), title: "x\r\nBcc: evil@example.com\r\n\r\nbody" },
      context(),
    );
    const [got] = mail.mails();
    const [headers = ""] = got?.raw.split("\r\n\r\n") ?? [];
    expect(headers).not.toMatch(/^(bcc|x-evil):/im);
    expect(got?.to).toEqual(["finance@acme.io"]);
    expect(got?.cc).toEqual(["boss@acme.io"]);
  });

  it("lets no text from data become markup", async () => {
    const { mail, notifier } = await bench();
    await notifier.send(hostile(), context());
    const markup = mail.mails()[0]?.html ?? "";
    expect(markup).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
    expect(markup).not.toMatch(/<script|<img|javascript:/i);
  });

  it("tells of recipients that were refused while others have the mail", async () => {
    const unknown = ["gone@acme.io"];
    const { mail, notifier, log } = await bench(
      [],
      { unknown },
      { to: ["finance@acme.io", ...unknown] },
    );
    const sent = await notifier.send(sample("first"), context());
    expect(sent.ref).not.toBeNull();
    expect(mail.mails()).toHaveLength(1);
    expect(log.lines).toMatchObject([{ level: "warn", fields: { addresses: unknown } }]);
  });

  it("says where the password is when the login is refused, and does not show it", async () => {
    const { notifier } = await bench([], { password: "another" });
    const error = await failureOf(notifier.send(sample("first"), context()));
    expect(error).toBeInstanceOf(DeliveryError);
    expect(error).toMatchObject({ reason: "unauthorized", retryable: false });
    expect(error.message).toContain("smtp.url");
  });
});
