import {
  delimiterSchema,
  type OpenChoice,
  type TableReading,
} from "../../../shared/catalogue/formats/table/reading.ts";
import { Button } from "../../parts/button.tsx";
import { More, Select } from "../../parts/choice.tsx";
import { Note, Progress } from "../../parts/note.tsx";
import { useText } from "../../text/language.tsx";
import { type Rereading, rereadImport, type Shown, stopReread } from "./importing.ts";

/** How a file was read, and the ways to read it otherwise: what has to be decided first, then what may be. */
export function ReadingChoicesOf({
  file,
  rereading,
}: {
  readonly file: Shown;
  readonly rereading: Rereading | null;
}) {
  const { t } = useText();
  const { reading } = file.preview;
  const decided = { ...reading.applied, ...file.choices };
  return (
    <div className="stack reading" aria-busy={rereading !== null}>
      {rereading === null ? null : <ReadAgain progress={rereading.progress} />}
      {reading.open.map((open) => (
        <ToDecide key={open.about} open={open} file={file} />
      ))}
      <div className="reading-choices">
        {reading.sheets.length > 1 ? <Sheet file={file} reading={reading} /> : null}
        {decided.delimiter === undefined ? null : (
          <Select
            label={t("reading.delimiter")}
            value={decided.delimiter}
            options={delimiterSchema.options.map((id) => ({ id, label: t(`reading.delimiter-${id}`) }))}
            // Where the names stand is found anew.
            onChange={(delimiter) => void rereadImport(file, { delimiter, headerRow: undefined })}
          />
        )}
        {reading.wide === null ? null : (
          <Select
            label={t("reading.shape")}
            value={reading.wide.turned ? "long" : "as-is"}
            options={(["long", "as-is"] as const).map((id) => ({ id, label: t(`reading.shape-${id}`) }))}
            onChange={(shape) => void rereadImport(file, { shape })}
          />
        )}
        {decided.dateOrder === undefined || reading.open.some(({ about }) => about === "dateOrder") ? null : (
          <Select
            label={t("reading.dates")}
            value={decided.dateOrder}
            options={(["day-first", "month-first"] as const).map((id) => ({ id, label: t(`reading.${id}`) }))}
            onChange={(dateOrder) => void rereadImport(file, { dateOrder })}
          />
        )}
        {decided.decimal === undefined || reading.open.some(({ about }) => about === "decimal") ? null : (
          <Select
            label={t("reading.decimal")}
            value={decided.decimal}
            options={(["point", "comma"] as const).map((id) => ({ id, label: t(`reading.decimal-${id}`) }))}
            onChange={(decimal) => void rereadImport(file, { decimal })}
          />
        )}
        {reading.encodingSample === null && decided.encoding === undefined ? null : (
          <Select
            label={t("reading.encoding")}
            value={decided.encoding ?? "utf-8"}
            options={encodings(decided.encoding).map((id) => ({ id, label: id }))}
            onChange={(encoding) => void rereadImport(file, { encoding })}
          />
        )}
      </div>
      {reading.head.length > 1 ? (
        <Head file={file} reading={reading} header={decided.headerRow ?? 1} />
      ) : null}
    </div>
  );
}

/** How far reading a file again is, and the way to stop it. */
function ReadAgain({ progress }: { readonly progress: Rereading["progress"] }) {
  const { t } = useText();
  const { rows = null, share = null } = progress ?? {};
  const label = rows === null ? t("reading.again") : t("import.stage-rows", { count: rows });
  return <Progress label={label} share={share} onCancel={stopReread} />;
}

/** What only a person can tell, with what each answer would make of an example. */
function ToDecide({ open, file }: { readonly open: OpenChoice; readonly file: Shown }) {
  const { t, day, number } = useText();
  return (
    <Note
      standing="notice"
      actions={open.options.map(({ value, reads }) => (
        <Button
          key={value}
          onPress={() => {
            if (value === "day-first" || value === "month-first")
              void rereadImport(file, { dateOrder: value });
            if (value === "comma" || value === "point") void rereadImport(file, { decimal: value });
          }}
        >
          {t("reading.as", {
            how: t(wordOf(value)),
            value: open.about === "dateOrder" ? day(reads) : number(Number(reads)),
          })}
        </Button>
      ))}
    >
      <p className="note-title">{t(`reading.open-${open.about}`)}</p>
      <p>{t("reading.open-where", { columns: open.columns.join(", "), example: open.example })}</p>
    </Note>
  );
}

const wordOf = (value: string) =>
  value === "day-first"
    ? "reading.day-first"
    : value === "month-first"
      ? "reading.month-first"
      : value === "comma"
        ? "reading.decimal-comma"
        : "reading.decimal-point";

function Sheet({ file, reading }: { readonly file: Shown; readonly reading: TableReading }) {
  const { t } = useText();
  const options = reading.sheets.map(({ name, columns, hidden }) => ({
    id: name,
    label:
      columns === 0
        ? t("reading.sheet-empty", { name })
        : t(hidden ? "reading.sheet-hidden" : "reading.sheet-of", { name, count: columns }),
  }));
  return (
    <Select
      label={t("reading.sheet")}
      value={file.choices.sheet ?? reading.applied.sheet ?? reading.sheets[0]?.name ?? ""}
      options={options}
      // Where another sheet's names stand is found anew.
      onChange={(sheet) => void rereadImport(file, { sheet, headerRow: undefined })}
    />
  );
}

/** The first lines as they stand in the file, to choose the one with the names. */
function Head({
  file,
  reading,
  header,
}: {
  readonly file: Shown;
  readonly reading: TableReading;
  readonly header: number;
}) {
  const { t } = useText();
  const width = Math.max(...reading.head.map(({ cells }) => cells.length));
  return (
    <More title={t("reading.head", { line: header })}>
      <div className="reading-head">
        <table className="small">
          <caption className="small quiet">{t("reading.head-hint")}</caption>
          <tbody>
            {reading.head.map(({ line, cells }) => (
              <tr key={line} className={line === header ? "reading-header" : undefined}>
                <th scope="row">
                  <label>
                    <input
                      type="radio"
                      name={`header ${file.preview.path} ${file.preview.part ?? ""}`}
                      checked={line === header}
                      onChange={() => void rereadImport(file, { headerRow: line })}
                    />
                    <span>{line}</span>
                  </label>
                </th>
                {Array.from({ length: width }, (_, at) => `${line} ${at}`).map((key, at) => (
                  <td key={key}>{cells[at] ?? ""}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </More>
  );
}

const COMMON = [
  "utf-8",
  "windows-1252",
  "windows-1250",
  "windows-1251",
  "iso-8859-2",
  "gb18030",
  "shift_jis",
];
const MORE = ["utf-16le", "big5", "euc-kr", "koi8-r", "windows-1254", "windows-1256", "macintosh"];

/** Encodings to choose from, with the one in use. */
const encodings = (used: string | undefined): readonly string[] => [
  ...new Set([...(used === undefined ? [] : [used]), ...COMMON, ...MORE]),
];
