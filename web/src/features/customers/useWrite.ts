import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Problem } from "../../api/problem";
import { showDone, showRefused } from "../../ui/undo";
import { useText } from "./text";

/** Takes a write back. */
export type Undo = () => Promise<unknown>;

interface Write {
  /** Does it, and gives what takes it back; null when nothing does. */
  readonly call: () => Promise<Undo | null>;
  readonly said: string;
}

/** A write in a customer's file: done, the file asked again, said with the way back. */
export function useWrite(done: () => void = () => undefined) {
  const t = useText();
  const client = useQueryClient();
  const again = async () => {
    await Promise.all(["account", "tag", "opportunity"].map((type) => client.invalidateQueries({ queryKey: [type] })));
  };
  const back = useMutation({
    mutationFn: (undo: Undo) => undo(),
    onError: (error) => showRefused(error instanceof Problem && error.body.title !== "" ? error.body.title : t("undo.failed")),
    onSettled: again,
  });
  return useMutation({
    mutationFn: ({ call }: Write) => call(),
    onSuccess: (undo, { said }) => {
      done();
      showDone(said, undo === null ? undefined : () => back.mutate(undo));
    },
    onSettled: again,
  });
}
