import { useQuery } from "@tanstack/react-query";
import { IconShieldExclamation } from "@tabler/icons-react";
import { useState } from "react";
import { Page } from "../../ui/Page";
import { ProblemNotice } from "../../ui/ProblemNotice";
import { ReasonLine } from "../../ui/ReasonLine";
import { ListSkeleton } from "../../ui/Skeletons";
import { factorsQuery } from "./factors";
import { PasskeySection } from "./PasskeySection";
import { PasswordSection } from "./PasswordSection";
import { meQuery } from "./queries";
import { ReauthenticationSheet } from "./ReauthenticationSheet";
import { RecoverySection } from "./RecoverySection";
import { SessionsSection } from "./SessionsSection";
import { useText } from "./text";
import { TokensSection } from "./TokensSection";
import { TotpSection } from "./TotpSection";

/** Security: second factors, recovery codes, signed-in browsers, tokens, password. */
export default function SecurityPage() {
  const t = useText();
  const me = useQuery(meQuery);
  const factors = useQuery(factorsQuery);
  const [again, setAgain] = useState<(() => void) | null>(null);
  const askAgain = (retry: () => void) => setAgain(() => retry);
  const mine = factors.data ?? [];
  return (
    <Page title={t("security.title")} back="/me" width="narrow">
      {me.data?.must_set_up_second_factor === true && (
        <ReasonLine icon={IconShieldExclamation} tone="marker" facts={[t("security.demanded")]} />
      )}
      {factors.isError && <ProblemNotice error={factors.error} retry={() => void factors.refetch()} />}
      {factors.isPending ? (
        <ListSkeleton rows={4} />
      ) : (
        <>
          <TotpSection factor={mine.find((one) => one.type === "totp")} askAgain={askAgain} />
          <PasskeySection factors={mine.filter((one) => one.type === "webauthn")} askAgain={askAgain} />
          <RecoverySection factor={mine.find((one) => one.type === "recovery_codes")} askAgain={askAgain} />
        </>
      )}
      <SessionsSection />
      {me.data?.must_set_up_second_factor === false && <TokensSection />}
      <PasswordSection />
      <ReauthenticationSheet
        opened={again !== null}
        types={mine.map((one) => one.type)}
        onClose={() => setAgain(null)}
        onDone={() => {
          setAgain(null);
          again?.();
        }}
      />
    </Page>
  );
}
