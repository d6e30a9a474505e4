import { exampleMessages } from "../../../src/core/examples/index.ts";
import { type Message, type TemplateData, templateData } from "../../../src/core/message/index.ts";
import { NOW } from "../../contract/notifiers/sample-alerts.ts";

/** MESSAGES are the examples, one for each kind of alert as it fires and as it ends, and one of them all. */
export const MESSAGES: readonly Message[] = exampleMessages({
  ...{ account: "acme", now: NOW, receiver: "budget-channel" },
  ...{ timezone: "Europe/Berlin", usdPerCredit: 10 },
});

/** DATA is what templates see of the examples. */
export const DATA: readonly TemplateData[] = MESSAGES.map((message) =>
  templateData(message, "https://budget.acme.io/"),
);

/** BUDGET is the data of a budget alert. */
export const BUDGET = DATA[0] as TemplateData;
