/** Text into a link and back: deflate, then base64url, led by a format digit. */
const FORMAT = '1';
/** Links beyond this are refused before anything is unpacked. */
const MAX_PACKED = 64 * 1024;
const MAX_TEXT = 8 * 1024 * 1024;

const through = async (
  data: Uint8Array<ArrayBuffer>,
  stream: CompressionStream | DecompressionStream,
): Promise<Uint8Array> => {
  const body = new Blob([data]).stream().pipeThrough(stream);
  return new Uint8Array(await new Response(body).arrayBuffer());
};

/** Packs a text for the hash. */
export const packText = async (text: string): Promise<string> => {
  const packed = await through(
    new TextEncoder().encode(text),
    new CompressionStream('deflate-raw'),
  );
  let binary = '';
  for (const byte of packed) binary += String.fromCharCode(byte);
  return FORMAT + btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
};

/** Unpacks a text of a link; null where it is damaged, too long or of an unknown format. */
export const unpackText = async (packed: string): Promise<string | null> => {
  if (!packed.startsWith(FORMAT) || packed.length > MAX_PACKED) return null;
  try {
    const binary = atob(packed.slice(1).replaceAll('-', '+').replaceAll('_', '/'));
    const data = Uint8Array.from(binary, (c) => c.charCodeAt(0));
    const text = await through(data, new DecompressionStream('deflate-raw'));
    return text.length > MAX_TEXT ? null : new TextDecoder().decode(text);
  } catch {
    return null;
  }
};
