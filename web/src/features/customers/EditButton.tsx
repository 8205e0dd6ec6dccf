import { ActionIcon } from "@mantine/core";
import { IconPencil, IconPlus } from "@tabler/icons-react";
import classes from "./Customers.module.css";

/** The way to change, or to add to, one part of a page. */
export function EditButton({ label, adds = false, onClick }: { label: string; adds?: boolean; onClick: () => void }) {
  const Shown = adds ? IconPlus : IconPencil;
  return (
    <ActionIcon aria-label={label} title={label} className={classes.edge ?? ""} onClick={onClick}>
      <Shown size={20} stroke={1.75} />
    </ActionIcon>
  );
}
