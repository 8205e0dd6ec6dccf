import { useState } from "react";
import { queryClient } from "../../api/queryClient";
import { ReauthenticationWanted } from "./factors";

export type AskAgain = (retry: () => void) => void;

/** Runs work on factors: asks for the password again when the server wants it, then reads the factors anew. */
export function useFactorWork(askAgain: AskAgain) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const run = (work: () => Promise<void>) => {
    setBusy(true);
    setProblem(null);
    work()
      .catch((error: unknown) => {
        if (error instanceof ReauthenticationWanted) askAgain(() => run(work));
        else setProblem(error);
      })
      .finally(() => {
        setBusy(false);
        void queryClient.invalidateQueries({ queryKey: ["authenticators"] });
        void queryClient.invalidateQueries({ queryKey: ["me"] });
      });
  };
  return { busy, problem, setProblem, run };
}
