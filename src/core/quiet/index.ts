export * from "./acknowledgement.ts";
export * from "./inhibit-rule.ts";
export * from "./silence.ts";
export * from "./suppression.ts";
