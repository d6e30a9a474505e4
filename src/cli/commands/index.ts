/** COMMANDS are the program's commands, each loaded only when it is run: `--help` must not open a database driver. */
export const COMMANDS = {
  start: () => import("./start.ts").then((module) => module.start),
  demo: () => import("./demo.ts").then((module) => module.demo),
  check: () => import("./check.ts").then((module) => module.check),
  test: () => import("./test.ts").then((module) => module.test),
  backtest: () => import("./backtest.ts").then((module) => module.backtest),
  collect: () => import("./collect.ts").then((module) => module.collect),
  explain: () => import("./explain.ts").then((module) => module.explain),
  report: () => import("./report.ts").then((module) => module.report),
  routes: () => import("./routes.ts").then((module) => module.routes),
  schema: () => import("./schema.ts").then((module) => module.schema),
  simulate: () => import("./simulate.ts").then((module) => module.simulate),
  token: () => import("./token.ts").then((module) => module.token),
  "send-test": () => import("./send-test.ts").then((module) => module.sendTest),
};
