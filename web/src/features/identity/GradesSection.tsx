import { Button, NumberInput, TextInput } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api } from "../../api/client";
import { queryClient } from "../../api/queryClient";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { RecordCard } from "../../ui/RecordCard";
import { Section } from "../../ui/Section";
import { Sheet } from "../../ui/Sheet";
import { showDone } from "../../ui/undo";
import classes from "./Identity.module.css";
import { type Grade, gradesQuery } from "./queries";
import { useText } from "./text";

/** Grades: the travel standards are set by them. */
export function GradesSection({ isAdmin }: { isAdmin: boolean }) {
  const t = useText();
  const grades = useQuery(gradesQuery);
  const [opened, setOpened] = useState<Grade | "new" | null>(null);
  const open = isAdmin ? (grade: Grade) => ({ onOpen: () => setOpened(grade) }) : () => ({});
  return (
    <Section
      title={t("grades.title")}
      aside={
        isAdmin && (
          <Button variant="subtle" onClick={() => setOpened("new")}>
            {t("grades.new")}
          </Button>
        )
      }
    >
      {grades.isError && <ProblemNotice error={grades.error} />}
      {grades.data?.length === 0 && <p className={classes.note}>{t("grades.none")}</p>}
      {grades.data?.map((grade) => (
        <RecordCard key={grade.id} title={`${grade.code} · ${grade.name}`} {...open(grade)} />
      ))}
      <Sheet opened={opened !== null} onClose={() => setOpened(null)} title={opened === "new" ? t("grades.new") : t("grades.change")}>
        {opened !== null && <GradeForm grade={opened === "new" ? null : opened} onClose={() => setOpened(null)} />}
      </Sheet>
    </Section>
  );
}

function GradeForm({ grade, onClose }: { grade: Grade | null; onClose: () => void }) {
  const t = useText();
  const [code, setCode] = useState(grade?.code ?? "");
  const [name, setName] = useState(grade?.name ?? "");
  const [rank, setRank] = useState(grade?.rank ?? 1);
  const finish = () => {
    void queryClient.invalidateQueries({ queryKey: gradesQuery.queryKey });
    showDone(t("saved"));
    onClose();
  };
  const save = useMutation({
    mutationFn: () => {
      const body = { code, name, rank };
      if (grade === null) return answer(api.POST("/api/v1/identity/grades", { body }));
      return answer(api.PUT("/api/v1/identity/grades/{grade_id}", { params: { path: { grade_id: grade.id } }, body }));
    },
    onSuccess: finish,
  });
  const remove = useMutation({
    mutationFn: (id: string) => answer(api.DELETE("/api/v1/identity/grades/{grade_id}", { params: { path: { grade_id: id } } })),
    onSuccess: finish,
  });
  const error = save.error ?? remove.error;
  return (
    <form
      className={classes.fields}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <TextInput label={t("field.code")} required maxLength={20} data-autofocus value={code} onChange={(event) => setCode(event.currentTarget.value)} />
      <TextInput label={t("grades.name")} required maxLength={60} value={name} onChange={(event) => setName(event.currentTarget.value)} />
      <NumberInput label={t("grades.rank")} description={t("grades.rank.hint")} min={0} max={1000} allowDecimal={false} value={rank} onChange={(value) => setRank(Number(value))} />
      {error !== null && <ProblemNotice error={error} />}
      <Button type="submit" loading={save.isPending}>
        {t("save")}
      </Button>
      {grade !== null && (
        <Button variant="default" c="var(--rb-stop)" loading={remove.isPending} onClick={() => remove.mutate(grade.id)}>
          {t("remove")}
        </Button>
      )}
    </form>
  );
}
