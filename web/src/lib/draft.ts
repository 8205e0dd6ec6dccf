import { useCallback, useEffect, useRef, useState } from "react";

const PREFIX = "roadbook.draft.";

export function readDraft<T>(key: string): T | null {
  try {
    const text = localStorage.getItem(PREFIX + key);
    return text === null ? null : (JSON.parse(text) as T);
  } catch {
    return null;
  }
}

export function writeDraft<T>(key: string, value: T | null): void {
  try {
    if (value === null) localStorage.removeItem(PREFIX + key);
    else localStorage.setItem(PREFIX + key, JSON.stringify(value));
  } catch {
    // A full or forbidden store costs the draft, never the form.
  }
}

/** Drafts of a signed-out person do not stay on the device. */
export function forgetDrafts(): void {
  for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) localStorage.removeItem(key);
}

export interface Draft<T> {
  readonly value: T;
  /** True when an earlier, unsent draft was brought back. */
  readonly restored: boolean;
  readonly set: (change: Partial<T>) => void;
  readonly discard: () => void;
}

/**
 * A form's values that survive back, call and dead battery. `key` names the form and its subject
 * ("visit-report:<id>"). Fields that `initial` gained since the draft was written keep their initial value.
 */
export function useDraft<T extends object>(key: string, initial: T): Draft<T> {
  const first = useRef(initial);
  const [state, setState] = useState(() => open(key, initial));
  useEffect(() => {
    if (state.key !== key) setState(open(key, first.current));
  }, [key, state.key]);

  const set = useCallback(
    (change: Partial<T>) => {
      setState((now) => {
        const value = { ...now.value, ...change };
        writeDraft(key, value);
        return { ...now, value };
      });
    },
    [key],
  );
  const discard = useCallback(() => {
    writeDraft(key, null);
    setState({ key, value: first.current, restored: false });
  }, [key]);
  return { value: state.value, restored: state.restored, set, discard };
}

function open<T extends object>(key: string, initial: T): { key: string; value: T; restored: boolean } {
  const kept = readDraft<Partial<T>>(key);
  return { key, value: { ...initial, ...(kept ?? {}) }, restored: kept !== null };
}
