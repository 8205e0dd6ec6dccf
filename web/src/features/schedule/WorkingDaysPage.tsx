import { ActionIcon, Button, Switch, TextInput } from "@mantine/core";
import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api } from "../../api/client";
import { hasRole, useMe } from "../../api/session";
import { useLocale } from "../../i18n/text";
import { formatDay, today } from "../../lib/dates";
import { Page } from "../../ui/Page";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { Sheet } from "../../ui/Sheet";
import { RecordSkeleton } from "../../ui/Skeletons";
import { showDone } from "../../ui/undo";
import { dayKind, monthAfter } from "./months";
import { monthQuery, type WorkingDay } from "./queries";
import { useText } from "./text";
import classes from "./WorkingDays.module.css";

const WEEK = ["1", "2", "3", "4", "5", "6", "7"] as const;

/** Which days are worked: the public calendar with its moved days, and the company's own exceptions. */
export default function WorkingDaysPage() {
  const t = useText();
  const locale = useLocale();
  const [month, setMonth] = useState(today().slice(0, 7));
  const [open, setOpen] = useState<WorkingDay | null>(null);
  const keeps = hasRole(useMe(), "admin");
  const days = useQuery(monthQuery(month));
  const title = new Intl.DateTimeFormat(locale === "en" ? "en" : "zh-CN", { year: "numeric", month: "long", timeZone: "UTC" }).format(new Date(`${month}-01T00:00:00Z`));
  const worked = days.data?.filter((day) => day.day.startsWith(month) && day.is_working).length ?? 0;
  return (
    <Page title={t("days.title")} subtitle={t("days.hint")} back="/settings" width="narrow">
      <div className={classes.steps}>
        <ActionIcon aria-label={t("days.before")} onClick={() => setMonth(monthAfter(month, -1))}>
          <IconChevronLeft size={22} stroke={1.75} />
        </ActionIcon>
        <h2>{title}</h2>
        <ActionIcon aria-label={t("days.after")} onClick={() => setMonth(monthAfter(month, 1))}>
          <IconChevronRight size={22} stroke={1.75} />
        </ActionIcon>
        <span>{t("days.worked", { count: worked })}</span>
      </div>
      {days.isPending && <RecordSkeleton />}
      {days.isError && <ProblemNotice error={days.error} retry={() => void days.refetch()} />}
      {days.data !== undefined && (
        <>
          <div className={classes.grid}>
            {WEEK.map((day) => (
              <span key={day} className={classes.weekday}>{t(`short.${day}`)}</span>
            ))}
            {days.data.map((day) => (
              <DayCell key={day.day} day={day} isOutside={!day.day.startsWith(month)} {...(keeps ? { open: () => setOpen(day) } : {})} />
            ))}
          </div>
          <p className={classes.legend}>{t(keeps ? "days.legend.admin" : "days.legend")}</p>
        </>
      )}
      {open !== null && <DaySheet key={open.day} day={open} onClose={() => setOpen(null)} />}
    </Page>
  );
}

function DayCell({ day, isOutside, open }: { day: WorkingDay; isOutside: boolean; open?: () => void }) {
  const t = useText();
  const locale = useLocale();
  const kind = dayKind(day);
  const name = locale === "en" ? day.name_en : day.name_zh;
  const inner = (
    <>
      <span className={classes.number}>{Number(day.day.slice(8))}</span>
      {kind !== "plain" && <span className={classes.mark} data-kind={kind}>{t(`days.${kind}`)}</span>}
      <span className={classes.name}>{name}</span>
    </>
  );
  const shared = { className: classes.day, "data-rest": !day.is_working || undefined, "data-outside": isOutside || undefined, "data-today": day.day === today() || undefined };
  if (open === undefined || isOutside) return <div {...shared}>{inner}</div>;
  const said = [formatDay(day.day, locale), t(day.is_working ? "days.works" : "days.rests"), name].filter(Boolean).join(" · ");
  return (
    <button type="button" aria-label={said} onClick={open} {...shared}>
      {inner}
    </button>
  );
}

function DaySheet({ day, onClose }: { day: WorkingDay; onClose: () => void }) {
  const t = useText();
  const locale = useLocale();
  const client = useQueryClient();
  const [isWorking, setIsWorking] = useState(day.is_working);
  const [zh, setZh] = useState(day.name_zh);
  const [en, setEn] = useState(day.name_en);
  const set = (wanted: Pick<WorkingDay, "is_working" | "name_zh" | "name_en">) => {
    const { is_working, name_zh, name_en } = wanted;
    return answer(api.PUT("/api/v1/schedule/working-days/{day}", { params: { path: { day: day.day } }, body: { is_working, name_zh, name_en } }));
  };
  const again = () => client.invalidateQueries({ queryKey: ["company_day"] });
  const back = useMutation({ mutationFn: () => set(day), onSettled: again });
  const save = useMutation({
    mutationFn: () => set({ is_working: isWorking, name_zh: zh.trim(), name_en: en.trim() }),
    onSuccess: () => {
      onClose();
      showDone(t("days.done", { day: formatDay(day.day, locale) }), () => back.mutate());
    },
    onSettled: again,
  });
  return (
    <Sheet
      opened
      onClose={onClose}
      title={formatDay(day.day, locale)}
      footer={
        <Button fullWidth loading={save.isPending} onClick={() => save.mutate()}>
          {t("save")}
        </Button>
      }
    >
      <Switch size="md" label={t("days.isWorking")} description={t("days.isWorking.hint")} checked={isWorking} onChange={(event) => setIsWorking(event.currentTarget.checked)} />
      <TextInput label={t("days.nameZh")} maxLength={60} value={zh} onChange={(event) => setZh(event.currentTarget.value)} />
      <TextInput label={t("days.nameEn")} maxLength={60} value={en} onChange={(event) => setEn(event.currentTarget.value)} />
      {save.isError && <ProblemNotice error={save.error} />}
    </Sheet>
  );
}
