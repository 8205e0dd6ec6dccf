import { useQuery } from "@tanstack/react-query";
import { Button } from "@mantine/core";
import { IconPlus, IconUsersGroup } from "@tabler/icons-react";
import { useState } from "react";
import { hasRole, useMe } from "../../api/session";
import { EmptyState } from "../../ui/EmptyState";
import { Page } from "../../ui/Page";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { RecordCard } from "../../ui/RecordCard";
import { Section } from "../../ui/Section";
import { ListSkeleton } from "../../ui/Skeletons";
import { GradesSection } from "./GradesSection";
import classes from "./Identity.module.css";
import { type Team, teamsQuery } from "./queries";
import { TeamSheet } from "./TeamSheet";
import { TerritoriesSection } from "./TerritoriesSection";
import { useText } from "./text";

/** The company's structure: the team tree, grades, territories. */
export default function TeamsPage() {
  const t = useText();
  const isAdmin = hasRole(useMe(), "admin");
  const teams = useQuery(teamsQuery);
  const [opened, setOpened] = useState<Team | "new" | null>(null);
  return (
    <Page
      title={t("teams.title")}
      back="/settings"
      width="narrow"
      primary={
        isAdmin ? (
          <Button leftSection={<IconPlus size={18} />} onClick={() => setOpened("new")}>
            {t("teams.new")}
          </Button>
        ) : undefined
      }
    >
      {teams.isPending && <ListSkeleton />}
      {teams.isError && <ProblemNotice error={teams.error} retry={() => void teams.refetch()} />}
      {teams.data?.length === 0 && <EmptyState icon={IconUsersGroup} title={t("teams.none")} hint={t("teams.what")} />}
      {teams.data !== undefined && teams.data.length > 0 && (
        <Section title={t("teams.tree")}>
          <ul className={classes.tree}>
            {teams.data.map((team) => (
              <li key={team.id} style={{ paddingInlineStart: team.depth * 24 }}>
                <RecordCard
                  title={team.name}
                  facts={[...team.leader_names, t("teams.people", { count: team.member_count })].join(" · ")}
                  {...(isAdmin ? { onOpen: () => setOpened(team) } : {})}
                />
              </li>
            ))}
          </ul>
        </Section>
      )}
      <GradesSection isAdmin={isAdmin} />
      <TerritoriesSection isAdmin={isAdmin} />
      <TeamSheet opened={opened} teams={teams.data ?? []} onClose={() => setOpened(null)} />
    </Page>
  );
}
