/** A reason of the readers as a sentence of its own. */

/** Names of tools and sysctls keep their small letter. */
const NAME = /^(?:vmstat|netstat|[a-z]+\.[a-z])/;

/** With a capital in front and a full stop behind. */
export const asSentence = (text: string): string => {
  const first = NAME.test(text) ? text.charAt(0) : text.charAt(0).toUpperCase();
  return `${first}${text.slice(1)}${/[.?]$/.test(text) ? '' : '.'}`;
};
