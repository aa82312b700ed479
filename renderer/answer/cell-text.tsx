import type { ReactNode } from "react";
import type { Cell, TableColumn } from "../../shared/answer/answer.ts";
import { useText } from "../text/language.tsx";

/** How cells are written: as text, and as they are drawn. */
export function useCells(): {
  readonly text: (cell: Cell, column: TableColumn) => string;
  readonly cell: (cell: Cell, column: TableColumn) => ReactNode;
} {
  const { day, moment, number } = useText();
  const text = (cell: Cell, { type }: TableColumn): string => {
    if (cell === null) return "–";
    if (typeof cell === "number") return number(cell);
    if (typeof cell === "boolean") return String(cell);
    if (type === "date") return day(cell);
    return type === "time" ? moment(cell) : cell;
  };
  return {
    text,
    cell: (cell, column) => {
      if (cell === null) return <span className="quiet">–</span>;
      if (typeof cell !== "string" || (column.type !== "date" && column.type !== "time"))
        return text(cell, column);
      return (
        <time dateTime={cell} title={cell}>
          {text(cell, column)}
        </time>
      );
    },
  };
}
