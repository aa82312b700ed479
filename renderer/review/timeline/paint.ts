import { useEffect, useState } from "react";
import type { Paint } from "./draw.ts";

/** The page's colours as they are now; read again when the theme changes, by choice or with the system. */
export function usePaint(): Paint {
  const [paint, setPaint] = useState(readPaint);
  useEffect(() => {
    const read = () => setPaint(readPaint());
    const theme = new MutationObserver(read);
    theme.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
    const system = matchMedia("(prefers-color-scheme: dark)");
    system.addEventListener("change", read);
    return () => {
      theme.disconnect();
      system.removeEventListener("change", read);
    };
  }, []);
  return paint;
}

/** A colour token may be a function of the scheme; an element that wears it says what it comes to. */
function readPaint(): Paint {
  const wearer = document.createElement("span");
  document.body.append(wearer);
  const colour = (token: string): string => {
    wearer.style.color = `var(${token})`;
    return getComputedStyle(wearer).color;
  };
  const paint = {
    good: colour("--good"),
    partly: colour("--warn"),
    bad: colour("--bad"),
    plain: colour("--accent"),
    line: colour("--line"),
    text: colour("--text"),
    chosen: colour("--chosen"),
    quiet: colour("--text-quiet"),
    font: `12px ${getComputedStyle(document.body).fontFamily}`,
  };
  wearer.remove();
  return paint;
}
