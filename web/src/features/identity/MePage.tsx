import { Button, SegmentedControl, useMantineColorScheme } from "@mantine/core";
import { IconLogout, IconRoad, IconShieldLock } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { navFor, navLabel } from "../../app/features";
import { answer, api } from "../../api/client";
import { queryClient } from "../../api/queryClient";
import { checkSession, forgetSession, useMe } from "../../api/session";
import { setLocale } from "../../i18n/i18n";
import { useLocale } from "../../i18n/text";
import type { Locale } from "../../lib/dates";
import { forgetDrafts } from "../../lib/draft";
import { FactList } from "../../ui/FactList";
import { Page } from "../../ui/Page";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { RecordCard } from "../../ui/RecordCard";
import { Section } from "../../ui/Section";
import { StatusBadge } from "../../ui/StatusBadge";
import { showDone } from "../../ui/undo";
import { useIsPhone } from "../../ui/useIsPhone";
import { signOut } from "./door";
import classes from "./Identity.module.css";
import { ProfileForm } from "./ProfileForm";
import { meQuery } from "./queries";
import { useText } from "./text";

/** Me: who I am, how the app looks, how safe my account is; on the phone also the way to every other page. */
export default function MePage() {
  const t = useText();
  const me = useMe();
  const phone = useIsPhone();
  const own = useQuery(meQuery);
  const { leave, isLeaving } = useLeaving();
  const others = navFor(me).filter((item) => item.tab !== true);
  const roles = own.data?.roles.map((role) => t(`role.${role}`)).join(" · ") ?? "";
  return (
    <Page title={me.name} subtitle={[roles, own.data?.team_name].filter(Boolean).join(" · ")} width="narrow">
      {phone && others.length > 0 && (
        <nav aria-label={t("me.more")} className={classes.block}>
          {others.map((item) => (
            <RecordCard key={item.to} to={item.to} lead={<item.icon size={22} stroke={1.75} aria-hidden />} title={navLabel(item)} />
          ))}
        </nav>
      )}
      <Section title={t("me.safety")}>
        <RecordCard
          to="/me/security"
          lead={<IconShieldLock size={22} stroke={1.75} aria-hidden />}
          title={t("me.security")}
          facts={t("me.security.facts")}
          aside={
            own.data === undefined ? undefined : own.data.has_second_factor ? (
              <StatusBadge tone="go" word={t("security.on")} />
            ) : (
              <StatusBadge tone="marker" word={t("security.off")} />
            )
          }
        />
      </Section>
      <Section title={t("me.road")}>
        <RecordCard to="/plan/travel" lead={<IconRoad size={22} stroke={1.75} aria-hidden />} title={t("me.travel")} facts={t("me.travel.facts")} />
      </Section>
      <Section title={t("me.app")}>
        <AppChoices />
      </Section>
      <Section title={t("me.profile")}>
        {own.isError && <ProblemNotice error={own.error} retry={() => void own.refetch()} />}
        {own.data !== undefined && (
          <>
            <FactList
              facts={[
                { name: t("field.email"), value: own.data.email },
                { name: t("field.team"), value: own.data.team_name || t("none") },
                { name: t("field.grade"), value: own.data.grade_code || t("none") },
              ]}
            />
            <ProfileForm me={own.data} key={own.data.id} />
          </>
        )}
      </Section>
      <div className={classes.footer}>
        <Button variant="default" leftSection={<IconLogout size={18} stroke={1.75} />} loading={isLeaving} onClick={leave}>
          {t("me.leave")}
        </Button>
      </div>
    </Page>
  );
}

function useLeaving() {
  const leaving = useMutation({
    mutationFn: signOut,
    onSuccess: () => {
      forgetSession();
      forgetDrafts();
      window.location.assign("/sign-in");
    },
  });
  return { leave: () => leaving.mutate(), isLeaving: leaving.isPending };
}

function AppChoices() {
  const t = useText();
  const locale = useLocale();
  const own = useQuery(meQuery);
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const speak = useMutation({
    mutationFn: async (wanted: Locale) => {
      await setLocale(wanted);
      if (own.data === undefined) return;
      const { name_latin, phone, time_zone } = own.data;
      await answer(api.PUT("/api/v1/identity/me", { body: { name_latin, phone, time_zone, locale: wanted } }));
      await queryClient.invalidateQueries({ queryKey: ["me"] });
      await checkSession();
      showDone(t("me.saved"));
    },
  });
  return (
    <div className={classes.choices}>
      <label className={classes.choice}>
        <span>{t("language")}</span>
        <SegmentedControl
          aria-label={t("language")}
          value={locale}
          onChange={(value) => speak.mutate(value as Locale)}
          data={[
            { value: "zh-Hans", label: "中文" },
            { value: "en", label: "English" },
          ]}
        />
      </label>
      <label className={classes.choice}>
        <span>{t("scheme")}</span>
        <SegmentedControl
          aria-label={t("scheme")}
          value={colorScheme}
          onChange={(value) => setColorScheme(value as "light" | "dark" | "auto")}
          data={(["auto", "light", "dark"] as const).map((value) => ({ value, label: t(`scheme.${value}`) }))}
        />
      </label>
    </div>
  );
}
