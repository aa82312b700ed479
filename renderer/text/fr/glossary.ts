/** Les termes à l’écran, chacun avec son sens en une ou deux phrases simples. */
export const glossary = {
  "glossary.title": "Glossaire",
  "glossary.at": "Glossaire : {term}",
  "glossary.search": "Chercher dans le glossaire",
  "glossary.count": { one: "{count} terme", other: "{count} termes" },
  "glossary.none": "Aucun terme ne correspond à ces mots.",
  "glossary.see": "Voir aussi :",
  "glossary.situation": "Situation",
  "glossary.situation.means": "Une question sur un nombre : combien il y en a, un jour ou sur une durée.",
  "glossary.trend": "Tendance",
  "glossary.trend.means": "Comment un nombre change d’une période à l’autre. La réponse est une courbe.",
  "glossary.comparison": "Comparaison",
  "glossary.comparison.means":
    "Plus ou moins qu’avant, qu’ailleurs ou qu’un objectif. Seul le comparable est comparé.",
  "glossary.ranking": "Classement",
  "glossary.ranking.means":
    "Où un nombre est le plus haut ou le plus bas. Les lieux égaux partagent un rang.",
  "glossary.coverage": "Couverture",
  "glossary.coverage.means":
    "L’offre suffit-elle au besoin : une mesure divisée par une autre, lieu par lieu.",
  "glossary.relationship": "Relation",
  "glossary.relationship.means":
    "Deux nombres évoluent-ils ensemble ? Jamais il n’est dit que l’un cause l’autre.",
  "glossary.forecast": "Prévision",
  "glossary.forecast.means":
    "Ce qu’on peut attendre à court terme, avec un intervalle. Refusée quand l’historique est trop court pour faire mieux qu’une simple supposition.",
  "glossary.impact": "Effet",
  "glossary.impact.means":
    "Un nombre a-t-il changé après un événement ou une mesure ? Un changement qui suit n’est pas une preuve.",
  "glossary.measure": "Mesure",
  "glossary.measure.means":
    "Ce qui est compté ou mesuré, comme les décès ou les lits occupés. Vous nommez la chose ; Askline trouve la colonne.",
  "glossary.statistic": "Statistique",
  "glossary.statistic.means":
    "Quel nombre est tiré d’une mesure : total, valeur la plus haute, moyenne, dernière valeur, ou nombre de jours au-dessus d’une limite.",
  "glossary.behaviour": "Comportement d’une mesure",
  "glossary.behaviour.means":
    "Ce qui peut s’additionner. Il décide des statistiques proposées : les lits ne se somment pas sur des jours, les admissions oui.",
  "glossary.flow": "Flux",
  "glossary.flow.means":
    "Ce qui s’est produit dans une période, comme les nouvelles admissions. Les flux s’additionnent dans le temps et l’espace.",
  "glossary.stock": "Stock",
  "glossary.stock.means":
    "Ce qui est là à un moment, comme les lits occupés. Les stocks s’additionnent entre lieux, jamais dans le temps.",
  "glossary.cumulative": "Total cumulé",
  "glossary.cumulative.means":
    "Le compte de tout jusqu’à un jour, comme tous les cas à ce jour. Le nouveau est la différence entre deux jours.",
  "glossary.ratio": "Taux",
  "glossary.ratio.means":
    "Un nombre divisé par un autre, comme les cas pour 100 000 habitants. Les taux de plusieurs lieux ne s’additionnent pas ; ils sont pondérés.",
  "glossary.index": "Indice",
  "glossary.index.means":
    "Une note sur une échelle construite, comme la sévérité des mesures. Les notes ne s’additionnent pas.",
  "glossary.event": "Événement",
  "glossary.event.means":
    "Ce qui est listé un par un, une ligne chacun, comme un séisme. Les événements se comptent.",
  "glossary.denominator": "Dénominateur",
  "glossary.denominator.means":
    "Ce par quoi on divise pour obtenir un taux, comme la population. Sans lui, les grands lieux paraissent toujours pires.",
  "glossary.window": "Fenêtre",
  "glossary.window.means": "Les jours dont parle la question, le premier et le dernier compris.",
  "glossary.grain": "Période",
  "glossary.grain.means": "La longueur des morceaux d’une fenêtre : jour, semaine, mois, année.",
  "glossary.level": "Niveau des lieux",
  "glossary.level.means":
    "La finesse des lieux : pays, régions, districts. Le fin s’additionne vers le grossier, pas l’inverse.",
  "glossary.breakdown": "Ventilation",
  "glossary.breakdown.means": "Un chiffre pour chaque groupe, comme chaque classe d’âge ou sexe.",
  "glossary.condition": "Condition",
  "glossary.condition.means": "Seules comptent les lignes qui la remplissent, comme les plus de 80 ans.",
  "glossary.baseline": "Référence",
  "glossary.baseline.means":
    "Ce à quoi un nombre est comparé : la période précédente, la même l’an dernier, un autre lieu, un objectif, ou la médiane d’avant la crise.",
  "glossary.version": "Version publiée",
  "glossary.version.means":
    "Les séries sont révisées. Une version est la série telle que publiée un jour ; la plus récente est utilisée sauf autre choix.",
  "glossary.horizon": "Horizon",
  "glossary.horizon.means": "Le nombre de périodes que couvre une prévision.",
  "glossary.intervention": "Intervention",
  "glossary.intervention.means": "L’événement ou la mesure dont l’effet est demandé, avec son jour.",
  "glossary.decision": "Décision",
  "glossary.decision.means":
    "Ce qui sera fait ou non selon le nombre. Elle est énoncée avant de voir le nombre, pour qu’il ne choisisse pas son propre usage.",
  "glossary.rule": "Règle de décision",
  "glossary.rule.means":
    "Si le nombre atteint une limite, alors ceci est fait. La réponse dit quelle branche est remplie, ou que son intervalle est des deux côtés.",
  "glossary.seal": "Sceller",
  "glossary.seal.means":
    "Fixe la question, sa décision et les données dans le registre avant qu’un nombre soit montré. Une question scellée ne se change plus, elle se repose.",
  "glossary.waive": "Renoncer à la décision",
  "glossary.waive.means": "Dire que rien ne dépend du nombre. C’est permis, et inscrit.",
  "glossary.draft": "Brouillon",
  "glossary.draft.means":
    "Une question en préparation. Les brouillons sont enregistrés pendant la saisie et survivent à une panne.",
  "glossary.marks": "Compris, incertain, non utilisé",
  "glossary.marks.means":
    "Chaque mot saisi est marqué. Trait simple : compris. Pointillé avec « ? » : une lecture parmi d’autres. Ondulé, « non utilisé » : il ne change pas la réponse.",
  "glossary.match": "Correspondance",
  "glossary.match.means":
    "Chaque jeu de données est comparé à la question et reçoit un verdict : répond, répond avec réserves, répond avec un autre, à demander, ne peut pas.",
  "glossary.criterion": "Critère",
  "glossary.criterion.means":
    "Un des points sur lesquels un jeu est jugé : la chose, le lieu, le temps, la fraîcheur, la complétude, l’accès. Celui qui l’écarte est montré.",
  "glossary.gap": "Lacune",
  "glossary.gap.means":
    "Ce dont la question a besoin et qu’aucun jeu ici ne contient. Elle peut devenir une demande à qui le détient.",
  "glossary.caveat": "Réserve",
  "glossary.caveat.means":
    "Ce que le nombre ne dit pas : jours manquants, données anciennes, définition modifiée. Les réserves sont calculées et se tiennent à côté du nombre.",
  "glossary.freshness": "Fraîcheur",
  "glossary.freshness.means":
    "L’âge des données selon leur propre rythme : un tableau hebdomadaire est en retard après deux semaines, un annuel non.",
  "glossary.steward": "Responsable",
  "glossary.steward.means":
    "Qui répond d’un jeu de données : ce qu’il veut dire, qui peut l’utiliser, quand il est renouvelé.",
  "glossary.authoritative": "Source de référence",
  "glossary.authoritative.means":
    "Le jeu qui fait foi pour une mesure quand plusieurs l’ont. Une réponse tirée d’une copie le dit.",
  "glossary.access": "Classe d’accès",
  "glossary.access.means":
    "Qui peut voir des données : ouvertes, internes, restreintes, personnelles. Hors des ouvertes, les petits effectifs sont masqués et aucune ligne n’est montrée.",
  "glossary.suppression": "Petits effectifs masqués",
  "glossary.suppression.means":
    "Les comptes de très peu de personnes sont masqués, avec tout ce qui les trahirait par addition ou soustraction.",
  "glossary.request": "Demande",
  "glossary.request.means":
    "Une lettre à qui détient les données manquantes, avec objet, base légale et délai.",
  "glossary.ledger": "Registre",
  "glossary.ledger.means":
    "La trace de chaque étape : posé, scellé, répondu, décidé. On ne fait qu’y ajouter, et chaque entrée est liée à la précédente.",
  "glossary.fingerprint": "Empreinte",
  "glossary.fingerprint.means":
    "Un court texte calculé sur la question, les données, le plan et le résultat. Qu’un chiffre change, et l’empreinte change.",
  "glossary.replay": "Rejouer",
  "glossary.replay.means":
    "Exécute à nouveau une réponse scellée et dit si elle est la même, et sinon pourquoi.",
  "glossary.revision": "Révision",
  "glossary.revision.means": "Un changement que la source a apporté à des chiffres déjà publiés.",
  "glossary.correction": "Correction",
  "glossary.correction.means":
    "Une baisse dans un total cumulé : la source a retiré quelque chose. Elle est mise à part et signalée, jamais comptée comme un jour négatif.",
  "glossary.interval": "Intervalle",
  "glossary.interval.means":
    "L’étendue où se trouve la vraie valeur avec la certitude nommée. Étroit, il en dit plus.",
  "glossary.median": "Médiane",
  "glossary.median.means":
    "La valeur du milieu : la moitié est en dessous, la moitié au-dessus. Quelques extrêmes ne la déplacent pas.",
  "glossary.quantile": "Quantile",
  "glossary.quantile.means":
    "La valeur sous laquelle se trouve une part donnée : sous le quantile à 90 % se trouvent neuf sur dix.",
} as const;
