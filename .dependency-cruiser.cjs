/** Who may import whom. Read each line as "folder: may import". Own folder is always allowed. */
const MAY_IMPORT = {
  core: [],
  neo: ["core"],
  ledger: ["core"],
  templates: ["core"],
  notifiers: ["core", "templates"],
  web: ["core"],
  telemetry: ["core"],
  flow: ["core"],
  config: ["core", "notifiers", "templates"],
  jobs: ["core", "flow", "ledger"],
  simulator: ["core", "neo"],
  rehearsal: ["core", "flow", "config", "notifiers"],
  cli: ["core", "config", "simulator", "rehearsal", "app"],
};
const any = (names) =>
  names.map((n) => (n.endsWith(".ts") ? `^src/${n.replace(".", "\\.")}$` : `^src/${n}/`)).join("|");
const layers = Object.entries(MAY_IMPORT).map(([from, to]) => ({
  name: `${from}-may-import-${to.map((t) => t.replace(".ts", "")).join("-") || "nothing"}`,
  severity: "error",
  from: { path: `^src/${from}/` },
  to: { path: "^src/", pathNot: any([from, ...to]) },
}));
const onlyIn = (pkg, folders) => ({
  name: `${pkg}-only-in-${folders.join("-")}`,
  severity: "error",
  from: { path: "^src/", pathNot: any(folders) },
  to: { path: `node_modules/${pkg}(/|$)` },
});
module.exports = {
  forbidden: [
    ...layers,
    {
      name: "core-is-pure",
      severity: "error",
      comment: "no node: modules in core, and no package but the date library",
      from: { path: "^src/core/" },
      to: { pathNot: ["^src/core/", "node_modules/temporal-polyfill/"] },
    },
    {
      name: "through-the-face",
      severity: "error",
      comment: "from outside a folder import only its index.ts",
      from: { path: "^src/([^/]+)/" },
      to: {
        path: "^src/[^/]+/",
        pathNot: [
          "^src/$1/",
          "^src/[^/]+/index\\.ts$",
          "^src/core/[^/]+/index\\.ts$",
          "^src/core/[^/]+\\.ts$",
        ],
      },
    },
    {
      name: "notifiers-do-not-know-each-other",
      severity: "error",
      from: { path: "^src/notifiers/([^/]+)/" },
      to: { path: "^src/notifiers/[^/]+/", pathNot: "^src/notifiers/$1/" },
    },
    ...Object.entries({
      bullmq: ["jobs"],
      ioredis: ["jobs"],
      "@slack": ["notifiers"],
      nodemailer: ["notifiers"],
      liquidjs: ["templates"],
      pg: ["ledger"],
      "@electric-sql/pglite": ["ledger"],
      hono: ["web", "simulator"],
      "@hono/node-server": ["web", "simulator"],
      yaml: ["config"],
      re2js: ["config"],
      "fastest-levenshtein": ["config"],
      zod: ["config", "notifiers", "neo", "web"],
      "p-retry": ["neo"],
      "prom-client": ["telemetry"],
      pino: ["telemetry"],
      "pino-pretty": ["telemetry"],
      "temporal-polyfill": ["core"],
      "smtp-server": ["simulator"],
      mailparser: ["simulator"],
      citty: ["cli"],
      "cli-table3": ["cli"],
      "simple-ascii-chart": ["cli"],
      diff: ["rehearsal"],
      "cli-progress": ["cli"],
      echarts: ["charts"],
      "@resvg/resvg-wasm": ["charts"],
      "@expo-google-fonts/inter": ["charts"],
    }).map(([pkg, folders]) => onlyIn(pkg, folders)),
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
  ],
  options: {
    tsConfig: { fileName: require.resolve("./tsconfig.json") },
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
    },
  },
};
