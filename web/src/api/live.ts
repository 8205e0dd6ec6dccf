/**
 * The live stream: SSE says "the head moved", one small request says which records changed, and the
 * listener invalidates what shows them. Losing the stream loses nothing: the next head catches up.
 */
export type LiveState = "connecting" | "live" | "retrying" | "offline";

export interface Changes {
  readonly version: number;
  /** Too much to list: refresh all that is open. */
  readonly everything: boolean;
  readonly types: Readonly<Record<string, readonly string[]>>;
}

export interface StreamSource {
  onhead: ((version: number) => void) | null;
  onbeat: (() => void) | null;
  onfail: (() => void) | null;
  close(): void;
}

export interface LivePorts {
  readonly open: () => StreamSource;
  readonly changes: (since: number) => Promise<Changes>;
  readonly changed: (types: ReadonlySet<string>) => void;
  /** We cannot say what changed (first contact after a gap the server no longer remembers). */
  readonly unsure: () => void;
  readonly state: (state: LiveState) => void;
  readonly random: () => number;
}

export const WATCHDOG_MS = 45_000;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;

/** Full jitter between half and the whole of a doubling wait. */
export function backOff(attempt: number, random: number): number {
  const ceiling = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempt);
  return Math.round(ceiling / 2 + (ceiling / 2) * random);
}

export class LiveLink {
  private source: StreamSource | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private watchdog: ReturnType<typeof setTimeout> | undefined;
  private seen: number | null = null;
  private wanted: number | null = null;
  private pulling = false;
  private attempt = 0;
  private stopped = false;

  constructor(private readonly ports: LivePorts) {}

  start(): void {
    this.stopped = false;
    this.connect("connecting");
  }

  stop(): void {
    this.stopped = true;
    this.hangUp();
    clearTimeout(this.timer);
  }

  /** Network is back or the page is shown again: do not wait for the back-off. */
  wake(): void {
    if (this.stopped || this.source !== null) return;
    this.attempt = 0;
    clearTimeout(this.timer);
    this.connect("retrying");
  }

  offline(): void {
    this.hangUp();
    clearTimeout(this.timer);
    this.ports.state("offline");
  }

  private connect(state: LiveState): void {
    this.hangUp();
    this.ports.state(state);
    const source = this.ports.open();
    this.source = source;
    source.onhead = (version) => {
      this.alive();
      this.headMoved(version);
    };
    source.onbeat = () => this.alive();
    source.onfail = () => this.retry();
    this.feedWatchdog();
  }

  private alive(): void {
    this.attempt = 0;
    this.feedWatchdog();
    this.ports.state("live");
  }

  private feedWatchdog(): void {
    clearTimeout(this.watchdog);
    this.watchdog = setTimeout(() => this.retry(), WATCHDOG_MS);
  }

  private retry(): void {
    if (this.stopped) return;
    this.hangUp();
    this.ports.state("retrying");
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.connect("retrying"), backOff(this.attempt, this.ports.random()));
    this.attempt += 1;
  }

  private hangUp(): void {
    clearTimeout(this.watchdog);
    this.source?.close();
    this.source = null;
  }

  private headMoved(version: number): void {
    if (this.seen === null) {
      this.seen = version;
      return;
    }
    if (version < this.seen) {
      // The server was restored from a backup: nothing we hold is certain.
      this.seen = version;
      this.ports.unsure();
      return;
    }
    this.wanted = Math.max(this.wanted ?? 0, version);
    void this.pull();
  }

  private async pull(): Promise<void> {
    if (this.pulling) return;
    this.pulling = true;
    try {
      while (this.wanted !== null && this.seen !== null && this.wanted > this.seen) {
        const { version, everything, types } = await this.ports.changes(this.seen);
        const moved = version > this.seen;
        this.seen = Math.max(this.seen, version);
        const names = new Set(Object.keys(types));
        if (everything) this.ports.unsure();
        else if (names.size > 0) this.ports.changed(names);
        if (!moved) break;
      }
    } catch {
      if (this.wanted !== null) this.seen = Math.max(this.seen ?? 0, this.wanted);
      this.ports.unsure();
    } finally {
      this.pulling = false;
    }
  }
}
