import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";

/** show answers with a page; what is put into it was escaped on its way in. */
export async function show(
  context: Context,
  page: { toString(): string | Promise<string> },
  status: ContentfulStatusCode = 200,
  headers: Record<string, string> = {},
): Promise<Response> {
  return context.html(`<!doctype html>${await page.toString()}`, status, headers);
}
