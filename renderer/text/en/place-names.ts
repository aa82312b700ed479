export const placeNames = {
  "place-names.title": "Names of places",
  "place-names.note":
    "Tables are joined by codes and known names only. Here are the names that were added in this workspace: each counts from then on in every table and question, and stands in the ledger.",
  "place-names.none":
    "None yet. Names that may be the same place are offered beside an answer that joins two tables.",
  "place-names.everywhere": "“{name}” is {area} ({id})",
  "place-names.in-dataset": "“{name}” is {area} ({id}), in {dataset} only",
  "place-names.remove": "Remove",
  "place-names.remove-one": "Remove “{name}”",
  "place-names.removed": "“{name}” was taken out.",
  "place-names.undo": "Undo",
  "place-names.files":
    "On the command line, “askline place-names” adds names and reads and writes them as CSV.",
};
