import type { ReactNode } from "react";
import {
  NumberField as AriaNumberField,
  SearchField as AriaSearchField,
  TextField as AriaTextField,
  FieldError,
  Input,
  Label,
  type NumberFieldProps,
  type SearchFieldProps,
  Text,
  TextArea,
  type TextFieldProps,
} from "react-aria-components";
import { Icon } from "./icon.tsx";
import "./field.css";

type Labelled = { readonly label: string; readonly hint?: ReactNode; readonly fault?: string };

/** A line or, with `lines`, some lines of text with its label above. */
export function TextField({
  label,
  hint,
  fault,
  lines,
  placeholder,
  ...rest
}: Omit<TextFieldProps, "className" | "children"> &
  Labelled & { readonly lines?: number; readonly placeholder?: string }) {
  const shown = placeholder === undefined ? {} : { placeholder };
  return (
    <AriaTextField {...rest} isInvalid={fault !== undefined} validationBehavior="aria" className="field">
      <Label className="field-label">{label}</Label>
      {lines === undefined ? (
        <Input className="field-input" {...shown} />
      ) : (
        <TextArea className="field-input" rows={lines} {...shown} />
      )}
      {hint === undefined ? null : (
        <Text slot="description" className="field-hint">
          {hint}
        </Text>
      )}
      <FieldError className="field-fault">{fault}</FieldError>
    </AriaTextField>
  );
}

/** A number as the locale writes it; not a number is NaN. */
export function NumberField({
  label,
  hint,
  fault,
  ...rest
}: Omit<NumberFieldProps, "className" | "children"> & Labelled) {
  return (
    <AriaNumberField {...rest} isInvalid={fault !== undefined} validationBehavior="aria" className="field">
      <Label className="field-label">{label}</Label>
      <Input className="field-input field-number" />
      {hint === undefined ? null : (
        <Text slot="description" className="field-hint">
          {hint}
        </Text>
      )}
      <FieldError className="field-fault">{fault}</FieldError>
    </AriaNumberField>
  );
}

/** A search box. Its label is read aloud only: the glass and the placeholder show what it is. */
export function SearchField({
  label,
  placeholder,
  ...rest
}: Omit<SearchFieldProps, "className" | "children"> & {
  readonly label: string;
  readonly placeholder?: string;
}) {
  return (
    <AriaSearchField {...rest} aria-label={label} className="field search">
      <span className="search-glass">
        <Icon name="search" />
      </span>
      <Input className="field-input" {...(placeholder === undefined ? {} : { placeholder })} />
    </AriaSearchField>
  );
}
