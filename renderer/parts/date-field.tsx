import { CalendarDate, type DateValue } from "@internationalized/date";
import {
  DateField as AriaDateField,
  DateInput,
  DateSegment,
  I18nProvider,
  Label,
} from "react-aria-components";
import { useText } from "../text/language.tsx";
import "./field.css";

/** A day as the locale writes it; the value is ISO `YYYY-MM-DD`, or null while it is not complete. Years before 1 are left alone. */
export function DateField({
  label,
  value,
  onChange,
  autoFocus = false,
}: {
  readonly label: string;
  readonly value: string | null;
  readonly onChange: (day: string | null) => void;
  readonly autoFocus?: boolean;
}) {
  const { locale } = useText();
  return (
    <I18nProvider locale={locale}>
      <AriaDateField<DateValue>
        className="field"
        value={calendarDate(value)}
        onChange={(day) => onChange(day === null ? null : day.toString())}
        granularity="day"
        autoFocus={autoFocus}
      >
        <Label className="field-label">{label}</Label>
        <DateInput className="date-input">
          {(segment) => <DateSegment segment={segment} className="date-segment" />}
        </DateInput>
      </AriaDateField>
    </I18nProvider>
  );
}

function calendarDate(day: string | null): CalendarDate | null {
  const parts = day === null ? null : /^(\d{4})-(\d\d)-(\d\d)$/.exec(day);
  return parts === null ? null : new CalendarDate(Number(parts[1]), Number(parts[2]), Number(parts[3]));
}
