import { Navigate, useParams } from "@tanstack/react-router";
import { Page } from "../../ui/Page";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { RecordSkeleton } from "../../ui/Skeletons";
import { useTask } from "./queries";
import { pageOf } from "./where";

/** A task leads to what it is about, where one decides with all the facts. */
export default function TaskPage() {
  const { taskId } = useParams({ strict: false }) as { taskId: string };
  const task = useTask(taskId);
  if (task.isSuccess) return <Navigate to={pageOf(task.data)} replace />;
  return (
    <Page title="" back="/approvals">
      {task.isPending ? <RecordSkeleton /> : <ProblemNotice error={task.error} />}
    </Page>
  );
}
