import { request } from "../../api/client";
import { Problem, problemOf, unreachable } from "../../api/problem";

/** A step that sign-in still wants: "login", "mfa_authenticate", "reauthenticate" … */
interface Flow {
  readonly id: string;
  readonly is_pending?: boolean;
  readonly types?: readonly FactorType[];
}

export type FactorType = "totp" | "webauthn" | "recovery_codes";

export interface Factor {
  readonly type: FactorType;
  readonly id?: number;
  readonly name?: string;
  readonly created_at: number;
  readonly last_used_at: number | null;
  readonly unused_code_count?: number;
  readonly total_code_count?: number;
  readonly unused_codes?: readonly string[];
}

interface DoorBody<Data> {
  readonly status: number;
  readonly data?: Data & { readonly flows?: readonly Flow[] };
  readonly meta?: { readonly is_authenticated?: boolean; readonly secret?: string; readonly totp_url?: string };
  readonly errors?: readonly { readonly code: string; readonly param?: string }[];
}

function csrf(): string {
  return document.cookie.match(/(?:^|; )csrftoken=([^;]*)/)?.[1] ?? "";
}

/**
 * Knocks at a sign-in door of the server (allauth's headless API). Its 400, 401, 404 and 409 are answers,
 * not failures; throttling and outages are thrown as `Problem`, as everywhere.
 */
export async function knock<Data = object>(method: string, path: string, body?: unknown): Promise<DoorBody<Data>> {
  const headers = new Headers({ Accept: "application/json", "X-CSRFToken": csrf() });
  const init: RequestInit = { method, headers, credentials: "same-origin" };
  if (body !== undefined) {
    headers.set("Content-Type", "application/json");
    init.body = JSON.stringify(body);
  }
  const response = await fetch(`/_allauth/browser/v1${path}`, init).catch(() => {
    throw unreachable();
  });
  if (response.headers.get("Content-Type")?.startsWith("application/problem+json") || response.status >= 500)
    throw await problemOf(response);
  const told = (await response.json().catch(() => ({}))) as Partial<DoorBody<Data>>;
  return { ...told, status: response.status };
}

export function isIn(answer: DoorBody<object>): boolean {
  return answer.status === 200 && answer.meta?.is_authenticated !== false;
}

export function pendingFactors(answer: DoorBody<object>): readonly FactorType[] | null {
  const flow = answer.data?.flows?.find((one) => one.id === "mfa_authenticate" && one.is_pending === true);
  return flow === undefined ? null : (flow.types ?? []);
}

export function wantsReauthentication(answer: DoorBody<object>): boolean {
  return answer.status === 401 && answer.meta?.is_authenticated === true;
}

export function firstError(answer: DoorBody<object>): string | null {
  return answer.errors?.[0]?.code ?? (answer.status >= 400 ? "unknown" : null);
}

/** Leave this browser; the answer's 401 says that it worked. */
export async function signOut(): Promise<void> {
  await knock("DELETE", "/auth/session");
}

export async function signInToDemo(personId: string): Promise<void> {
  await request("POST", "/api/v1/identity/demo-sign-in", { person_id: personId });
}

/** A door's error as something `ProblemNotice` can show. */
export function asProblem(title: string, action: string): Problem {
  return new Problem({ title, action, status: 400, code: "web.sign_in", detail: "", request_id: "", facts: {}, fields: {} });
}
