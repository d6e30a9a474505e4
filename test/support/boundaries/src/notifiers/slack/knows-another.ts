export * from "../email/send.ts";
