export const askLearn = {
  "why.ask": "Pourquoi cette question ?",
  "why.text":
    "Dites-le comme à un collègue. Askline marque chaque mot compris, demande quand il hésite, et dit ce qu’il n’a pas utilisé.",
  "why.kind":
    "« Combien », « est-ce que ça monte » et « où est-ce le pire » demandent d’autres calculs et d’autres images. Le type en décide.",
  "why.measure":
    "Un nombre vaut ce que vaut la chose comptée. Nommez-la : décès, lits occupés, clients sans courant.",
  "why.second": "Ce type confronte une chose à une autre : il faut nommer les deux.",
  "why.statistic":
    "Le total, le jour le plus haut et le dernier jour sont des réponses différentes. Certaines n’ont pas de sens : les lits ne se somment pas sur des jours.",
  "why.place": "Un nombre sans lieu ne permet pas d’agir. Choisissez le territoire dont vous répondez.",
  "why.level": "Un chiffre pour tout suffit-il, ou faut-il voir chaque région ou district ?",
  "why.from": "L’ancien et le nouveau ne doivent pas se mêler par accident. Le premier jour compte.",
  "why.to": "Le dernier jour compte aussi. Si les données s’arrêtent avant, la réponse le dit.",
  "why.grain":
    "Les jours sautent, les mois cachent les tournants. Choisissez le pas où un changement vous importe.",
  "why.by":
    "Un total peut cacher qu’un groupe en porte l’essentiel. Ventilez si la décision diffère par groupe.",
  "why.where": "Laissez de côté ce que la décision ne vise pas. La réponse dit ce qui est écarté.",
  "why.against": "Seul, un nombre ne dit ni beaucoup ni peu. Dites à quoi il est comparé.",
  "why.per": "Les grands lieux ont toujours plus. Par habitant, des lieux différents se comparent.",
  "why.rank": "Dites sur combien de lieux vous pouvez agir. Les lieux égaux partagent un rang.",
  "why.published":
    "Les chiffres sont révisés. Choisissez une version pour voir ce qui était connu ce jour-là.",
  "why.horizon":
    "Chaque période de plus rend la prévision moins sûre. Ne regardez pas plus loin que nécessaire.",
  "why.intervention": "Pour voir un changement, il faut connaître son jour avant de regarder la courbe.",
  "why.decision":
    "Qui dit d’abord ce que le nombre décidera n’est pas mené par le nombre. Cela montre aussi la précision nécessaire, et laisse une trace de ce qui en a été décidé.",
  "tour.offer": "Première fois ici ? Trois étapes sur une vraie question.",
  "tour.start": "Commencer",
  "tour.not-now": "Pas maintenant",
  "tour.again": "Première question guidée",
  "tour.label": "Première question guidée",
  "tour.step": "Étape {step} sur 3",
  "tour.leave": "Quitter le guide",
  "tour.next": "Continuer",
  "tour.1": "Dites-le avec vos mots",
  "tour.1-help":
    "Écrivez dans le champ ce que vous devez savoir, ou prenez cette question sur de vraies données. Chaque mot est marqué selon qu’il a été compris.",
  "tour.1-take": "Prendre : {text}",
  "tour.2": "Vérifiez la lecture",
  "tour.2-help":
    "Ci-dessous, la question telle qu’Askline l’a lue. Chaque partie encadrée ouvre ses choix : changez le lieu ou le temps, ou continuez ainsi. À côté, les données qui peuvent répondre.",
  "tour.3": "Dites ce qu’elle décidera",
  "tour.3-help":
    "Énoncez la décision avant de voir le nombre, ou dites qu’aucune n’en dépend. Puis scellez la question.",
  "tour.3-seal":
    "La décision est inscrite. Scellez maintenant la question : la réponse vient avec ce qu’elle ne dit pas.",
  "examples.title": "Exemples commentés",
  "examples.intro":
    "Dix questions sur de vraies crises, avec la décision qui les motivait. Ouvrez-en une et changez ce que vous voulez.",
  "examples.open": "Ouvrir comme question",
  "examples.open-named": "Ouvrir comme question : {text}",
  "examples.missing": "Cet espace ne peut pas y répondre : {missing}",
  "examples.none": "Aucun exemple n’accompagne cet Askline.",
  "suggest.examples": "Exemples commentés",
  "suggest.drafts": "En préparation",
  "suggest.drafts-more": { one: "{count} autre brouillon", other: "{count} autres brouillons" },
  "suggest.draft-remove": "Retirer le brouillon : {text}",
  "suggest.draft-removed": "Brouillon retiré : {text}",
} as const;
