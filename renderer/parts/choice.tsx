import type { ReactNode } from "react";
import {
  Button as AriaButton,
  Checkbox as AriaCheckbox,
  Select as AriaSelect,
  Disclosure,
  DisclosurePanel,
  Heading,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  SelectValue,
  ToggleButton,
} from "react-aria-components";
import { Icon } from "./icon.tsx";
import "./choice.css";
import "./popover.css";

export type Option<T extends string> = { readonly id: T; readonly label: string };

/** One of a few. For long lists use a search list. */
export function Select<T extends string>({
  label,
  value,
  options,
  onChange,
  placeholder,
}: {
  readonly label: string;
  readonly value: T | null;
  readonly options: readonly Option<T>[];
  readonly onChange: (value: T) => void;
  /** What stands there while nothing is chosen. */
  readonly placeholder?: string;
}) {
  return (
    <AriaSelect
      className="field"
      value={value}
      {...(placeholder === undefined ? {} : { placeholder })}
      onChange={(key) => {
        const option = options.find(({ id }) => id === key);
        if (option !== undefined) onChange(option.id);
      }}
    >
      <Label className="field-label">{label}</Label>
      <AriaButton className="button select-button">
        <SelectValue />
        <Icon name="chevron" size={14} />
      </AriaButton>
      <Popover className="popover" offset={4}>
        <ListBox className="menu" items={options}>
          {(option) => (
            <ListBoxItem id={option.id} textValue={option.label} className="menu-item">
              {option.label}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}

/** A filter that is on or off, with how many it lets through. */
export function Chip({
  isOn,
  onChange,
  label,
  count,
}: {
  readonly isOn: boolean;
  readonly onChange: (on: boolean) => void;
  readonly label: string;
  readonly count?: number;
}) {
  return (
    <ToggleButton className="chip" isSelected={isOn} onChange={onChange}>
      {label}
      {count === undefined ? null : <span className="chip-count">{count}</span>}
    </ToggleButton>
  );
}

/** A box to tick, with how many things it is about. */
export function Checkbox({
  isOn,
  onChange,
  children,
}: {
  readonly isOn: boolean;
  readonly onChange: (on: boolean) => void;
  readonly children: ReactNode;
}) {
  return (
    <AriaCheckbox className="checkbox" isSelected={isOn} onChange={onChange}>
      <span className="checkbox-box" aria-hidden="true">
        <svg viewBox="0 0 12 12" width="12" height="12" fill="none" stroke="currentColor" strokeWidth="2">
          <title>✓</title>
          <path d="m2 6 3 3 5-6" />
        </svg>
      </span>
      <span className="checkbox-words">{children}</span>
    </AriaCheckbox>
  );
}

/** Something more, behind its heading. */
export function More({
  title,
  children,
  isOpen = false,
  level = 3,
}: {
  readonly title: ReactNode;
  readonly children: ReactNode;
  readonly isOpen?: boolean;
  /** Level of its heading: one below what it stands under. */
  readonly level?: 2 | 3;
}) {
  return (
    <Disclosure className="more" defaultExpanded={isOpen}>
      <Heading level={level} className="more-heading">
        <AriaButton slot="trigger" className="more-button">
          <span className="more-arrow">
            <Icon name="chevron" size={14} />
          </span>
          {title}
        </AriaButton>
      </Heading>
      <DisclosurePanel className="more-panel">{children}</DisclosurePanel>
    </Disclosure>
  );
}
