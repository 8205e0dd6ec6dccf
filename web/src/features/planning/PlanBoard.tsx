import { useState } from "react";
import { useLocale } from "../../i18n/text";
import { formatDay } from "../../lib/dates";
import { MapView } from "../../ui/MapView";
import { Section } from "../../ui/Section";
import { useIsPhone } from "../../ui/useIsPhone";
import { ChangeNote } from "./ChangeNote";
import { ClashNotice } from "./ClashNotice";
import { DayColumn } from "./DayColumn";
import { LeftOutList } from "./LeftOutList";
import classes from "./PlanBoard.module.css";
import { planMap } from "./planMap";
import { PricePanel } from "./PricePanel";
import type { LeftOut, Plan, PlanStop } from "./queries";
import { LeftOutSheet } from "./LeftOutSheet";
import { StopSheet } from "./StopSheet";
import { useText } from "./text";

/** Map, day columns, reasons and price side by side; on the phone one day at a time. */
export function PlanBoard({ plan }: { plan: Plan }) {
  const t = useText();
  const locale = useLocale();
  const phone = useIsPhone();
  const [chosen, setChosen] = useState<number | null>(null);
  const [stop, setStop] = useState<PlanStop | null>(null);
  const [out, setOut] = useState<LeftOut | null>(null);
  const [dragged, setDragged] = useState<string | null>(null);
  const focus = phone ? (chosen ?? 0) : chosen;
  const { pins, routes } = planMap(plan, focus);
  const open = (id: string) => {
    const found = plan.days.flatMap((day) => day.stops).find((each) => each.account.account_id === id);
    if (found) setStop(found);
    else setOut(plan.left_out.find((each) => each.account.account_id === id) ?? null);
  };
  const columns = plan.days.map((day, index) => (
    <DayColumn key={day.day} plan={plan} day={day} index={index} focused={focus === index} onFocus={() => setChosen(chosen === index ? null : index)} onOpen={setStop} dragged={dragged} onDrag={setDragged} />
  ));
  return (
    <div className={classes.board}>
      <div className={classes.left}>
        <ClashNotice plan={plan} />
        <ChangeNote plan={plan} />
        <div className={classes.map}>
          <MapView label={t("map", { count: pins.length })} pins={pins} routes={routes} height="100%" fitKey={`${plan.id}-${String(focus)}`} onSelect={open} />
        </div>
        {phone ? (
          <>
            <div className={classes.tabs} role="group" aria-label={t("days.choose")}>
              {plan.days.map((day, index) => (
                <button key={day.day} type="button" className={classes.tab} aria-pressed={focus === index} onClick={() => setChosen(index)}>
                  {formatDay(day.day, locale)}
                </button>
              ))}
            </div>
            {columns[focus ?? 0]}
          </>
        ) : (
          <div className={classes.columns} style={{ gridTemplateColumns: `repeat(${plan.days.length}, minmax(248px, 1fr))` }}>
            {columns}
          </div>
        )}
      </div>
      <aside className={classes.side}>
        <PricePanel plan={plan} />
        {plan.left_out.length > 0 && (
          <Section title={t("left.title", { count: plan.left_out.length })}>
            <LeftOutList plan={plan} onOpen={setOut} />
          </Section>
        )}
      </aside>
      {stop !== null && <StopSheet plan={plan} stop={stop} onClose={() => setStop(null)} />}
      {out !== null && <LeftOutSheet plan={plan} out={out} onClose={() => setOut(null)} />}
    </div>
  );
}
