import { Button } from "../../parts/button.tsx";
import { useText } from "../../text/language.tsx";
import { panned, type View, zoomed } from "./view.ts";

/** What keys, wheel and dragging do, as buttons. */
export function Zoom({
  view,
  whole,
  onMove,
}: {
  readonly view: React.RefObject<View>;
  readonly whole: View;
  readonly onMove: (view: View) => void;
}) {
  const { t } = useText();
  const middle = () => (view.current.from + view.current.to) / 2;
  const steps = [
    ["earlier", () => panned(view.current, -0.5, whole)],
    ["later", () => panned(view.current, 0.5, whole)],
    ["closer", () => zoomed(view.current, 0.5, middle(), whole)],
    ["wider", () => zoomed(view.current, 2, middle(), whole)],
    ["whole", () => whole],
  ] as const;
  return (
    // biome-ignore lint/a11y/useSemanticElements: buttons, no form fields.
    <div className="row no-print" role="group" aria-label={t("timeline.zoom")}>
      {steps.map(([name, next]) => (
        <Button key={name} loudness="quiet" onPress={() => onMove(next())}>
          {t(`timeline.${name}`)}
        </Button>
      ))}
    </div>
  );
}
