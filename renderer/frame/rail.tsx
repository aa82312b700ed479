import { Link, useLocation } from "wouter";
import { Icon, type IconName } from "../parts/icon.tsx";
import { useText } from "../text/language.tsx";
import { addresses } from "./addresses.ts";
import { Health } from "./health.tsx";

const PLACES = [
  { name: "ask", address: addresses.ask, also: /^\/(ask|runs|glossary)/ },
  { name: "answers", address: addresses.answers, also: /^\/answers/ },
  { name: "catalogue", address: addresses.catalogue, also: /^\/catalogue/ },
  { name: "requests", address: addresses.requests, also: /^\/requests/ },
  { name: "review", address: addresses.review, also: /^\/review/ },
  { name: "settings", address: addresses.settings, also: /^\/(settings|words)/ },
] as const satisfies readonly { name: IconName; address: string; also: RegExp }[];

/** The way to every place, and at its foot how the workspace is doing. */
export function Rail() {
  const { t } = useText();
  const [location] = useLocation();
  return (
    <div className="rail no-print">
      <nav aria-label={t("rail.label")}>
        <ul className="rail-places">
          {PLACES.map(({ name, address, also }) => (
            <li key={name}>
              <Link
                href={address}
                className="rail-link"
                aria-current={also.test(location) ? "page" : undefined}
              >
                <Icon name={name} size={18} />
                {t(`place.${name}`)}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <Health />
    </div>
  );
}
