import { Drawer } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./Sheet.module.css";
import { useUiText } from "./text";
import { useIsPhone } from "./useIsPhone";

interface SheetProps {
  opened: boolean;
  onClose: () => void;
  title: string;
  /** Buttons at the lower edge; the primary one last. */
  footer?: ReactNode;
  children: ReactNode;
}

/** Details on top of a page: a bottom sheet on the phone, a side panel on the desktop. */
export function Sheet({ opened, onClose, title, footer, children }: SheetProps) {
  const t = useUiText();
  const phone = useIsPhone();
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      title={title}
      position={phone ? "bottom" : "right"}
      size={phone ? "auto" : 440}
      closeButtonProps={{ "aria-label": t("close"), size: 44 }}
      classNames={{
        content: (phone ? classes.bottom : classes.side) ?? "",
        header: classes.header ?? "",
        title: classes.title ?? "",
        body: classes.body ?? "",
      }}
    >
      <div className={classes.content}>{children}</div>
      {footer !== undefined && <div className={classes.footer}>{footer}</div>}
    </Drawer>
  );
}
