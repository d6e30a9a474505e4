import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Context } from "hono";

/** AssetUrl is where a file that pages need is found; the address changes with the file. */
export type AssetUrl = (name: string) => string;

/** Assets are the files that pages need beside themselves: the style, scripts and the icon. */
export interface Assets {
  readonly url: AssetUrl;
  answer(context: Context): Response;
}

/** What each asset is made of: files beside each other that are joined. */
const FILES: Readonly<Record<string, readonly string[]>> = {
  "icon.svg": ["icon.svg"],
  "style.css": ["colours.css", "frame.css", "tables.css", "parts.css", "forms.css"],
};
const TYPES: Readonly<Record<string, string>> = {
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  svg: "image/svg+xml",
};

interface Asset {
  readonly type: string;
  readonly body: string;
  readonly version: string;
}

/** loadAssets reads the files once; a browser may keep each for good, since its address names its content. */
export function loadAssets(): Assets {
  const assets = new Map(Object.entries(FILES).map(([name, files]) => [name, load(name, files)]));
  return {
    url: (name) => {
      const asset = assets.get(name);
      if (!asset) throw new Error(`there is no asset ${name}`);
      return `/assets/${name}?v=${asset.version}`;
    },
    answer: (context) => {
      const asset = assets.get(context.req.param("name") ?? "");
      if (!asset) return context.notFound() as Response;
      const isCurrent = context.req.query("v") === asset.version;
      return context.body(asset.body, 200, {
        "content-type": asset.type,
        "cache-control": isCurrent ? "public, max-age=31536000, immutable" : "no-cache",
      });
    },
  };
}

function load(name: string, files: readonly string[]): Asset {
  const read = (file: string) =>
    readFileSync(new URL(`../assets/${file}`, import.meta.url), "utf8");
  const body = files.map(read).join("\n");
  const version = createHash("sha256").update(body).digest("base64url").slice(0, 12);
  return { type: TYPES[name.replace(/^.*\./, "")] ?? "text/plain", body, version };
}
