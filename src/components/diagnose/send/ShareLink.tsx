/** The link to a reading: all that is in it, read back from the link itself, before it is copied. */
import { useCallback, useEffect, useMemo, useState } from 'react';
import { EXAMPLES } from '../../../examples';
import { formatBytes, formatRam } from '../../../base/format';
import { SHARE as WORDS } from '../../../strings/en/send';
import type { AppState } from '../../../store/app-store';
import type { PasteView } from '../../../viewmodel/reading/paste-view';
import type { ToldMachine } from '../../../viewmodel/reading/told';
import { sharedText } from '../../../viewmodel/report/shared';
import { useApp } from '../../app/store-context';
import { copyText } from '../../ui/download';
import { Replaced } from './Replaced';
import { useLink } from './use-link';
import type { LinkInMaking, MadeLink } from './use-link';
import styles from './send.module.css';

/** Links that are cut by some programs on their way. */
const LONG = 2000;

const machineWords = ({ release, arch, cpus, pageSize, ram }: ToldMachine): string =>
  [
    release === null ? '' : WORDS.facts.release(release),
    arch ?? '',
    cpus === null ? '' : WORDS.facts.cpus(cpus),
    pageSize === null ? '' : WORDS.facts.pages(formatBytes(pageSize)),
    ram === null ? '' : WORDS.facts.ram(formatRam(ram)),
  ]
    .filter((w) => w !== '')
    .join(', ');

const undoneWords = (without: AppState['without'], carried: string): string => {
  const own = without.filter((r) => r.kind !== 'encoding');
  if (own.length === 0) return WORDS.undoneEncoding;
  return carried === '' ? WORDS.undoneMany(own.length) : WORDS.undoneNote(own.length);
};

const Fact = ({ name, children }: { name: string; children: string }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

/** What the link holds beside the text. */
const Facts = ({ made, hasText }: { made: MadeLink; hasText: boolean }) => {
  const link = useApp((s) => s.link);
  const without = useApp((s) => s.without);
  const told = useApp((s) => s.told);
  const example = EXAMPLES.find((e) => e.id === link.example);
  const isOwn = example === undefined;
  const isRead = hasText || !isOwn;
  return (
    <dl className={styles['inside']}>
      <Fact name={WORDS.room}>{made.bare}</Fact>
      {example !== undefined && (
        <Fact name={WORDS.example}>{WORDS.exampleNote(example.title)}</Fact>
      )}
      {isRead && without.length > 0 && (
        <Fact name={WORDS.undone}>{undoneWords(without, link.without)}</Fact>
      )}
      {isRead && told !== null && <Fact name={WORDS.told}>{machineWords(told)}</Fact>}
      {isOwn && (
        <Fact name={WORDS.text}>
          {hasText ? WORDS.textNote(made.text.length, made.packed) : WORDS.noText}
        </Fact>
      )}
      <Fact name={WORDS.not}>{WORDS.notNote}</Fact>
    </dl>
  );
};

interface TakeProps {
  readonly making: LinkInMaking;
  readonly made: MadeLink;
  readonly copy: (url: string) => void;
  readonly onClose: () => void;
}

const Take = ({ made, making, copy, onClose }: TakeProps) => {
  return (
    <>
      <input
        aria-label={WORDS.field}
        readOnly
        value={made.url}
        onFocus={(e) => {
          e.target.select();
        }}
      />
      <p className={styles['actions']}>
        <button
          type="button"
          disabled={!making.isFresh}
          onClick={() => {
            copy(made.url);
          }}
        >
          {WORDS.copy}
        </button>
        <button type="button" onClick={onClose}>
          {WORDS.close}
        </button>
        <small>
          {WORDS.length(made.url.length)}. {made.url.length > LONG && WORDS.long}
        </small>
      </p>
    </>
  );
};

interface Props {
  readonly reading: PasteView;
  /** the reader asked for the text to be in the link */
  readonly hasText: boolean;
  readonly onClose: () => void;
}

/** Values that look like names, and whether they are replaced at all. */
const useShared = (reading: PasteView, hasText: boolean) => {
  const [isReplaced, setReplaced] = useState(true);
  const [kept, setKept] = useState<readonly string[]>([]);
  const { text, report } = reading;
  const shared = useMemo(
    () => (hasText ? sharedText(text, report, isReplaced ? kept : null) : { text: '', found: [] }),
    [text, report, hasText, isReplaced, kept],
  );
  const keep = (value: string, isKept: boolean): void => {
    setKept(isKept ? [...kept, value] : kept.filter((one) => one !== value));
  };
  return { ...shared, isReplaced, setReplaced, kept, keep };
};

const useCopy = (): ((url: string) => void) => {
  const say = useApp((s) => s.say);
  return useCallback(
    (url) => {
      void copyText(url).then((isCopied) => {
        say(isCopied ? WORDS.copied : WORDS.notCopied);
      });
    },
    [say],
  );
};

export const ShareLink = ({ reading, hasText, onClose }: Props) => {
  const link = useApp((s) => s.link);
  const shared = useShared(reading, hasText);
  const isOwn = link.example === 'none';
  const carried = useMemo(
    () => (isOwn && !hasText ? { ...link, without: '', told: '' } : link),
    [link, isOwn, hasText],
  );
  const making = useLink(carried, shared.text);
  const { made } = making;
  const copy = useCopy();
  const isSafe = !hasText && making.isFresh;
  const url = made?.url ?? '';
  // A link without a text holds nothing of the reader's own: the button copies it at once, as it says.
  useEffect(() => {
    if (isSafe) copy(url);
  }, [isSafe, url, copy]);
  return (
    <div className={styles['share']} role="group" aria-label={WORDS.title}>
      <h2>{WORDS.title}</h2>
      {made === null && <p>{WORDS.packing}</p>}
      {made !== null && made.url === '' && (
        <p>{made.packed === 0 ? WORDS.cannotPack : WORDS.tooLong(made.packed)}</p>
      )}
      {made !== null && made.url !== '' && (
        <>
          <Take made={made} making={making} copy={copy} onClose={onClose} />
          <div className={styles['report']}>
            <div>
              <Facts made={made} hasText={hasText} />
              {shared.found.length > 0 && (
                <label>
                  <input
                    type="checkbox"
                    checked={shared.isReplaced}
                    onChange={(e) => {
                      shared.setReplaced(e.target.checked);
                    }}
                  />{' '}
                  {WORDS.replace}
                </label>
              )}
              {shared.isReplaced && shared.found.length > 0 && (
                <Replaced found={shared.found} kept={shared.kept} onKeep={shared.keep} />
              )}
            </div>
            {hasText && (
              <textarea aria-label={WORDS.preview} readOnly value={made.text} spellCheck={false} />
            )}
          </div>
        </>
      )}
    </div>
  );
};
