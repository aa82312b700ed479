import type { RequestView } from "../../shared/requests/request.ts";
import { Badge, type Standing } from "../parts/state-mark.tsx";
import { useText } from "../text/language.tsx";

/** How a request stands, and its clock; on the board the column says the state already. */
export function RequestClock({
  request,
  onBoard = false,
}: {
  readonly request: RequestView;
  readonly onBoard?: boolean;
}) {
  const { t } = useText();
  const { state, daysInState, daysOpen, daysLeft, next } = request;
  const isOver = next.length === 0;
  return (
    <div className="stack request-clock">
      {onBoard ? null : <Badge standing={stateStanding(state)}>{t(`requests.state-${state}`)}</Badge>}
      {daysLeft !== null && daysLeft < 0 ? (
        <Badge standing="notice">{t("requests.overdue", { count: -daysLeft })}</Badge>
      ) : null}
      {daysLeft !== null && daysLeft >= 0 ? (
        <p className="small">{t("requests.days-left", { count: daysLeft })}</p>
      ) : null}
      {isOver ? (
        <p className="small quiet">{t("requests.took", { count: daysOpen })}</p>
      ) : (
        <p className="small quiet">
          {t("requests.days-in-state", { count: daysInState })}
          {daysOpen === daysInState ? null : <> · {t("requests.days-open", { count: daysOpen })}</>}
        </p>
      )}
    </div>
  );
}

/** The shape and colour of a state. */
export function stateStanding(state: RequestView["state"]): Standing {
  if (state === "delivered") return "good";
  if (state === "refused" || state === "expired") return "bad";
  return state === "withdrawn" || state === "draft" ? "plain" : "partly";
}
