#!/usr/bin/env node
import { version } from "./app/version.ts";
import { runCli } from "./cli/index.ts";

process.exitCode = await runCli(process.argv.slice(2), version);
