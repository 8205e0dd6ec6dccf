import { useQuery } from "@tanstack/react-query";
import { request } from "./client";
import { Problem } from "./problem";
import { queryClient } from "./queryClient";

export type Role = "rep" | "manager" | "finance" | "admin" | "auditor";

export interface Me {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly locale: string;
  readonly roles: readonly Role[];
  readonly is_leader?: boolean;
  /** A role demands a second factor that is not set up yet: the server opens nothing else until it is. */
  readonly must_set_up_second_factor?: boolean;
}

const KEY = ["session"] as const;

const options = {
  queryKey: KEY,
  queryFn: () => request<Me>("GET", "/api/v1/identity/me"),
  staleTime: Number.POSITIVE_INFINITY,
};

/** Who is signed in: `null` when nobody is, `undefined` while we do not know. Other failures are thrown. */
export async function whoAmI(): Promise<Me | null> {
  try {
    return await queryClient.ensureQueryData(options);
  } catch (error) {
    if (error instanceof Problem && (error.body.status === 401 || error.body.status === 403)) return null;
    throw error;
  }
}

/** The person using the app. Inside the shell there always is one. */
export function useMe(): Me {
  const { data } = useQuery(options);
  if (data === undefined) throw new Error("useMe is for pages inside the shell");
  return data;
}

export function hasRole(me: Me, ...roles: readonly Role[]): boolean {
  return roles.some((role) => me.roles.includes(role));
}

/** Asks again who we are; a page of a session that has ended goes to the sign-in (see queryClient). */
export async function checkSession(): Promise<void> {
  await queryClient.refetchQueries({ queryKey: KEY });
}

/** After signing in or out: nothing of the person before may stay. */
export function forgetSession(): void {
  queryClient.clear();
}
