import type { Role } from "./queries";

export const ROLES = ["rep", "manager", "finance", "admin", "auditor"] as const satisfies readonly Role[];
