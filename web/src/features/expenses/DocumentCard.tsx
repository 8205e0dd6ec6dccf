import { IconFileText } from "@tabler/icons-react";
import { Money } from "../../ui/Money";
import { RecordCard } from "../../ui/RecordCard";
import { StatusBadge } from "../../ui/StatusBadge";
import type { Document } from "./queries";
import { minorOf, valueOf } from "./reading";
import { useText } from "./text";

/** A receipt that is on no line yet: what was read, or how far the reading is. */
export function DocumentCard({ document }: { document: Document }) {
  const t = useText();
  const total = minorOf(document, "total_minor");
  const facts = [valueOf(document, "issued_on"), document.facts === null ? "" : t(`kind.${document.facts.kind}` as "kind.receipt")];
  return (
    <RecordCard
      to={`/expenses/documents/${document.id}`}
      lead={<IconFileText size={22} stroke={1.5} aria-hidden />}
      title={valueOf(document, "seller_name") || document.file_name}
      facts={document.state === "unreadable" ? t("unreadable.short") : facts.filter(Boolean).join(" · ")}
      aside={
        document.state === "waiting" ? (
          <StatusBadge tone="road" word={t("reading")} />
        ) : total === null ? (
          <StatusBadge tone="marker" word={t("to_fill")} />
        ) : (
          <Money minor={total} currency={document.facts?.currency ?? "CNY"} />
        )
      }
    />
  );
}
