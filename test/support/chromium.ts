import { type Browser, chromium } from "playwright-core";
import { findOnPath } from "./on-path.ts";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

/** chromiumPath finds a Chromium on PATH; null where there is none. With REQUIRE_SERVICES=1 that is an Error. */
export function chromiumPath(): string | null {
  return findOnPath(...NAMES);
}

/** openChromium starts a headless browser that talks to nobody by itself. */
export function openChromium(executablePath: string): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}
