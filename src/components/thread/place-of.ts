/** Id of the heading of a question. */
export const placeOf = (id: string): string => `question-${id}`;
