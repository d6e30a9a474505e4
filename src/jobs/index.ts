export {
  createJobs,
  type Jobs,
  type JobsParts,
  type QueueConnection,
  type QueueCounts,
} from "./jobs.ts";
export { QUEUES, type QueueName, type Schedule, type ScheduledAccount } from "./schedule.ts";
export { QUEUE_SCHEMA } from "./transport/database.ts";
export type { JobVerbs } from "./verbs.ts";
