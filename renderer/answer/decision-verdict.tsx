import type { Answer } from "../../shared/answer/answer.ts";
import { type Standing, StateShape } from "../parts/state-mark.tsx";
import { useText } from "../text/language.tsx";

type Branch = NonNullable<Answer["decision"]>["branch"];

const STANDING: Readonly<Record<Branch, Standing>> = {
  met: "good",
  "not-met": "plain",
  straddles: "partly",
  "cannot-say": "unknown",
  "no-rule": "plain",
  waived: "plain",
};

/** Which branch of the rule the number meets, said before anything else is looked at. */
export function DecisionVerdict({ answer }: { readonly answer: Answer }) {
  const { t } = useText();
  if (answer.decision === null) return null;
  const { branch, text } = answer.decision;
  if (branch === "waived") return <p className="small quiet">{text}</p>;
  return (
    <div className="decision-verdict">
      <span className="small quiet">{t("answer.decision")}</span>
      <p className="decision-verdict-words">
        <StateShape standing={STANDING[branch]} />
        <span>{text}</span>
      </p>
    </div>
  );
}
