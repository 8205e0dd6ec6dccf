import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Changes, type LiveState, LiveLink, type StreamSource, WATCHDOG_MS, backOff } from "./live";

class FakeSource implements StreamSource {
  onhead: ((version: number) => void) | null = null;
  onbeat: (() => void) | null = null;
  onfail: (() => void) | null = null;
  closed = false;
  close(): void {
    this.closed = true;
  }
}

function makeLink(changes: (since: number) => Promise<Changes>) {
  const sources: FakeSource[] = [];
  const states: LiveState[] = [];
  const seen: string[][] = [];
  let unsure = 0;
  const link = new LiveLink({
    open: () => {
      const source = new FakeSource();
      sources.push(source);
      return source;
    },
    changes,
    changed: (types) => seen.push([...types].sort()),
    unsure: () => (unsure += 1),
    state: (state) => states.push(state),
    random: () => 1,
  });
  return { link, sources, states, seen, unsure: () => unsure };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("LiveLink", () => {
  it("asks what changed since the head it knew, once per gap", async () => {
    const asked: number[] = [];
    const made = makeLink(async (since) => {
      asked.push(since);
      return { version: 9, everything: false, types: { visit: ["a"], account: ["b"] } };
    });
    made.link.start();
    made.sources[0]?.onhead?.(5);
    made.sources[0]?.onhead?.(7);
    made.sources[0]?.onhead?.(9);
    await vi.advanceTimersByTimeAsync(0);

    expect(asked).toEqual([5]);
    expect(made.seen).toEqual([["account", "visit"]]);
    expect(made.states.at(-1)).toBe("live");
  });

  it("catches up over a reconnect with what it missed", async () => {
    const asked: number[] = [];
    const made = makeLink(async (since) => {
      asked.push(since);
      return { version: 8, everything: false, types: { trip: ["t"] } };
    });
    made.link.start();
    made.sources[0]?.onhead?.(5);
    made.sources[0]?.onfail?.();
    expect(made.states.at(-1)).toBe("retrying");
    await vi.advanceTimersByTimeAsync(1_000);
    made.sources[1]?.onhead?.(8);
    await vi.advanceTimersByTimeAsync(0);

    expect(asked).toEqual([5]);
    expect(made.seen).toEqual([["trip"]]);
    expect(made.sources[0]?.closed).toBe(true);
  });

  it("hangs up on a silent connection after the watchdog's time", async () => {
    const made = makeLink(async () => ({ version: 0, everything: false, types: {} }));
    made.link.start();
    made.sources[0]?.onhead?.(1);
    await vi.advanceTimersByTimeAsync(WATCHDOG_MS - 1);
    expect(made.sources).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1 + 1_000);
    expect(made.sources).toHaveLength(2);
  });

  it("refetches everything when too much changed to list", async () => {
    const made = makeLink(async () => ({ version: 900, everything: true, types: {} }));
    made.link.start();
    made.sources[0]?.onhead?.(1);
    made.sources[0]?.onhead?.(900);
    await vi.advanceTimersByTimeAsync(0);
    expect([made.unsure(), made.seen]).toEqual([1, []]);
  });

  it("refetches everything when it cannot learn what changed", async () => {
    const made = makeLink(async () => {
      throw new Error("gone");
    });
    made.link.start();
    made.sources[0]?.onhead?.(1);
    made.sources[0]?.onhead?.(2);
    await vi.advanceTimersByTimeAsync(0);
    expect(made.unsure()).toBe(1);
    made.sources[0]?.onhead?.(1);
    expect(made.unsure()).toBe(2);
  });
});

describe("backOff", () => {
  it("doubles with jitter up to half a minute", () => {
    expect(backOff(0, 0)).toBe(500);
    expect(backOff(0, 1)).toBe(1_000);
    expect(backOff(3, 1)).toBe(8_000);
    expect(backOff(20, 1)).toBe(30_000);
  });
});
