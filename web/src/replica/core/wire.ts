/** Requests and answers between device and server, as far as the core sees them (section 7, 8, 15 of the protocol). */

import type { Fields, Op, Result, RowKey, Stream } from "./types";

export interface Announcement {
  readonly last_seq: number;
  readonly count: number;
}

export interface Entry extends RowKey {
  readonly op: "put" | "leave";
  readonly scope: string;
  readonly v: number;
  readonly row?: Fields | null;
}

/** The shell keeps a request and hands it back with the answer: `device` and `epoch` say what the answer is about. */
export interface PullRequest {
  readonly device: string;
  readonly body: {
    readonly epoch: string | null;
    readonly cursor: string | null;
    readonly schema: number;
    readonly outbox: Announcement;
  };
}

export interface PullPage {
  readonly epoch: string;
  readonly version: number;
  readonly durable_version: number;
  readonly complete: boolean;
  readonly reset: readonly string[];
  readonly drop: readonly string[];
  readonly entries: readonly Entry[];
  readonly cursor: string;
  readonly acked: { readonly seq: number; readonly op_id: string | null };
}

export interface PushRequest {
  readonly device: string;
  readonly body: { readonly epoch: string; readonly schema: number; readonly ops: readonly Op[] };
}

export interface PushAnswer {
  readonly results: readonly Result[];
  readonly version: number;
  readonly stopped_at: null | { readonly op_id: string; readonly code: string; readonly retry_after_s?: number | null };
}

/** A refusal of a whole request. `code` with or without the prefix `sync.`; facts such as `epoch`, `op_id`. */
export interface Refusal {
  readonly code: string;
  readonly epoch?: string;
  readonly op_id?: string;
}

export interface StreamDigest extends Stream {
  readonly count: number;
  readonly sum: string;
}

export interface DigestRequest {
  readonly device: string;
  readonly body: { readonly version: number; readonly streams: readonly StreamDigest[] };
}

export interface DigestAnswer {
  readonly differences: readonly Stream[];
  readonly cursor: string | null;
}
