import type { RequestView } from "../../shared/requests/request.ts";
import { Badge, type Standing } from "../parts/state-mark.tsx";
import { useText } from "../text/language.tsx";

/** How a request stands, and its clock. */
export function RequestClock({ request }: { readonly request: RequestView }) {
  const { t } = useText();
  const { state, daysInState, daysOpen, daysLeft } = request;
  const overdue = daysLeft !== null && daysLeft < 0;
  return (
    <div className="stack">
      <Badge standing={standingOf(request)}>{t(`requests.state-${state}`)}</Badge>
      <p className="small quiet">
        {t("requests.days-in-state", { count: daysInState })} · {t("requests.days-open", { count: daysOpen })}
      </p>
      {daysLeft === null ? null : (
        <p className="small">
          {overdue
            ? t("requests.overdue", { count: -daysLeft })
            : t("requests.days-left", { count: daysLeft })}
        </p>
      )}
    </div>
  );
}

function standingOf({ state, daysLeft }: RequestView): Standing {
  if (state === "delivered") return "good";
  if (state === "refused" || state === "expired") return "bad";
  if (daysLeft !== null && daysLeft < 0) return "notice";
  return state === "withdrawn" ? "plain" : "partly";
}
