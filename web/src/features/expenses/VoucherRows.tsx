import { Money } from "../../ui/Money";
import type { components } from "../../api/schema";
import { useText } from "./text";
import classes from "./VoucherRows.module.css";

type Voucher = components["schemas"]["VoucherRecord"];

/** A voucher as a small balanced table: debit at the left, credit at the right. */
export function VoucherRows({ voucher }: { voucher: Voucher }) {
  const t = useText();
  return (
    <table className={classes.voucher}>
      <caption>
        {t("voucher", { number: voucher.number, day: voucher.booked_on })} · {t(`entry.${voucher.kind}`)}
      </caption>
      <thead>
        <tr>
          <th scope="col">{t("account")}</th>
          <th scope="col">{t("debit")}</th>
          <th scope="col">{t("credit")}</th>
        </tr>
      </thead>
      <tbody>
        {voucher.lines.map((line, at) => (
          <tr key={at}>
            <td>
              {t(`account.${line.account}` as "account.1002")}
              <span className={classes.memo}>{[line.cost_center, line.memo, line.rule === "" ? "" : t(`rule.${line.rule}` as "rule.rail_9")].filter(Boolean).join(" · ")}</span>
            </td>
            <td>{line.amount_minor > 0 && <Money minor={line.amount_minor} currency={voucher.currency} style="exact" />}</td>
            <td>{line.amount_minor < 0 && <Money minor={-line.amount_minor} currency={voucher.currency} style="exact" />}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
