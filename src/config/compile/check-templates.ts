import { exampleMessages } from "../../core/examples/index.ts";
import { type Message, type TemplateData, templateData } from "../../core/message/index.ts";
import { isJson } from "../../notifiers/index.ts";
import { lintTemplate, type TemplateProblem, type TemplateUse } from "../../templates/index.ts";
import { nearest } from "../problems/nearest.ts";
import { type Report, subject } from "../problems/report.ts";
import type { Integration, Settings } from "../settings.ts";
import type { Path } from "../source/tree.ts";
import { labelNamesOf } from "./label-names.ts";

/** Examples happen at a moment of no meaning: a Saturday afternoon in March 2026. */
const NOW = Date.UTC(2026, 2, 14, 13, 5);
const SITE = "https://budget.example.com/";

interface Written {
  readonly source: string;
  readonly use: TemplateUse;
  readonly path: Path;
}

/**
 * checkTemplates renders the templates of all receivers with an example of every kind of alert, and reports what is wrong with them. The
 * rest of the configuration must be right: its rules say which labels there are.
 */
export function checkTemplates(report: Report, settings: Settings): void {
  const all = settings.receivers.flatMap(({ integrations }, index) =>
    integrations.flatMap((one) => templatesIn(one.config, ["receivers", index, ...placeOf(one)])),
  );
  if (all.length === 0) return;
  const examples = examplesFor(settings);
  for (const { source, use, path } of all) {
    const problem = lintTemplate(source, use, examples);
    if (problem) report.error(path, sentence(problem, path));
  }
}

/** An integration's id ends in its kind and its number. */
function placeOf({ id, kind }: Integration): Path {
  return [kind, Number(id.slice(id.lastIndexOf("/") + 1))];
}

function examplesFor({ timezone, usdPerCredit, rules }: Settings): readonly TemplateData[] {
  const draft = { account: "example", receiver: "example", now: NOW, timezone, usdPerCredit };
  const labels = Object.fromEntries(labelNamesOf(rules).map((name) => [name, ""]));
  const labelled = (alerts: Message["firing"]) =>
    alerts.map((alert) => ({ ...alert, labels: { ...labels, ...alert.labels } }));
  return exampleMessages(draft).map((message) => {
    const { firing, resolved, groupLabels, commonLabels } = message;
    const all = {
      ...message,
      ...{ firing: labelled(firing), resolved: labelled(resolved) },
      groupLabels: { ...labels, ...groupLabels },
      commonLabels: { ...labels, ...commonLabels },
    };
    return templateData(all, SITE);
  });
}

function templatesIn(config: unknown, path: Path): readonly Written[] {
  const {
    templates,
    template,
    content_type: type,
  } = config as {
    readonly templates?: { readonly title?: string; readonly text?: string };
    readonly template?: string;
    readonly content_type?: string;
  };
  const written = (source: string | undefined, use: TemplateUse, ...keys: string[]): Written[] =>
    source === undefined ? [] : [{ source, use, path: [...path, ...keys] }];
  return [
    ...written(templates?.title, "title", "templates", "title"),
    ...written(templates?.text, "text", "templates", "text"),
    ...written(template, isJson(type ?? "") ? "json" : "body", "template"),
  ];
}

function sentence({ message, line, column, unknown }: TemplateProblem, path: Path): string {
  const where = line > 0 ? ` at line ${line}, column ${column} of the template` : "";
  const near = unknown ? nearest(unknown.name, unknown.known) : null;
  const what = message.replace(/^undefined (variable|filter): (.+)$/, 'there is no $1 "$2"');
  return `${subject(path)}: ${what}${where}${near ? `; did you mean "${near}"?` : ""}`;
}
