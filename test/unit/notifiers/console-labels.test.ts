import { expect, it } from "vitest";
import { linesOf, noPaint } from "../../../src/notifiers/console/format.ts";
import { budgetAlert, credits } from "../../contract/notifiers/sample-alerts.ts";
import { message } from "../../contract/notifiers/samples.ts";

it("keeps every label of a console's message apart from what it says, and lists parts below their title", () => {
  const tasks = [{ id: "t1", title: "Nightly recon", value: credits(4), streams: 3 }];
  const alert = budgetAlert({
    metric: { name: "spend" },
    runbook: "https://runbooks.acme.io",
    contributors: { tasks, models: [], members: [] },
  });
  const lines = linesOf(message({ firing: [alert] }), noPaint);
  expect(lines).toMatch(/\n {4}Top tasks\n {6}Nightly recon: 4\.00 credits/);
  expect(lines).toMatch(/ {4}Runbook {2}https:/);
});
