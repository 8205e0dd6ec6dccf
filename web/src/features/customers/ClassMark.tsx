import classes from "./Customers.module.css";
import { useText } from "./text";
import type { CustomerClass } from "./words";

/** A, B, C or D in a circle; A is filled. */
export function ClassMark({ value }: { value: CustomerClass }) {
  const t = useText();
  return (
    <span className={classes.mark} data-class={value} title={t("class.long", { value })}>
      {value}
    </span>
  );
}
