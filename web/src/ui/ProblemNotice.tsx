import { Button } from "@mantine/core";
import { IconAlertTriangle, IconCloudOff } from "@tabler/icons-react";
import { Problem, UNREACHABLE } from "../api/problem";
import classes from "./ProblemNotice.module.css";
import { useUiText } from "./text";

interface ProblemNoticeProps {
  error: unknown;
  retry?: () => void;
}

/** What happened, what is safe, what to do. */
export function ProblemNotice({ error, retry }: ProblemNoticeProps) {
  const t = useUiText();
  const body = error instanceof Problem ? error.body : null;
  const away = body?.code === UNREACHABLE;
  const Icon = away ? IconCloudOff : IconAlertTriangle;
  const title = away ? t("problem.away") : body?.title || t("problem.unknown");
  const todo = away ? t("problem.away.todo") : body?.action || t("problem.unknown.todo");
  return (
    <div className={classes.notice} role="alert" data-away={away || undefined}>
      <Icon size={20} stroke={1.75} aria-hidden className={classes.icon} />
      <div className={classes.words}>
        <p className={classes.title}>{title}</p>
        {body !== null && body.detail !== "" && <p className={classes.text}>{body.detail}</p>}
        <p className={classes.text}>{todo}</p>
        {body !== null && body.request_id !== "" && body.status >= 500 && (
          <p className={classes.number}>{t("problem.number", { id: body.request_id })}</p>
        )}
        {retry !== undefined && (
          <Button variant="light" onClick={retry} mt={8}>
            {t("retry")}
          </Button>
        )}
      </div>
    </div>
  );
}
