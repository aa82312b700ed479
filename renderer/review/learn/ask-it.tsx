import { useLocation } from "wouter";
import { useAsk } from "../../ask/session-provider.tsx";
import { addresses } from "../../frame/addresses.ts";
import { Button } from "../../parts/button.tsx";
import { useText } from "../../text/language.tsx";

/** Takes a question to the Ask page. */
export function AskIt({ text }: { readonly text: string }) {
  const { t } = useText();
  const { dispatch } = useAsk();
  const [, navigate] = useLocation();
  const ask = () => {
    dispatch({ do: "clear" });
    dispatch({ do: "type", text });
    navigate(addresses.ask);
  };
  return (
    <div>
      <Button loudness="link" onPress={ask} aria-label={`${t("learn.ask")}: ${text}`}>
        {t("learn.ask")}
      </Button>
    </div>
  );
}
