import type { Effects, Fields } from "../core/types";

const NEXT: Readonly<Record<string, string>> = { submit: "submitted", recall: "draft", approve: "approved" };

/** What the ops of the model do to the screen before the server has decided. */
export const modelEffects: Effects = {
  creates: {
    account: ({ id, args }): Fields => ({ notes: "", tags: [], count: 0, margin: null, ...args, id }),
    claim: ({ id, args }): Fields => ({ state: "draft", cost: null, ...args, id }),
  },
  commands: Object.fromEntries(
    Object.entries(NEXT).map(([name, state]) => [
      `claim.${name}`,
      (draft, op) => {
        const row = draft.get("claim", op.id);
        if (row !== undefined && row.state === op.expect_state) draft.put("claim", op.id, { ...row, state });
      },
    ]),
  ),
};
