import { IconLock, IconMapOff } from "@tabler/icons-react";
import { EmptyState } from "../ui/EmptyState";
import { Page } from "../ui/Page";
import { useAppText } from "./text";

export function NotFoundPage() {
  const t = useAppText();
  return (
    <Page title={t("missing.title")}>
      <EmptyState icon={IconMapOff} title={t("missing.what")} to="/today" action={t("missing.action")} />
    </Page>
  );
}

export function NotForYouPage() {
  const t = useAppText();
  return (
    <Page title={t("locked.title")}>
      <EmptyState icon={IconLock} title={t("locked.what")} to="/today" action={t("missing.action")} />
    </Page>
  );
}
