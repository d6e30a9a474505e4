import { writeFileSync } from "node:fs";
import {
  type BacktestRequest,
  backtestSettings,
  compare,
  dayIn,
  endsOf,
  gridOf,
  proposeLimits,
} from "../../app/index.ts";
import { OperatorError } from "../../core/errors.ts";
import type { BacktestCommand } from "./backtest-command.ts";
import { type CommandRows, commandRows } from "./command-rows.ts";
import { comparisonText } from "./comparison-text.ts";
import { type Interrupts, listenForInterrupts } from "./interrupts.ts";
import { loadRules } from "./load-rules.ts";
import { momentOf } from "./moments.ts";
import { createOutput, type Output } from "./output.ts";
import { createPhaseBar } from "./phase-bar.ts";
import { type PlayedOnce, playOnce } from "./play-once.ts";
import { reportHtml } from "./report-html.ts";
import { suggestionText } from "./suggestion-text.ts";
import { summaryText } from "./summary-text.ts";
import { changeLines } from "./transition-line.ts";

const DAY = 86_400_000;
/** The shell's own code for a program that was ended by Ctrl-C. */
const INTERRUPTED = 130;

/**
 * playBacktest reads the rows, plays them and prints what came of it. A Ctrl-C while they are read plays those read so far; one
 * during the replay ends it where it is and prints what was found so far (exit code 130 for both).
 */
export async function playBacktest(command: BacktestCommand): Promise<number> {
  const interrupts = listenForInterrupts();
  try {
    await play(command, interrupts);
    return interrupts.pressed ? INTERRUPTED : 0;
  } finally {
    interrupts.close();
  }
}

async function play(command: BacktestCommand, interrupts: Interrupts): Promise<void> {
  const { json } = command;
  const began = performance.now();
  const { request, source, other } = await requestOf(command, interrupts.reading);
  interrupts.read();
  const readMs = performance.now() - began;
  const output = createOutput(json);
  const signal = interrupts.playing;
  if (interrupts.reading.aborted && !signal.aborted) {
    output.summary("The reading was ended early: what follows is of the rows read until then.\n");
  }
  const live = json && command.against === undefined;
  const first = await playOnce(request, signal, live ? output : null);
  tellUnreadable(source);
  const days = daysOf(request, first);
  const { timezone } = request.settings;
  const played = { from: request.grid.first, run: first.run, days, timezone };
  output.summary(summaryText(played));
  const notes = [
    ...(await comparison(command, other, request, first, { signal, output })),
    ...(await proposals(command, request, { signal, output })),
  ];
  if (command.html !== undefined) {
    const config = command.environment.configPath;
    writeReport(
      command.html,
      reportHtml({ ...played, config, fired: first.findings.fired, notes }),
    );
  }
  const { wallMs, engineMs } = first.run;
  process.stderr.write(
    `read in ${seconds(readMs)} s, played in ${seconds(wallMs)} s, ${seconds(engineMs)} s of it in the engine\n`,
  );
}

async function requestOf(
  command: BacktestCommand,
  signal: AbortSignal,
): Promise<{ request: BacktestRequest; source: CommandRows; other: BareRules | null }> {
  const bare = loadRules(command.environment.configPath);
  const now = Date.now();
  const from = command.from === undefined ? undefined : momentOf("from", command.from, now);
  const to = command.to === undefined ? undefined : momentOf("to", command.to, now);
  const { accounts } = bare.settings;
  const other = command.against === undefined ? null : loadRules(command.against);
  const rules = [...bare.settings.rules, ...(other?.settings.rules ?? [])];
  const source = await commandRows(command, { accounts, from, rules }, signal);
  const ends = endsOf(source.rows);
  if (ends === null) {
    tellUnreadable(source);
    throw new OperatorError("there is not one row to play.");
  }
  const grid = gridOf(ends, command.everyMs, { from, to });
  const settings = backtestSettings(bare, accounts);
  const request = { settings, rows: source.rows, grid, narrowed: from !== undefined };
  return { request, source, other };
}

type BareRules = ReturnType<typeof loadRules>;

interface Means {
  readonly signal: AbortSignal;
  readonly output: Output;
}

async function comparison(
  { against, json, environment }: BacktestCommand,
  other: BareRules | null,
  request: BacktestRequest,
  first: PlayedOnce,
  { signal, output }: Means,
): Promise<{ title: string; text: string }[]> {
  if (against === undefined || other === null || signal.aborted) return [];
  // The rows belong to the accounts of the first configuration: only rules and routes are compared.
  const accounts = [...request.settings.settleMs].map(([name, settleMs]) => ({ name, settleMs }));
  const settings = backtestSettings(other, accounts);
  const second = await playOnce({ ...request, settings }, signal, null);
  if (!second.run.complete) {
    output.summary("\nEnded before the comparison was complete.\n");
    return [];
  }
  const changes = compare(first.findings, second.findings);
  if (json) output.line(changeLines(changes, settings.accounts.length > 1));
  const text = comparisonText(changes, { before: environment.configPath, after: against });
  output.summary(`\n${text}`);
  return [{ title: "What the change gains and loses", text }];
}

async function proposals(
  { suggest }: BacktestCommand,
  request: BacktestRequest,
  { signal, output }: Means,
): Promise<{ title: string; text: string }[]> {
  if (suggest === undefined || signal.aborted) return [];
  const bar = createPhaseBar("searching", "replays");
  const progress = (done: number, total: number) => bar.update(done, total);
  const found = await proposeLimits(request, suggest, { signal, progress });
  bar.stop();
  const { first, last, stepMs } = request.grid;
  const text = suggestionText(found, suggest, (last - first + stepMs) / DAY);
  output.summary(`\n${text}`);
  return [{ title: "Proposed limits", text }];
}

/** What is wrong with a row shows when it is played at the latest. */
function tellUnreadable({ unreadable }: CommandRows): void {
  const { count, examples } = unreadable();
  for (const each of examples) process.stderr.write(`unreadable, left out: ${each}\n`);
  if (count > examples.length) process.stderr.write(`${count} rows in all are unreadable\n`);
}

function daysOf({ settings, grid }: BacktestRequest, { run }: PlayedOnce): readonly string[] {
  const dayOf = dayIn(settings.timezone);
  const days = new Set<string>();
  for (let at = grid.first; at < run.at; at += DAY) days.add(dayOf(at));
  return [...days.add(dayOf(run.at))];
}

function writeReport(path: string, html: string): void {
  try {
    writeFileSync(path, html);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new OperatorError(`the report ${path} cannot be written: ${why}`);
  }
}

function seconds(ms: number): string {
  return (ms / 1_000).toFixed(1);
}
