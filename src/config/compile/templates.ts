import { exampleMessages } from "../../core/examples/index.ts";
import { type TemplateData, templateData } from "../../core/message/index.ts";
import { isJson } from "../../notifiers/index.ts";
import { lintTemplate, type TemplateProblem, type TemplateUse } from "../../templates/index.ts";
import { nearest } from "../problems/nearest.ts";
import { type Report, subject } from "../problems/report.ts";
import type { GeneralInput } from "../schema/settings-schema.ts";
import type { Integration } from "../settings.ts";
import type { Path } from "../source/tree.ts";

/** Examples happen at a moment of no meaning: a Saturday afternoon in March 2026. */
const NOW = Date.UTC(2026, 2, 14, 13, 5);
const SITE = "https://budget.example.com/";

interface Written {
  readonly source: string;
  readonly use: TemplateUse;
  readonly path: Path;
}

/** TemplateCheck renders the templates of integrations with an example of every kind of alert, and reports what is wrong with them. */
export class TemplateCheck {
  readonly #report: Report;
  readonly #general: GeneralInput;
  readonly #labels: readonly string[];
  #examples: readonly TemplateData[] | undefined;

  /** `labels` are the names that alerts of this configuration can have. */
  constructor(report: Report, general: GeneralInput, labels: readonly string[]) {
    this.#report = report;
    this.#general = general;
    this.#labels = labels;
  }

  /** check reports what is wrong with an integration's templates; `path` leads to it. */
  check({ config }: Integration, path: Path): void {
    for (const { source, use, path: own } of templatesIn(config, path)) {
      this.#examples ??= this.#made();
      const problem = lintTemplate(source, use, this.#examples);
      if (problem) this.#report.error(own, sentence(problem, own));
    }
  }

  #made(): readonly TemplateData[] {
    const { timezone, usd_per_credit: usdPerCredit } = this.#general;
    const draft = { account: "example", receiver: "example", now: NOW, timezone, usdPerCredit };
    const labels = Object.fromEntries(this.#labels.map((name) => [name, ""]));
    return exampleMessages(draft).map((message) => {
      const labelled = (alerts: typeof message.firing) =>
        alerts.map((alert) => ({ ...alert, labels: { ...labels, ...alert.labels } }));
      const all = {
        ...message,
        firing: labelled(message.firing),
        resolved: labelled(message.resolved),
        groupLabels: { ...labels, ...message.groupLabels },
        commonLabels: { ...labels, ...message.commonLabels },
      };
      return templateData(all, SITE);
    });
  }
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
