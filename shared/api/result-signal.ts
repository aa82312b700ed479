/** The name under which a port reaches the page by which one result comes. On its own: the bridge reads nothing else of the contract's schemas. */
export const RESULT_SIGNAL = "askline.result";
