import type { Effects, NewOp, View } from "../replica/core/types";
import type { paths } from "../api/schema";


type Json<R> = R extends { content: { "application/json": infer A } } ? A : never;
type Operation<P extends keyof paths, M extends Method> = NonNullable<paths[P][M]>;
type Method = "get" | "post" | "put" | "patch" | "delete";
type AnswerOf<O> = O extends { responses: { 200: infer R } } ? Json<R> : never;
type BodyOf<O> = O extends { requestBody: infer R } ? Json<R> : undefined;
type QueryOf<O> = O extends { parameters: { query?: infer Q } } ? NonNullable<Q> : Record<string, never>;
type PathOf<O> = O extends { parameters: { path: infer P } } ? P : Record<string, never>;

/** What a route was asked for, and by whom and when. */
interface Asked<O> {
  readonly path: PathOf<O>;
  readonly query: QueryOf<O>;
  readonly body: BodyOf<O>;
  readonly me: string;
  readonly now: Date;
}

/** `undefined`: this device does not hold what is asked for; the server is asked. */
type Reading<O> = (view: View, asked: Asked<O>) => AnswerOf<O> | undefined;

/** What to save, and the answer once it is saved. */
export interface Change<A> {
  readonly ops: readonly NewOp[];
  readonly answer: (view: View) => A;
}
type Writing<O> = (view: View, asked: Asked<O>) => Change<AnswerOf<O>> | undefined;

export interface AnyAsked {
  readonly path: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: unknown;
  readonly me: string;
  readonly now: Date;
}
type AnyReading = (view: View, asked: AnyAsked) => unknown;
type AnyWriting = (view: View, asked: AnyAsked) => Change<unknown> | undefined;

/** The paths (with query) of answers to fetch ahead for a day without network. */
type KeptPaths = (view: View, me: string, now: Date) => readonly string[];

const readings = new Map<string, AnyReading>();
const writings = new Map<string, AnyWriting>();
const keptPaths: KeptPaths[] = [];

/** A route that this device answers from what it holds. */
export function reads<P extends keyof paths>(path: P, build: Reading<Operation<P, "get">>): void {
  readings.set(path, build as AnyReading);
}

/** A change that this device saves itself and sends when there is network. */
export function writes<P extends keyof paths, M extends Exclude<Method, "get">>(method: M, path: P, make: Writing<Operation<P, M>>): void {
  writings.set(`${method} ${path}`, make as unknown as AnyWriting);
}

/** Answers that only the server can give are fetched ahead; without network the last one is shown. */
export function keeps(paths: KeptPaths): void {
  keptPaths.push(paths);
}

export function readingOf(path: string): AnyReading | undefined {
  return readings.get(path);
}

export function writingOf(method: string, path: string): AnyWriting | undefined {
  return writings.get(`${method.toLowerCase()} ${path}`);
}

export function pathsToKeep(view: View, me: string, now: Date): string[] {
  return [...new Set(keptPaths.flatMap((paths) => paths(view, me, now)))];
}

/** What a feature brings for a day without network; its `local.ts` exports this as default. */
export interface LocalFeature {
  /** Says which routes this device answers, writes and keeps. */
  readonly register: () => void;
  readonly effects: Effects;
}
