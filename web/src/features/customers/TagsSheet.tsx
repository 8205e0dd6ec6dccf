import { Button, TagsInput } from "@mantine/core";
import { useState } from "react";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { Sheet } from "../../ui/Sheet";
import { useTags } from "./queries";
import { useText } from "./text";
import { useWrite } from "./useWrite";
import type { AccountFile, Tag } from "./words";
import { tagAccount } from "./writes";

/** Tags of a customer; typing a new word makes the tag. */
export function TagsSheet({ file, onClose }: { file: AccountFile; onClose: () => void }) {
  const tags = useTags();
  return tags.data === undefined ? null : <Shown file={file} tags={tags.data} onClose={onClose} />;
}

function Shown({ file, tags, onClose }: { file: AccountFile; tags: readonly Tag[]; onClose: () => void }) {
  const t = useText();
  const { id, tag_ids: before = [] } = file.account.summary;
  const [names, setNames] = useState(() => before.map((one) => tags.find((tag) => tag.id === one)?.name ?? "").filter(Boolean));
  const write = useWrite(onClose);
  return (
    <Sheet
      opened
      onClose={onClose}
      title={t("tags.edit")}
      footer={
        <Button fullWidth loading={write.isPending} onClick={() => write.mutate({ said: t("tags.done"), call: () => tagAccount(id, names, tags, before) })}>
          {t("save")}
        </Button>
      }
    >
      <TagsInput
        data-autofocus
        label={t("field.tags")}
        description={t("tags.hint")}
        data={tags.map((tag) => tag.name)}
        value={names}
        maxLength={40}
        acceptValueOnBlur
        onChange={setNames}
      />
      {write.isError && <ProblemNotice error={write.error} />}
    </Sheet>
  );
}
