import { Problem, UNREACHABLE } from "../api/problem";
import { pathsToKeep } from "./registry";
import type { LocalSource } from "./source";

const FRESH_MS = 10 * 60_000;

/**
 * Fetches ahead what a day without network needs and only the server can answer. What was kept within ten minutes is
 * left; a refusal (a record that is gone) is passed over; without network it stops. Gives how many were fetched.
 */
export async function keepAhead(source: LocalSource, ask: (path: string) => Promise<unknown>, now: Date): Promise<number> {
  let fetched = 0;
  for (const path of pathsToKeep(source.view(), source.personId, now)) {
    const kept = await source.kept(path);
    if (kept !== undefined && now.getTime() - kept.at < FRESH_MS) continue;
    try {
      await source.keep(path, await ask(path));
      fetched += 1;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      if (error.body.code === UNREACHABLE) break;
    }
  }
  return fetched;
}
