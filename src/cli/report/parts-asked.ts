import { OperatorError } from "../../core/errors.ts";
import { REPORT_PARTS, type ReportPart } from "../../core/reports/index.ts";

/** partsAsked reads by what the spend is listed, such as `member,model`; by everything where nothing is said. */
export function partsAsked(text: string | undefined): readonly ReportPart[] {
  if (text === undefined) return REPORT_PARTS;
  return text.split(",").map((name) => {
    const part = REPORT_PARTS.find((each) => each === name.trim());
    if (part) return part;
    throw new OperatorError(
      `"report --by" takes member, group and model, separated by commas, not "${name.trim()}".`,
    );
  });
}
