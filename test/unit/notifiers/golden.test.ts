import { describe, expect, it } from "vitest";
import { linesOf, noPaint } from "../../../src/notifiers/console/format.ts";
import { discordMessageOf, discordNewsOf } from "../../../src/notifiers/discord/format.ts";
import { mailOf } from "../../../src/notifiers/email/format.ts";
import { closingNote, opsgenieAlertOf } from "../../../src/notifiers/opsgenie/format.ts";
import { eventOf } from "../../../src/notifiers/pagerduty/format.ts";
import { altOf } from "../../../src/notifiers/picture.ts";
import { attachmentOf, replyOf } from "../../../src/notifiers/slack/format.ts";
import { teamsMessageOf } from "../../../src/notifiers/teams/format.ts";
import { payloadOf } from "../../../src/notifiers/webhook/format.ts";
import { SAMPLES } from "../../contract/notifiers/samples.ts";

const SITE = "https://budget.acme.io/";
const GOLDEN = "../../golden/messages";
const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

// To accept a change of layout: npx vitest run --project unit test/unit/notifiers/golden.test.ts -u, then read the diff.
describe.each(Object.entries(SAMPLES))("the message %s", (name, sample) => {
  it("looks as agreed in Slack", async () => {
    const options = { publicUrl: SITE, buttons: true };
    const slack = { attachment: attachmentOf(sample, options), reply: replyOf(sample) };
    await expect(json(slack)).toMatchFileSnapshot(`${GOLDEN}/slack/${name}.json`);
  });

  it("looks as agreed as a mail", async () => {
    const picture = sample.chart ? { alt: altOf(sample.chart) } : null;
    const { subject, html, text } = mailOf(sample, SITE, undefined, picture);
    await expect(html).toMatchFileSnapshot(`${GOLDEN}/email/${name}.html`);
    await expect(`Subject: ${subject}\n\n${text}`).toMatchFileSnapshot(
      `${GOLDEN}/email/${name}.txt`,
    );
  });

  it("looks as agreed to a webhook", async () => {
    const payload = payloadOf(sample, { maxAlerts: 0, publicUrl: SITE });
    await expect(json(payload)).toMatchFileSnapshot(`${GOLDEN}/webhook/${name}.json`);
  });

  it("looks as agreed in PagerDuty", async () => {
    const event = eventOf("oncall/pagerduty/0", sample, SITE);
    await expect(json(event)).toMatchFileSnapshot(`${GOLDEN}/pagerduty/${name}.json`);
  });

  it("looks as agreed in Opsgenie", async () => {
    const alert = opsgenieAlertOf("oncall/opsgenie/0", sample, SITE);
    const told = sample.status === "resolved" ? { close: closingNote(sample) } : { alert };
    await expect(json(told)).toMatchFileSnapshot(`${GOLDEN}/opsgenie/${name}.json`);
  });

  it("looks as agreed in Microsoft Teams", async () => {
    const card = teamsMessageOf(sample, { publicUrl: SITE });
    await expect(json(card)).toMatchFileSnapshot(`${GOLDEN}/teams/${name}.json`);
  });

  it("looks as agreed in Discord", async () => {
    const options = { publicUrl: SITE };
    const told = { message: discordMessageOf(sample, options), news: discordNewsOf(sample) };
    await expect(json(told)).toMatchFileSnapshot(`${GOLDEN}/discord/${name}.json`);
  });

  it("looks as agreed on a console", async () => {
    await expect(linesOf(sample, noPaint)).toMatchFileSnapshot(`${GOLDEN}/console/${name}.txt`);
  });
});
