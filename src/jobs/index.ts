export { createJobs, type Jobs, type JobsParts, type QueueConnection } from "./jobs.ts";
export { QUEUE_SCHEMA } from "./transport/database.ts";
export type { JobVerbs } from "./verbs.ts";
