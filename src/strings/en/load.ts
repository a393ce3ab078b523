/** Words of *Load into the Machine*, and of a run that was loaded from a paste. */

/** Name of the moment of the paste in its run. */
export const PASTE_MOMENT = 'the paste';
