import { Modal, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type KeyboardEvent, useState } from "react";
import { request } from "../api/client";
import classes from "./CommandPalette.module.css";
import { type NavItem, navLabel } from "./features";
import { recordPath } from "./recordPath";
import { useAppText } from "./text";

/** What `GET /api/v1/search?q=` answers: records the person may see, best first. */
interface Hit {
  readonly type: string;
  readonly id: string;
  readonly title: string;
  readonly subtitle: string;
  readonly parent_id: string | null;
}

interface Choice {
  readonly key: string;
  readonly title: string;
  readonly note: string;
  readonly to: string;
}

const KINDS = ["account", "contact", "lead", "opportunity", "order", "contract", "interaction", "trip", "visit", "person"] as const;

function useKindWord(): (type: string) => string {
  const t = useAppText();
  return (type) => {
    const kind = KINDS.find((known) => known === type);
    return kind === undefined ? "" : t(`kind.${kind}`);
  };
}

function useChoices(text: string, items: readonly NavItem[]): { choices: Choice[]; busy: boolean } {
  const t = useAppText();
  const kindWord = useKindWord();
  const [asked] = useDebouncedValue(text.trim(), 150);
  const { data, isFetching } = useQuery({
    queryKey: ["search", asked],
    queryFn: () => request<{ items: Hit[] }>("GET", `/api/v1/search?q=${encodeURIComponent(asked)}`),
    enabled: asked.length > 0,
    staleTime: 10_000,
  });
  const pages = items
    .map((item) => ({ key: item.to, title: navLabel(item), note: t("palette.page"), to: item.to }))
    .filter((page) => page.title.toLowerCase().includes(text.trim().toLowerCase()));
  const hits = (asked.length > 0 ? (data?.items ?? []) : []).map((hit) => ({
    key: `${hit.type}:${hit.id}`,
    title: hit.title,
    note: [kindWord(hit.type), hit.subtitle].filter(Boolean).join(" · "),
    to: recordPath(hit.type, hit.id, hit.parent_id),
  }));
  return { choices: [...hits, ...pages], busy: isFetching };
}

/** ⌘K: any record or page by name. */
export default function CommandPalette({ close, items }: { close: () => void; items: readonly NavItem[] }) {
  const t = useAppText();
  const go = useNavigate();
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const { choices, busy } = useChoices(text, items);
  const current = Math.min(at, Math.max(0, choices.length - 1));

  const choose = (choice: Choice | undefined) => {
    if (choice === undefined) return;
    close();
    void go({ href: choice.to });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && choices.length > 0) {
      event.preventDefault();
      setAt((current + step + choices.length) % choices.length);
    } else if (event.key === "Enter" && !event.nativeEvent.isComposing) choose(choices[current]);
  };

  return (
    <Modal opened onClose={close} withCloseButton={false} size={560} padding={0} centered={false} yOffset="12vh" title={t("search")} styles={{ header: { display: "none" } }}>
      <TextInput
        data-autofocus
        variant="unstyled"
        size="lg"
        className={classes.input ?? ""}
        leftSection={<IconSearch size={20} stroke={1.75} aria-hidden />}
        placeholder={t("palette.hint")}
        aria-label={t("palette.hint")}
        role="combobox"
        aria-expanded
        aria-controls="palette-list"
        aria-activedescendant={choices[current] ? `palette-${current}` : undefined}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id="palette-list" role="listbox" aria-label={t("search")} aria-busy={busy} className={classes.list}>
        {choices.map((choice, index) => (
          <button
            key={choice.key}
            id={`palette-${index}`}
            type="button"
            role="option"
            tabIndex={-1}
            aria-selected={index === current}
            className={classes.choice}
            onMouseMove={() => setAt(index)}
            onClick={() => choose(choice)}
          >
            <span className={classes.title}>{choice.title}</span>
            <span className={classes.note}>{choice.note}</span>
          </button>
        ))}
      </div>
      {choices.length === 0 && <p className={classes.none}>{busy ? t("palette.searching") : t("palette.none")}</p>}
    </Modal>
  );
}
