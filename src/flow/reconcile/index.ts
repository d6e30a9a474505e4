export { reconcile } from "./reconcile.ts";
export { Reconciler } from "./reconciler.ts";
export { counted, RequestPace } from "./request-pace.ts";
