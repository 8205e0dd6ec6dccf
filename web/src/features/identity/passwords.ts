import type { Problem } from "../../api/problem";
import { asProblem } from "./door";
import type { IdentityText } from "./text";

const KNOWN = ["password_too_short", "password_too_common", "password_entirely_numeric", "password_too_similar"] as const;

/** Why a new password was refused, and what to do about it. */
export function passwordProblem(t: IdentityText, code: string): Problem {
  const known = KNOWN.find((one) => one === code);
  return known === undefined
    ? asProblem(t("password.refused"), t("password.rule"))
    : asProblem(t("password.refused"), t(`password.why.${known}`));
}
