export { reportAccounts } from "./report-accounts.ts";
export { statedOf } from "./stated.ts";
