export { EXAMPLES, type ExampleName, exampleAlert } from "./example-alerts.ts";
export { exampleMessage, exampleMessages } from "./example-message.ts";
