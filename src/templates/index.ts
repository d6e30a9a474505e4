export { lintTemplate, type TemplateProblem, type TemplateUse } from "./lint-template.ts";
export {
  bodyTemplate,
  renderText,
  renderTitle,
  type Template,
  textTemplate,
} from "./template.ts";
export { TemplateError } from "./template-error.ts";
