import { Empty } from "../parts/note.tsx";
import { Page } from "../parts/panel.tsx";
import { useText } from "../text/language.tsx";

/** An address that leads nowhere. */
export function NothingHere() {
  const { t } = useText();
  return (
    <Page title={t("problem.none-here")}>
      <Empty title={t("problem.none-here-remedy")} />
    </Page>
  );
}
