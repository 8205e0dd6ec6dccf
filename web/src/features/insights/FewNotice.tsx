import { IconAlertTriangle } from "@tabler/icons-react";
import classes from "./Insights.module.css";
import { useText } from "./text";

/** Says aloud that the numbers are too small to conclude from. */
export function FewNotice({ orders }: { orders: number }) {
  const t = useText();
  return (
    <p className={classes.few} role="note">
      <IconAlertTriangle size={20} stroke={1.75} aria-hidden />
      <span>{t("few", { count: orders })}</span>
    </p>
  );
}
