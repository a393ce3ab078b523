/** The link to a reading as it would be copied: made when it is asked for, read back, and nothing stored. */
import { useEffect, useState } from 'react';
import { packText, unpackText } from '../../../store/pack';
import { decodeLink, encodeLink } from '../../../store/url-codec';
import type { LinkState } from '../../../store/url-codec';

export interface MadeLink {
  /** '' where the text is too long for a link, or cannot be packed */
  readonly url: string;
  /** the state without the text, as its hash */
  readonly bare: string;
  /** characters of the packed text; 0 where none is, or the browser cannot pack */
  readonly packed: number;
  /** the text as whoever opens the link will have it; '' where none is in it */
  readonly text: string;
}

export interface LinkInMaking {
  /** the last that was made; null before the first */
  readonly made: MadeLink | null;
  /** it is the one that was asked for last */
  readonly isFresh: boolean;
}

const make = async (link: LinkState, text: string): Promise<MadeLink> => {
  const data = text === '' ? '' : await packText(text);
  const bare = encodeLink({ ...link, data: '' });
  const hash = encodeLink({ ...link, data });
  const back = data === '' ? '' : await unpackText(decodeLink(hash).data);
  // Whoever opens the link unpacks it; what does not come back must not be sent.
  if (back !== text) return { url: '', bare, packed: data.length, text: '' };
  return { url: location.href.replace(/#.*$/, '') + hash, bare, packed: data.length, text: back };
};

/** A browser from before 2023 packs nothing. */
const notMade = (link: LinkState): MadeLink => ({
  url: '',
  bare: encodeLink({ ...link, data: '' }),
  packed: 0,
  text: '',
});

/** @param text '' = a link without a text */
export const useLink = (link: LinkState, text: string): LinkInMaking => {
  const [made, setMade] = useState<{ of: LinkState; text: string; link: MadeLink } | null>(null);
  useEffect(() => {
    let isLeft = false;
    void make(link, text)
      .catch(() => notMade(link))
      .then((done) => {
        if (!isLeft) setMade({ of: link, text, link: done });
      });
    return () => {
      isLeft = true;
    };
  }, [link, text]);
  return { made: made?.link ?? null, isFresh: made?.of === link && made.text === text };
};
