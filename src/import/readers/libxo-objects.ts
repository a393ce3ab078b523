/**
 * Finds the flat objects of a JSON or XML document of libxo in one pass, without needing the
 * document to be whole. Values stay text, since counters may exceed 2^53.
 * Simplified: JSON escapes other than \" and \\ are kept as written; attributes of XML are not read.
 */

/** An object whose fields are strings, numbers or lists of them. */
export interface FlatObject {
  readonly line: number;
  readonly column: number;
  readonly fields: ReadonlyMap<string, readonly string[]>;
  /** its closing brace or tag is there */
  readonly closed: boolean;
}

interface Found {
  readonly objects: readonly FlatObject[];
  /** `__version`, where the document names it */
  readonly version: string | undefined;
}

interface PlacedLine {
  readonly line: number;
  readonly text: string;
}

/** A JSON string, a brace, a bracket, a comma, a colon, a bare value; or an XML tag or its text. */
const JSON_TOKEN = /"((?:[^"\\]|\\.)*)("|$)|([{}[\],:])|([^\s{}[\],:"]+)/g;
const XML_TOKEN = /<(\/?)([\w-]+)([^<>]*)>([^<]*)/g;

class Collector {
  readonly objects: FlatObject[] = [];
  version: string | undefined;
  private fields: Map<string, string[]> | null = null;
  private line = 0;
  private column = 0;

  open(line: number, column: number): void {
    this.fields = new Map();
    this.line = line;
    this.column = column;
  }

  put(key: string, value: string): void {
    if (key === '__version') this.version = value;
    const list = this.fields?.get(key);
    if (list !== undefined) list.push(value);
    else this.fields?.set(key, [value]);
  }

  close(closed: boolean): void {
    const { fields, line, column } = this;
    const named = fields !== null && (fields.has('name') || fields.has('type'));
    if (fields !== null && named) this.objects.push({ line, column, fields, closed });
    this.fields = null;
  }
}

const unescape = (s: string): string => s.replace(/\\(["\\/])/g, '$1');

const scanJson = (lines: readonly PlacedLine[], out: Collector): void => {
  let key = '';
  let last = '';
  let list = false;
  const punctuation: Readonly<Record<string, (line: number, column: number) => void>> = {
    '{': (line, column) => {
      out.open(line, column);
      key = '';
      list = false;
    },
    '}': () => {
      out.close(true);
      key = '';
      list = false;
    },
    '[': () => {
      list = true;
    },
    ']': () => {
      list = false;
      key = '';
    },
    ':': () => {
      key = last;
    },
    ',': () => {
      if (!list) key = '';
    },
  };
  for (const { line, text } of lines) {
    for (const m of text.matchAll(JSON_TOKEN)) {
      const sign = m[3];
      if (sign !== undefined) punctuation[sign]?.(line, m.index + 1);
      else {
        last = m[4] ?? unescape(m[1] ?? '');
        if (key !== '') out.put(key, last);
      }
    }
  }
  out.close(false);
};

const ELEMENTS = new Set(['zone', 'memory']);

const scanXml = (lines: readonly PlacedLine[], out: Collector): void => {
  for (const { line, text } of lines) {
    for (const m of text.matchAll(XML_TOKEN)) {
      const [, slash = '', tag = '', attributes = '', value = ''] = m;
      const version = /\b(?:__)?version="(\d+)"/.exec(attributes)?.[1];
      if (version !== undefined) out.version = version;
      if (ELEMENTS.has(tag)) {
        if (slash === '') out.open(line, m.index + 1);
        else out.close(true);
      } else if (slash === '' && value.trim() !== '') out.put(tag, value.trim());
    }
  }
  out.close(false);
};

/** All flat objects that have a `name` or a `type`, in order. */
export const findObjects = (lines: readonly PlacedLine[]): Found => {
  const out = new Collector();
  const xml = lines.some(({ text }) => /<(?:vmstat|zone|memory|malloc-statistics)[ >]/.test(text));
  if (xml) scanXml(lines, out);
  else scanJson(lines, out);
  return { objects: out.objects, version: out.version };
};
