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

/** A line of the document. `glue` says that its last word goes on in the next line. */
interface PlacedLine {
  readonly line: number;
  readonly text: string;
  readonly glue: boolean;
}

/**
 * A JSON string, a brace, a bracket, a comma, a colon, or a bare value. A string holds no braces
 * here: where a quote was lost, the next object is read right again.
 */
const JSON_TOKEN = /"((?:[^"\\{}[\]]|\\.){0,120})"|([{}[\],:])|([^\s{}[\],:"]{1,120})/g;
const XML_TOKEN = /<(\/?)([\w-]{1,60})([^<>]{0,200})>([^<]{0,200})/g;

/** Objects with one of these are rows, or hold the counts of netstat -m and vmstat -s. */
const SIGNS = ['name', 'type', 'mbuf-current', 'context-switches'];

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
    const named = fields !== null && SIGNS.some((key) => fields.has(key));
    if (fields !== null && named) this.objects.push({ line, column, fields, closed });
    this.fields = null;
  }
}

const unescape = (s: string): string => s.replace(/\\(["\\/])/g, '$1');

/** The document as one string, with the place of each of its lines. */
interface Joined {
  readonly text: string;
  /** offset at which each line starts */
  readonly starts: readonly number[];
  readonly lines: readonly PlacedLine[];
}

const joinLines = (lines: readonly PlacedLine[]): Joined => {
  const pieces: string[] = [];
  const starts: number[] = [];
  let offset = 0;
  for (const { text, glue } of lines) {
    const piece = glue ? text : `${text} `;
    starts.push(offset);
    pieces.push(piece);
    offset += piece.length;
  }
  return { text: pieces.join(''), starts, lines };
};

/** Walks along the lines as offsets grow. */
const placer = (joined: Joined): ((offset: number) => [line: number, column: number]) => {
  let i = 0;
  return (offset) => {
    while ((joined.starts[i + 1] ?? Infinity) <= offset) i += 1;
    return [joined.lines[i]?.line ?? 1, offset - (joined.starts[i] ?? 0) + 1];
  };
};

const scanJson = (joined: Joined, out: Collector): void => {
  const place = placer(joined);
  let key = '';
  let last = '';
  let list = false;
  const setState = (toKey: string, toList: boolean): void => {
    key = toKey;
    list = toList;
  };
  const punctuation: Readonly<Record<string, (at: number) => void>> = {
    '{': (at) => {
      out.open(...place(at));
      setState('', false);
    },
    '}': () => {
      out.close(true);
      setState('', false);
    },
    '[': () => {
      setState(key, true);
    },
    ']': () => {
      setState('', false);
    },
    ':': () => {
      setState(last, false);
    },
    ',': () => {
      setState(list ? key : '', list);
    },
  };
  for (const m of joined.text.matchAll(JSON_TOKEN)) {
    const sign = m[2];
    if (sign !== undefined) punctuation[sign]?.(m.index);
    else {
      last = m[3] ?? unescape((m[1] ?? '').replace(/ {2,}/g, ' '));
      if (key !== '') out.put(key, last);
    }
  }
  out.close(false);
};

const XML = /<(?:vmstat|netstat|zone|memory|(?:malloc|mbuf|summary)-statistics)[ >]/;
const ELEMENTS = new Set(['zone', 'memory', 'mbuf-statistics', 'summary-statistics']);

const scanXml = (joined: Joined, out: Collector): void => {
  const place = placer(joined);
  for (const m of joined.text.matchAll(XML_TOKEN)) {
    const [, slash = '', tag = '', attributes = '', value = ''] = m;
    const version = /\b(?:__)?version="(\d{1,9})"/.exec(attributes)?.[1];
    if (version !== undefined) out.version = version;
    if (ELEMENTS.has(tag)) {
      if (slash === '') out.open(...place(m.index));
      else out.close(true);
    } else if (slash === '' && value.trim() !== '') out.put(tag, value.trim());
  }
  out.close(false);
};

/** `--libxo html`: a line is an element of class `line`, a value one that names its tag. */
const scanHtml = (joined: Joined, out: Collector): void => {
  const place = placer(joined);
  for (const m of joined.text.matchAll(XML_TOKEN)) {
    const [, slash = '', , attributes = '', value = ''] = m;
    if (slash !== '') continue;
    const tag = /\bdata-tag="([\w-]{1,60})"/.exec(attributes)?.[1];
    if (/\bclass="line"/.test(attributes)) {
      out.close(true);
      out.open(...place(m.index));
    } else if (tag !== undefined) out.put(tag, value.trim().replace(/:$/, ''));
  }
  // The last line is whole where its element ends.
  out.close(/<\/div>\s*(?:<\/\w+>\s*){0,8}$/.test(joined.text));
};

/** All flat objects that have a `name` or a `type`, in order. */
export const findObjects = (lines: readonly PlacedLine[]): Found => {
  const out = new Collector();
  const joined = joinLines(lines);
  if (joined.text.includes('data-tag="')) scanHtml(joined, out);
  else if (XML.test(joined.text)) scanXml(joined, out);
  else scanJson(joined, out);
  return { objects: out.objects, version: out.version };
};
