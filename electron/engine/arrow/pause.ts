/**
 * Awaited between the steps of long work: lets everything else that waits in this process have its turn when this work has
 * held it for some milliseconds, and throws where the work was stopped meanwhile.
 */
export type Pause = () => Promise<void>;
