import type { WordLine } from "./words.ts";

/** Articles and auxiliaries: may stand inside any phrase ("cases were confirmed" reads as "cases confirmed"). */
export const SKIPPED_EN: ReadonlySet<string> = new Set(
  (
    "the a an was were is are be been being had has have having did do does there that who whom whose this these those " +
    "it its they their them we our us i you your also then just really please tell me completely fully entirely totally"
  ).split(" "),
);

/** The grammar words of English. */
export const WORDS_EN: readonly WordLine[] = [
  [{ is: "how-many" }, "how many|number of|numbers of|count of|how many of|the number|counts of|amount of"],
  [
    { is: "how-much" },
    "how much|how large|how big|how high|how far|how low|how great|how long|what level of|how bad|how severe|how strict|how full|how busy|how crowded|how often",
  ],
  [{ is: "which" }, "which|which of"],
  [{ is: "where" }, "where|in which places|in what places"],
  [
    { is: "when" },
    "when|on which day|which day|on what day|which date|on which date|what date|in which week|in which month|in which year|which year|which month|which week|what year",
  ],
  [
    { is: "statistic", statistic: "highest" },
    "highest|largest|biggest|greatest|maximum|max|peak|peaked|peaks|top|most|worst|record high|record for|day record|daily record|record number|all-time high|at its height|at its highest|at its worst|at worst|at the peak|at peak|hardest hit|worst hit|worst affected|most affected|heaviest|highest level|strictest|deadliest|costliest|busiest",
  ],
  [
    { is: "statistic", statistic: "lowest" },
    "lowest|smallest|minimum|min|fewest|least|at its lowest|bottom|best|trough|weakest|cleanest|mildest|safest|loosest|laxest|hardly any",
  ],
  [
    { is: "statistic", statistic: "mean" },
    "on average|average|averaged|mean|avg|average of|mean of|typical|typically|in the mean",
  ],
  [{ is: "statistic", statistic: "median" }, "median|median of"],
  [{ is: "quantile", q: 0.25 }, "lower quartile|first quartile|25th percentile"],
  [{ is: "quantile", q: 0.75 }, "upper quartile|third quartile|75th percentile"],
  [{ is: "quantile", q: 0.9 }, "90th percentile|ninetieth percentile"],
  [{ is: "quantile", q: 0.95 }, "95th percentile"],
  [
    { is: "statistic", statistic: "total" },
    "total|in total|in all|altogether|overall|sum of|sum|total number of|in sum|cumulative|cumulative number of|cumulatively|all told|running total",
  ],
  [
    { is: "statistic", statistic: "latest" },
    "latest|current|currently|now|right now|most recent|at present|at the moment|newest|last known|present",
  ],
  [
    { is: "statistic", statistic: "change" },
    "change|changed|changes|rise|rose|risen|increase|increased|grow|grew|grown|growth|improve|improved|improvement|worsen|worsened|worsening|deteriorate|deteriorated|climb|climbed|plunge|plunged|dip|dipped|recede|receded|ease|eased|decline|declined|decrease|decreased|drop|dropped|fall|fell|fallen|went up|went down|gone up|gone down|increase in|change in|rise in|shrink|shrank",
  ],
  [
    { is: "statistic", statistic: "difference" },
    "difference|difference between|differences between|gap between|by how much|how much more|how many more|how much higher|how much lower|how many fewer|discrepancy|discrepancy between|differ|differs|differ between|revision of|revised between",
  ],
  [
    { is: "statistic", statistic: "share" },
    "share of|what share of|proportion of|percentage of|what percentage of|what proportion of|what percent of|fraction of|what fraction of|per cent of|percent of|how many percent of|share|proportion|percentage|part of the|what part of",
  ],
  [
    { is: "statistic", statistic: "records" },
    "records|rows|entries|number of records|number of rows|reports|number of reports|lines",
  ],
  [
    { is: "statistic", statistic: "correction" },
    "downward correction|downward corrections|correction|corrections|downward revision|negative correction|drop in the running total|fall in the running total|corrected downwards|corrected down|revised downwards|negative daily change|data correction",
  ],
  [{ is: "statistic", statistic: "rate" }, "rate|rates|rate of|per head|relative to population|per capita"],
  [
    { is: "comparator", op: ">" },
    "more than|above|over|passed the mark of|pass the mark of|greater than|higher than|exceed|exceeds|exceeded|exceeding|larger than|in excess of|upwards of|bigger than|beyond|past|>|plus de|topped|surpassed|surpass|worse than|stricter than|was over|upward of",
  ],
  [
    { is: "comparator", op: ">=" },
    "at least|or more|no less than|not less than|no fewer than|not fewer than|minimum of|reached|reach|reaching|and more|and above|or above|or higher|and higher|or over|>=|au moins|and up|or greater|and over",
  ],
  [
    { is: "comparator", op: "<" },
    "less than|fewer than|below|under|lower than|smaller than|<|moins de|short of",
  ],
  [
    { is: "comparator", op: "<=" },
    "at most|no more than|not more than|up to|or less|or fewer|or below|or lower|not above|<=|maximum of|au plus|and below|and under|or under",
  ],
  [{ is: "comparator", op: "=" }, "exactly|equal to|equals|equalled|precisely|="],
  [{ is: "comparator", op: "!=" }, "other than zero|not equal to|different from"],
  [{ is: "per" }, "per|for every|out of every|out of|for each|a head of|pour"],
  [
    { is: "each" },
    "by|each|every|broken down by|split by|for every|grouped by|separately by|for each|according to each|per each|in each|by each",
  ],
  [
    { is: "one" },
    "single|one single|in a single|on a single|any single|on one|on any one|in any|on any|in one|in any one|on any single|in a|on a|one",
  ],
  [{ is: "grain", grain: "hour" }, "hour|hours"],
  [{ is: "grain", grain: "day" }, "day|days|date|dates|calendar days"],
  [{ is: "grain", grain: "week" }, "week|weeks"],
  [{ is: "grain", grain: "month" }, "month|months"],
  [{ is: "grain", grain: "quarter" }, "quarter|quarters"],
  [{ is: "grain", grain: "year" }, "year|years"],
  [{ is: "grain", grain: "hour", adverb: true }, "hourly|by the hour|hour by hour"],
  [
    { is: "grain", grain: "day", adverb: true },
    "daily|a day|day by day|single day|one day|each day|every day|per day",
  ],
  [
    { is: "grain", grain: "week", adverb: true },
    "weekly|a week|week by week|single week|one week|each week|every week|per week",
  ],
  [
    { is: "grain", grain: "month", adverb: true },
    "monthly|a month|month by month|single month|one month|each month|every month|per month",
  ],
  [{ is: "grain", grain: "quarter", adverb: true }, "quarterly|each quarter|every quarter|per quarter"],
  [
    { is: "grain", grain: "year", adverb: true },
    "yearly|annual|annually|a year|year by year|single year|one year|each year|every year|per year|per annum",
  ],
  [
    { is: "reading" },
    "reading|readings|snapshot|snapshots|observation|observations|measurement|measurements|at any reading|at one reading|moment|moments|at one moment|at one time",
  ],
  [{ is: "level", level: "region" }, "world region|world regions|continent|continents"],
  [
    { is: "level", level: "country" },
    "country|countries|nation|nations|countries and territories|countries or territories|by country|pays",
  ],
  [
    { is: "level", level: "adm1" },
    "state|states|province|provinces|region|regions|governorate|governorates|prefecture|prefectures|departement|departements",
  ],
  [
    { is: "level", level: "adm2" },
    "county|counties|district|districts|parish|parishes|municipality|municipalities|municipios|department|departments|parishes",
  ],
  [{ is: "level", level: "adm3" }, "city|cities|town|towns|village|villages|commune|communes"],
  [{ is: "level", level: "facility" }, "facility|facilities|site|sites"],
  [
    { is: "kind", kind: "trend" },
    "trend|trends|over time|evolve|evolved|evolution|develop|developed|development|time series|course of|curve|progress of|progression",
  ],
  [{ is: "kind", kind: "situation" }, "situation"],
  [{ is: "kind", kind: "comparison" }, "compare|comparison|comparison of"],
  [
    { is: "kind", kind: "ranking" },
    "rank|ranking|ranked|ranking of|league table|hot spots|hotspots|list of the worst",
  ],
  [
    { is: "kind", kind: "coverage" },
    "enough|sufficient|adequate|suffice|shortage|shortfall|cover the need|meet the need|meet demand|supply and need|keep up with",
  ],
  [
    { is: "kind", kind: "relationship" },
    "correlation|correlate|correlated|correlates|relationship|related|relate|go together|move together|associated|association|go hand in hand|connection between|link between|linked|depend on|linked to|go with|goes with|went with|move with|moves with|moved with|moved together|moving together|went together|rise together|rose together|fall together|fell together|tied to|related to|correlated with|correlated to|correlate with|associated with|association between|relation between|correlation between|relationship between|in step with",
  ],
  [
    { is: "kind", kind: "forecast" },
    "to be expected|be expected|expected|we expect|can we expect|likely|anticipated|anticipate|foreseen|forecast|forecasts|predict|predicted|prediction|expected to|expect|will|going to|projected to|projection|outlook|next few weeks|in the coming|coming|ahead",
  ],
  [
    { is: "kind", kind: "impact" },
    "impact of|effect of|effect on|impact on|effects of|impact|effect|because of the intervention|did the lockdown work|result of|led to|reduce|reduced|work|worked|bring down|brought down|help|helped",
  ],
  [
    { is: "versus" },
    "compared with|compared to|in comparison with|in comparison to|versus|vs|vs.|as against|relative to|against|set against|as opposed to|rather than",
  ],
  [
    { is: "against", against: "previous-period" },
    "than the week before|than the month before|than the year before|than the day before|than in the week before|than the previous week|than the previous month|than the previous year|than the previous period|than before|than the preceding week|than the preceding month|week on week|week-on-week|month on month|month-on-month|the week before|the month before|the previous period|the period before|the previous week|the previous month|the preceding period",
  ],
  [
    { is: "against", against: "same-period-last-year" },
    "than last year|than a year earlier|than a year before|than the year earlier|than in the same period last year|year on year|year-on-year|a year earlier|a year before|the same period last year|than one year before|the same period of the previous year|the same time last year|than the same period a year earlier|the year earlier|the same period a year earlier|than the same time last year|than in the previous year",
  ],
  [
    { is: "against", against: "normal" },
    "normal|usual|baseline|than normal|than usual|below normal|above normal|below baseline|above baseline|from baseline|than expected|below usual|above usual|from normal|pre-crisis|before the crisis|pre-pandemic level|pre-pandemic|before the pandemic|than in normal times",
  ],
  [
    { is: "as-published" },
    "as published on|as published in|as published|as known on|as known at|as known|as reported on|as it stood on|as they stood on|as it stood|as they stood|as it was known|in the version of|in the edition of|in the release of|in the vintage of|as first published|version published on|according to the version of|figures published on|figures published|figure published on|published on|published in|published at|published by|published|released on|release of|version of|vintage of|the version of|versions of|edition of|versions|vintages|as of the version of|version published",
  ],
  [{ is: "version" }, "version|vintage|edition|release|data version"],
  [
    { is: "except" },
    "except|excluding|except for|apart from|outside of|outside|other than|leaving out|not counting|without counting|excluded|not including|besides",
  ],
  [
    { is: "according" },
    "according to|according to the|as reported by|reported by|based on|as counted by|as per|in the data of|per the|data from|figures from|in data from|from the data of|source|using",
  ],
  [{ is: "new" }, "new|newly|additional|incident|fresh|more"],
  [
    { is: "together" },
    "together|combined|jointly|taken together|put together|in combination|as a whole|between them",
  ],
  [
    { is: "aged" },
    "aged|age|ages|in the age of|years old|year old|year olds|years of age|of age|the age of|ages of",
  ],
  [
    { is: "older" },
    "and older|or older|older than|and over|or over|over the age of|above the age of|and above|plus|older",
  ],
  [
    { is: "younger" },
    "and younger|or younger|younger than|under the age of|below the age of|and under|younger|or under",
  ],
  [{ is: "top" }, "top|the top|first|the first|bottom"],
  [{ is: "number", value: 1 }, "one"],
  [{ is: "number", value: 2 }, "two"],
  [{ is: "number", value: 3 }, "three"],
  [{ is: "number", value: 4 }, "four"],
  [{ is: "number", value: 5 }, "five"],
  [{ is: "number", value: 6 }, "six"],
  [{ is: "number", value: 7 }, "seven"],
  [{ is: "number", value: 8 }, "eight"],
  [{ is: "number", value: 9 }, "nine"],
  [{ is: "number", value: 10 }, "ten"],
  [{ is: "number", value: 12 }, "twelve|a dozen|dozen"],
  [{ is: "number", value: 15 }, "fifteen"],
  [{ is: "number", value: 20 }, "twenty"],
  [{ is: "number", value: 30 }, "thirty"],
  [{ is: "number", value: 40 }, "forty"],
  [{ is: "number", value: 50 }, "fifty"],
  [{ is: "number", value: 60 }, "sixty"],
  [{ is: "number", value: 70 }, "seventy"],
  [{ is: "number", value: 80 }, "eighty"],
  [{ is: "number", value: 90 }, "ninety"],
  [{ is: "number", value: 0 }, "zero"],
  [{ is: "number", value: 0.5 }, "half|one half"],
  [{ is: "number", value: 0.25 }, "a quarter of|one quarter|a quarter"],
  [{ is: "number", value: 1 / 3 }, "a third|one third|a third of"],
  [{ is: "number", value: 2 / 3 }, "two thirds|two thirds of"],
  [{ is: "number", value: 0.75 }, "three quarters|three quarters of"],
  [{ is: "number", value: 100, multiplies: true }, "hundred|a hundred"],
  [{ is: "number", value: 1000, multiplies: true }, "thousand|thousands|a thousand"],
  [{ is: "number", value: 1_000_000, multiplies: true }, "million|millions|a million"],
  [{ is: "number", value: 1_000_000_000, multiplies: true }, "billion|billions|a billion"],
  [
    { is: "everywhere" },
    "nationwide|nationally|countrywide|across the country|everywhere|everywhere the data cover|in all places|partout",
  ],
  [
    { is: "unit" },
    "percentage points|percentage point|points|point|pp|cubic metre|cubic meter|metre|metres|meter|meters|microgram|micrograms|kilogram|kilograms|tonnes|kilometre|kilometres|km|hectares|dollars|us dollars|usd|degrees|celsius",
  ],
  [{ is: "percent" }, "percent|per cent|pct|pour cent"],
  [
    { is: "event" },
    "made landfall|landfall|struck|hit|came ashore|began|ended|made landfall in|was declared|passed|went through|outbreak|epidemic|pandemic|crisis|season",
  ],
  [
    { is: "world" },
    "worldwide|world-wide|globally|global|in the world|around the world|across the world|the world|the whole world|on earth|all countries|in all countries|across all countries|all over the world",
  ],
  [{ is: "and" }, "and|as well as|plus|et"],
  [{ is: "or" }, "or"],
  [{ is: "not" }, "not|no|never|without"],
  [{ is: "of" }, "of"],
  [{ is: "in" }, "in|at|within|inside|on|during|through|throughout|across|for|into|en|dans"],
  [{ is: "among" }, "among|amongst|in people|with"],
  [{ is: "from" }, "from|due to|because|by|caused by|as a result of"],
  [{ is: "to" }, "to|until|towards"],
  [{ is: "between" }, "between"],
  [{ is: "than" }, "than"],
  [
    { is: "people" },
    "people|persons|person|individuals|human beings|humans|population of people|citizens|households|customers|families|souls|men and women|personnes|gens",
  ],
  [
    { is: "advice" },
    "should|should we|must|ought|shall we|advise|recommend|recommendation|what should|hide|decide|decision",
  ],
  [
    { is: "filler" },
    "how|prevalence|keep|kept|require|requires|impose|imposed|mandate|mandated|announce|announced|scored|score|scores|spend|spent|pledged|staying|accumulated|accumulate|showed|shows|cause|caused|live|lives|lived|done|nothing|compared with nothing|the whole|of the whole|the part|the part in|value of|carry out|carried out|conduct|conducted|perform|performed|record|records of|decade|burn|burns|burned|burnt|line list|case list|it is|there is|what is|what was|what were|give|give me|show|show me|find|list|report|reported|reports of|recorded|record of|registered|counted|count|stand|stood|was there|there were|as|so|so that|such|while|whether|if|can|could|would|about|approximately|roughly|around|still|already|yet|only|even|when it comes to|in case of|in terms of|with regard to|with respect to|figure|figures|figure for|figures for|number|numbers|data|value|values|level|levels|statistics|statistic|happen|happened|occur|occurred|take place|took place|seen|saw|see|experience|experienced|suffer|suffered|suffering|across|over|during|day of|time|times|period|week of|ones|one of|of which|made|make|get|got|getting|set|see|say|said|table|dataset|data set|series|day the|rows with a|with a|came|come|want|need to know|know|like to know|question|answer|it take|official|officially|according|given|respectively|start|started|since the start|quel|quelle|quels|quelles|combien de|combien|est|sont|les|des|du|de|la|le|un|une|y a-t-il|avait|ont|a|dans|sur|pour|parmi|name|names|named|place|places|stay|stayed|remain|remained|was at|stands at|were at|show the|chart|graph|plot|line|contain|contains|contained in|include|includes|general|in force|hello|hi|thanks|thank you|us",
  ],
];
