export const askPreview = {
  "preview.heading": "Ce qui sera fait",
  "preview.open": "Ce qui sera fait, étape par étape",
  "preview.back": "Ce qui peut répondre",
  "preview.waiting": "Les étapes apparaissent dès que des données peuvent répondre.",
  "preview.covered-why":
    "Un aperçu des premières lignes seulement. Les valeurs qui comptent dans votre réponse restent masquées jusqu’au scellement, pour que le nombre n’influence ni la question ni la décision.",
  "preview.covered": "masqué jusqu’au scellement",
  "preview.working": "Lecture des premières lignes",
  "preview.stopped": "Arrêté.",
  "preview.again": "Lire à nouveau",
  "preview.closed": "La classe d’accès de ces données ne permet de montrer aucune ligne.",
  "preview.counted": "La question compte des lignes : celles qu’elle garde restent masquées.",
  "preview.one-number": "Un seul nombre. Il est masqué jusqu’au scellement.",
  "preview.no-rows": "Aucune des lignes lues ne passe cette étape.",
  "preview.caption-source": {
    one: "Étape {step} : la première ligne du fichier",
    other: "Étape {step} : les {count} premières lignes du fichier",
  },
  "preview.caption-kept": {
    one: "Étape {step} : la première ligne gardée",
    other: "Étape {step} : les {count} premières lignes gardées",
  },
  "preview.caption-keys": {
    one: "Étape {step} : ce que décrit le premier chiffre",
    other: "Étape {step} : ce que décrivent les {count} premiers chiffres",
  },
  "preview.part":
    "Lecture des {looks} premières lignes sur {rows}. La réponse elle-même utilise toutes les lignes.",
} as const;
