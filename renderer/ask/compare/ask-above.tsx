import { Link } from "wouter";
import { addresses } from "../../frame/addresses.ts";
import { Icon } from "../../parts/icon.tsx";
import { useText } from "../../text/language.tsx";

/** The way back to the question in the making, above the pages that belong to Ask. */
export function AskAbove() {
  const { t } = useText();
  return (
    <div className="no-print">
      <Link href={addresses.ask} className="ask-back">
        <Icon name="back" size={14} />
        {t("place.ask")}
      </Link>
    </div>
  );
}
