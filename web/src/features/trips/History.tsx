import { formatMoney } from "../../lib/money";
import { DateText } from "../../ui/DateText";
import { Section } from "../../ui/Section";
import { StatusBadge } from "../../ui/StatusBadge";
import type { Tone } from "../../ui/tone";
import { type Chain, type Trip, useChains } from "./queries";
import { useText } from "./text";
import classes from "./Trips.module.css";

type Task = Chain["tasks"][number];

const TONES: Record<Task["state"], Tone> = {
  pending: "road",
  approved: "go",
  rejected: "stop",
  returned: "marker",
  transferred: "plain",
  skipped: "plain",
  expired: "plain",
};

/** Who was asked, what they said, and which versions there were. */
export function History({ trip }: { trip: Trip }) {
  const t = useText();
  const chains = useChains(trip.id).data ?? [];
  const tasks = chains.flatMap((chain) => chain.tasks).sort((a, b) => b.waiting_since.localeCompare(a.waiting_since));
  const shown = tasks.filter((task) => task.state !== "expired");
  return (
    <>
      {shown.length > 0 && (
        <Section title={t("log")}>
          <ul className={classes.log}>
            {shown.map((task) => (
              <Step key={task.id} task={task} />
            ))}
          </ul>
        </Section>
      )}
      {trip.versions.length > 1 && (
        <Section title={t("versions")}>
          <ul className={classes.log}>
            {trip.versions.map((version) => (
              <li key={version.number}>
                <p>
                  <strong>{t("version", { number: version.number })}</strong> · {formatMoney({ minor: version.cost_minor, currency: trip.currency })}
                </p>
                <p className={classes.quiet}>
                  {version.reason || t("version.first")} · {t(version.is_approved ? "version.approved" : version.submitted_at === null ? "version.draft" : "version.asked")}
                </p>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}

function Step({ task }: { task: Task }) {
  const t = useText();
  const who = task.on_behalf_of_name === "" ? task.assignee_name : t("log.for", { who: task.assignee_name, whose: task.on_behalf_of_name });
  return (
    <li>
      <p>
        {who} <StatusBadge tone={TONES[task.state]} word={t(`task.${task.state}`)} />
      </p>
      <p className={classes.quiet}>
        <DateText at={task.decided_at ?? task.waiting_since} />
        {task.comment !== "" && ` · ${task.comment}`}
      </p>
    </li>
  );
}
