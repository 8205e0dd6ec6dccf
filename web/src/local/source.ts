import type { NewOp, View } from "../replica/core/types";

/** An answer of the server that was kept on the device, with when it was given. */
export interface KeptAnswer {
  readonly body: unknown;
  readonly at: number;
}

/** The unlocked replica, as the client of the server's routes needs it. */
export interface LocalSource {
  readonly personId: string;
  /** What this device holds, with the person's own unsent changes on top. */
  view(): View;
  /** Durable on this device when it resolves. */
  save(ops: readonly NewOp[]): Promise<unknown>;
  kept(path: string): Promise<KeptAnswer | undefined>;
  keep(path: string, body: unknown): Promise<void>;
}

let current: LocalSource | null = null;

/** The replica of this device while it is unlocked and complete; null: everything is asked of the server. */
export function localSource(): LocalSource | null {
  return current;
}

export function setLocalSource(source: LocalSource | null): void {
  current = source;
}
