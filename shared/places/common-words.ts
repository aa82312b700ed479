/**
 * Names of small areas that are everyday words too. In a text they are read as places only with "county" or the like
 * beside them, or with a capital inside a sentence.
 */
const COMMON_WORDS = new Set(
  (
    "bath bay bear bond boone bowie bullock butte cabin camp carbon carter cass cedar charity chase church clark clay clear " +
    "cloud coal coffee cook cooper cotton crane creek cross custer dale dane day deaf deal delta dent dial dixie dodge door " +
    "drew early edwards elk fall falls field florence floyd ford forest franklin garden gem golden valley grand grant " +
    "gray graves green greene guard hale hall harmon hill hood hope hot spring house howard independence iron island " +
    "jack jackson jasper jewell jones judith juneau key king kings knox la salle lake lamb lamar lane lee liberty lincoln live oak " +
    "logan long lord love lyon major marine marion mason may meade medina mills mineral mitchell moody moore mora nance " +
    "national noble nord norton orange oldham ocean page para park parks pearl pend phillips pike pine pink piscataquis " +
    "plateau pleasants polk pope potter powder powell power prairie price prince pulaski putnam quay queen queens rains " +
    "ransom ray real red reading rice rich ring river rivers rock rock island rolling rush sac saga salt san sand schley " +
    "sharp shelby short simpson sioux stark state steel steuben stone storey story sud sullivan summers summit sun surry sussex " +
    "swift teller todd tree trial troup turner union unicoi van virgin vale wake walker wall ward warm " +
    "warren washington wayne web webster well wells west wheeler white wilson winchester winner winston wise wolfe wood " +
    "woods worth wright york young ouest mie bo bong kono benefit mobile nice tripoli valley bell bee bland gulf coast act acre acres meta chambers apache saline imperial eagle mesa banks heard towns boundary brown bureau edgar will ida harvey barren assumption branch nobles traverse sunflower glacier petroleum frontier eddy gates hyde person billings divide foster slope alfalfa hand miner coke hays travis cache ferry"
  ).split(" "),
);

/** True when a folded name is an everyday word or surname that seldom means the place. States are never such words. */
export const isCommonWord = (key: string): boolean => COMMON_WORDS.has(key) && key !== "washington";

/** US postal codes and abbreviations that are words or other abbreviations in capitals too. */
const UNCERTAIN_CODES = new Set(
  "in or me ok hi oh pa ma la de al id as co ms md pr vi mt ca va car lac euro who mo ne ar gu mp nd sd".split(
    " ",
  ),
);

/** True when a code in capitals does not surely mean a place ("OR", "IN", "CAR"). */
export const isUncertainCode = (key: string): boolean => UNCERTAIN_CODES.has(key);
