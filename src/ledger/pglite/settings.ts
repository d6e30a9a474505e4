import { PGlite } from "@electric-sql/pglite";

/**
 * pgliteSettings are how PGlite is started: with fsync (its defaults turn it off, and a commit would not
 * survive a power cut), and with small shared buffers (the default of 128 MB triples the process's memory).
 */
export function pgliteSettings(): { startParams: string[] } {
  const params = PGlite.defaultStartParams.filter((param) => param !== "-F");
  return { startParams: [...params, "-c", "shared_buffers=16MB"] };
}
