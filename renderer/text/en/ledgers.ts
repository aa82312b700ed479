export const ledgers = {
  "ledgers.title": "Ledgers of other laptops",
  "ledgers.note":
    "Take in what colleagues asked and decided on their own laptops. Their events are kept beside yours, checked and with their signatures; nothing of yours changes.",
  "ledgers.none": "None yet: only what was done on this laptop is here.",
  "ledgers.add-file": "Add another laptop’s ledger …",
  "ledgers.add-folder": "Add from a shared folder …",
  "ledgers.bundle": "Write a bundle for others …",
  "ledgers.bundle-note":
    "A bundle is one signed file: all ledgers here, the answers as they were sealed, and the data that anyone may have.",
  "ledgers.adding": "Checking the ledgers, event by event …",
  "ledgers.key": "Key {key}. Compare it with your colleague by phone.",
  "ledgers.facts": "Events: {events}, the last one {last}. Taken in {at} from {from}.",
  "ledgers.not-all": "Not all of it was taken in. {why}",
  "ledgers.added": { one: "One new event of {signer}.", other: "{count} new events of {signer}." },
  "ledgers.nothing-new": "Nothing new from {signer}: everything was here.",
  "ledgers.along": "Came along: answers {answers}, data files {data}, versions of entries {versions}.",
  "ledgers.refused": "Not taken in: {from}",
  "ledgers.bundled": "Written to {path}: events {events}, answers {answers}.",
  "ledgers.close": "Close",
  "provenance.exported": {
    one: "Where the answer came from was written to {path}",
    other: "Where {count} answers came from was written to {path}",
  },
  "provenance.prov-json": "Provenance (PROV-JSON)",
  "provenance.prov-json-detail": "Who asked, which data were used, how it was computed: for other tools",
  "provenance.ro-crate": "Research crate (RO-Crate)",
  "provenance.ro-crate-detail": "A folder with the answer and where it came from, for archives",
} as const;
