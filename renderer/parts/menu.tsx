import { Menu, MenuItem, MenuTrigger, Popover } from "react-aria-components";
import { Button, type Loudness } from "./button.tsx";
import { Icon } from "./icon.tsx";
import "./popover.css";

export type MenuEntry = { readonly id: string; readonly label: string; readonly detail?: string };

/** A button that opens a list of things to do. */
export function MenuButton({
  label,
  entries,
  onChoose,
  loudness = "plain",
  isBusy = false,
}: {
  readonly label: string;
  readonly entries: readonly MenuEntry[];
  readonly onChoose: (id: string) => void;
  readonly loudness?: Loudness;
  readonly isBusy?: boolean;
}) {
  return (
    <MenuTrigger>
      <Button loudness={loudness} isBusy={isBusy}>
        {label}
        <Icon name="chevron" size={14} />
      </Button>
      <Popover className="popover" placement="bottom start" offset={6}>
        <Menu className="menu" items={entries} onAction={(key) => onChoose(String(key))} aria-label={label}>
          {(entry) => (
            <MenuItem id={entry.id} textValue={entry.label} className="menu-item">
              <span>{entry.label}</span>
              {entry.detail === undefined ? null : <span className="menu-item-detail">{entry.detail}</span>}
            </MenuItem>
          )}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
