/** Hands a file to the browser's downloads. Nothing leaves this machine. */

/** @param name file name with its ending */
export const download = (name: string, content: Blob): void => {
  const url = URL.createObjectURL(content);
  const a = document.createElement('a');
  a.href = url;
  a.download = name;
  a.click();
  // The download has begun by then in every browser; at once would be too early for some.
  setTimeout(() => {
    URL.revokeObjectURL(url);
  }, 10_000);
};

/** @param type media type, without a charset */
export const downloadText = (name: string, type: string, text: string): void => {
  download(name, new Blob([text], { type: `${type};charset=utf-8` }));
};

/** Copies a text, and says in a word whether the browser let us. */
export const copyText = async (text: string): Promise<boolean> => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
};
