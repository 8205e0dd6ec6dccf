import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ListSkeleton } from "../../ui/Skeletons";
import { factorsQuery } from "./factors";
import { PasskeySection } from "./PasskeySection";
import { ReauthenticationSheet } from "./ReauthenticationSheet";
import { useText } from "./text";
import { TotpSection } from "./TotpSection";

/** The admin's second factor: an app or a passkey; either lets the setup go on. */
export function SetupFactor({ isReady, onDone }: { isReady: boolean; onDone: () => void }) {
  const t = useText();
  const factors = useQuery(factorsQuery);
  const [again, setAgain] = useState<(() => void) | null>(null);
  const askAgain = (retry: () => void) => setAgain(() => retry);
  const mine = factors.data ?? [];
  if (factors.isPending) return <ListSkeleton rows={3} />;
  return (
    <>
      <TotpSection factor={mine.find((one) => one.type === "totp")} askAgain={askAgain} />
      <PasskeySection factors={mine.filter((one) => one.type === "webauthn")} askAgain={askAgain} />
      {isReady && (
        <Button size="lg" fullWidth onClick={onDone}>
          {t("setup.factor.go")}
        </Button>
      )}
      <ReauthenticationSheet
        opened={again !== null}
        types={mine.map((one) => one.type)}
        onClose={() => setAgain(null)}
        onDone={() => {
          setAgain(null);
          again?.();
        }}
      />
    </>
  );
}
