import type { Alert } from "../alerts/alert.ts";
import type { BigStream } from "../causes/causes.ts";
import type { Contributor } from "../engine/finding.ts";
import { type ContributorParts, contributorParts, sumOf } from "./contributor-text.ts";
import { plural } from "./plural.ts";
import { quantity } from "./quantity.ts";
import { clockText } from "./window-text.ts";
import type { Words } from "./words.ts";

/** CauseList is one kind of what made an alert's value, with its title, the largest first. */
export interface CauseList {
  readonly title: string;
  readonly entries: readonly ContributorParts[];
}

/**
 * causeLists gives what made an alert's value: tasks, models, members where it is not about one, tools, agents, streams and error
 * messages; none that is empty. Titles say since when, where the receiver was told before.
 */
export function causeLists(alert: Alert, words: Words): readonly CauseList[] {
  if (alert.stream || alert.kind === "system") return [];
  const { contributors, causes } = alert;
  const since = sinceText(alert, words);
  const named = (title: string, parts: readonly Contributor[] = []) => ({
    title: `${title}${since}`,
    entries: parts.map((part) => contributorParts(part, alert, words)),
  });
  const byRow = (title: string, parts: readonly Contributor[] = []) => ({
    title: `${title}${since}${sampleText(alert)}`,
    entries: parts.map((part) =>
      typeof sumOf(alert) === "object"
        ? failureParts(part)
        : contributorParts(part, alert, words, causes?.sampled?.value),
    ),
  });
  const lists = [
    named("Top tasks", contributors?.tasks),
    named("Models", contributors?.models),
    "member" in alert.ref.group ? null : named("Members", contributors?.members),
    byRow("Tools", causes?.tools),
    byRow("Agents", causes?.agents),
    { title: `Largest streams${since}`, entries: (causes?.streams ?? []).map(streamParts) },
    {
      title: `Errors${since}${sampleText(alert)}`,
      entries: (causes?.errors ?? []).map(errorParts),
    },
  ];
  return lists.flatMap((list) => (list && list.entries.length > 0 ? [list] : []));

  /** Of failures only those are read that failed: how many used a tool and did not fail is not known. */
  function failureParts({ id: name, streams }: Contributor): ContributorParts {
    const all = causes?.sampled?.streams ?? causes?.change.streams ?? streams;
    return { name, amount: `${streams} of ${all}`, share: "", streams: "" };
  }

  function streamParts(stream: BigStream): ContributorParts {
    const { taskId, title, member, model, status, spend } = stream;
    const by = "member" in alert.ref.group ? "" : `${member ?? "an unknown member"}, `;
    return {
      name: title ?? taskId,
      amount: quantity(spend, "nano", words.usdPerCredit),
      share: "",
      streams: `${by}${model}, ${status}`,
    };
  }
}

function errorParts({
  text,
  streams,
  of,
}: {
  text: string;
  streams: number;
  of: number;
}): ContributorParts {
  return { name: text, amount: `${streams} of ${of}`, share: "", streams: "" };
}

function sinceText({ causes, updatedAt }: Alert, words: Words): string {
  const change = causes?.change;
  if (!change || change.since === null || change.streams === 0) return "";
  return ` since ${clockText(change.since, updatedAt, words.timezone)}`;
}

/** Tools, agents and errors are read from so many rows only. */
function sampleText({ causes }: Alert): string {
  if (!causes?.sampled) return "";
  const which = causes.errors.length > 0 ? "newest" : "largest";
  return ` (of the ${which} ${plural(causes.sampled.streams, "stream")})`;
}
