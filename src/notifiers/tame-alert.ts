import type { Alert } from "../core/alerts/index.ts";
import { shortText } from "./short-text.ts";

/** No notifier shows more contributors of a kind. */
const SHOWN = 5;

type Causes = NonNullable<Alert["causes"]>;
type Parts = NonNullable<Alert["contributors"]>["tasks"];

/**
 * tameAlert makes the texts that an alert has from data clean and short, so that within the lines made of them the
 * amounts stay in sight: a title of 10,000 letters must not push out what it cost.
 */
export function tameAlert(alert: Alert, max = 90): Alert {
  const tame = (text: string) => shortText(text, max);
  const entries = Object.entries(alert.ref.group).map(([key, value]) => [key, tame(value)]);
  return {
    ...alert,
    ref: { ...alert.ref, group: Object.fromEntries(entries) },
    ...(alert.stream && { stream: tameStream(alert.stream, tame) }),
    ...(alert.contributors && {
      contributors: {
        tasks: tameParts(alert.contributors.tasks, tame),
        models: tameParts(alert.contributors.models, tame),
        members: tameParts(alert.contributors.members, tame),
      },
    }),
    ...(alert.causes && { causes: tameCauses(alert.causes, tame) }),
  };
}

function tameCauses(causes: Causes, tame: (text: string) => string): Causes {
  const { recent } = causes;
  return {
    ...causes,
    ...(recent?.most && { recent: { ...recent, most: tamePart(recent.most, tame) } }),
    tools: tameParts(causes.tools, tame),
    agents: tameParts(causes.agents, tame),
    streams: causes.streams.map((stream) => ({
      ...stream,
      taskId: tame(stream.taskId),
      title: stream.title === null ? null : tame(stream.title),
      member: stream.member === null ? null : tame(stream.member),
      model: tame(stream.model),
      status: tame(stream.status),
    })),
    errors: causes.errors.map((error) => ({ ...error, text: shortText(error.text, 160) })),
  };
}

function tameStream(
  stream: NonNullable<Alert["stream"]>,
  tame: (text: string) => string,
): NonNullable<Alert["stream"]> {
  return {
    ...stream,
    taskTitle: stream.taskTitle === null ? null : tame(stream.taskTitle),
    member: stream.member === null ? null : tame(stream.member),
    model: tame(stream.model),
    // The one text of which more is worth more.
    errorMessage: stream.errorMessage && shortText(stream.errorMessage, 600),
  };
}

function tameParts(parts: Parts, tame: (text: string) => string): Parts {
  return parts.slice(0, SHOWN).map((part) => tamePart(part, tame));
}

function tamePart(part: Parts[number], tame: (text: string) => string): Parts[number] {
  return {
    ...part,
    id: tame(part.id),
    title: part.title === null ? null : tame(part.title),
  };
}
