export { type Auth, type AuthParts, createAuth } from "./auth.ts";
export type { Gate } from "./gate.ts";
export { login } from "./login.ts";
export { onlyReaders } from "./only-readers.ts";
export { actorOf, needs, onlyVisitors, type Visited } from "./only-visitors.ts";
