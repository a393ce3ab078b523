/** The running kernel in tables, and the two commands as a terminal shows them; to copy and to save. */
import { useState } from 'react';
import { TABLES } from '../../store/url-codec';
import type { TableTab } from '../../store/url-codec';
import { TABLES_WORDS as WORDS } from '../../strings/en/room';
import { tableCsv, tableJson } from '../../viewmodel/running/export';
import { printed } from '../../viewmodel/running/tables';
import type { Asked } from '../../viewmodel/running/tables';
import { useApp } from '../app/store-context';
import { copyText, downloadText } from '../ui/download';
import { TableRows } from './TableRows';
import type { Shown } from './run-context';
import { useIsHidden } from './use-hidden';
import { useRoving } from './use-roving';
import { useTools } from './use-tools';
import styles from './below.module.css';

type Printed = 'z' | 'm';
const isPrinted = (tab: TableTab): tab is Printed => tab === 'z' || tab === 'm';

/** What is on the table, as text, and under which name it is saved. */
const contentOf = (shown: Shown, tab: TableTab, asked: Asked, kind: 'csv' | 'json'): string => {
  if (isPrinted(tab)) return printed(shown.timeline, tab);
  return kind === 'csv'
    ? tableCsv(shown.timeline, tab, asked)
    : tableJson(shown.timeline, tab, asked);
};

const useTakeAway = (shown: Shown, tab: TableTab, asked: Asked) => {
  const say = useApp((s) => s.say);
  const copy = (): void => {
    void copyText(contentOf(shown, tab, asked, 'csv')).then((isDone) => {
      say(isDone ? WORDS.copied : WORDS.cannotCopy);
    });
  };
  const save = (kind: 'csv' | 'json'): void => {
    const ending = isPrinted(tab) ? 'txt' : kind;
    const name = isPrinted(tab) ? `vmstat-${tab}` : tab;
    const type = kind === 'json' ? 'application/json' : 'text/plain';
    downloadText(
      `${name}-${shown.timeline.at}.${ending}`,
      type,
      contentOf(shown, tab, asked, kind),
    );
  };
  useTools({
    csv: () => {
      save('csv');
    },
    json: () => {
      save('json');
    },
    copyTable: copy,
  });
  return { copy, save };
};

interface TakeProps {
  readonly shown: Shown;
  readonly tab: TableTab;
  readonly asked: Asked;
}

const TakeAway = ({ shown, tab, asked }: TakeProps) => {
  const { copy, save } = useTakeAway(shown, tab, asked);
  return (
    <span className={styles['take']}>
      <button type="button" onClick={copy}>
        {WORDS.copy}
      </button>
      <button
        type="button"
        onClick={() => {
          save('csv');
        }}
      >
        {isPrinted(tab) ? WORDS.text : WORDS.csv}
      </button>
      {!isPrinted(tab) && (
        <button
          type="button"
          onClick={() => {
            save('json');
          }}
        >
          {WORDS.json}
        </button>
      )}
    </span>
  );
};

const Tabs = ({ tab, onTab }: { tab: TableTab; onTab: (tab: TableTab) => void }) => {
  const roving = useRoving<HTMLDivElement>();
  return (
    <div className={styles['tabs']} role="toolbar" aria-label={WORDS.title} {...roving}>
      {TABLES.map((t) => (
        <button
          key={t}
          type="button"
          tabIndex={-1}
          aria-pressed={t === tab}
          onClick={() => {
            onTab(t);
          }}
        >
          {WORDS.tabs[t]}
        </button>
      ))}
    </div>
  );
};

const UNSORTED = { sort: -1, isDown: true } as const;

export const LiveTables = ({ shown }: { shown: Shown }) => {
  const tab = useApp((s) => s.link.table);
  const setLink = useApp((s) => s.setLink);
  const [asked, setAsked] = useState<Asked>({ filter: '', ...UNSORTED });
  const isHidden = useIsHidden('tables');
  const onSort = (sort: number): void => {
    setAsked({ ...asked, sort, isDown: asked.sort === sort ? !asked.isDown : sort !== 0 });
  };
  if (isHidden) return null;
  return (
    <section className={styles['tables']} aria-labelledby="tables-title" id="tables">
      <h2 id="tables-title" tabIndex={-1}>
        {WORDS.title} <TakeAway shown={shown} tab={tab} asked={asked} />
      </h2>
      <Tabs
        tab={tab}
        onTab={(table) => {
          setLink({ table });
          setAsked({ ...asked, ...UNSORTED });
        }}
      />
      {!isPrinted(tab) && (
        <label className={styles['filter']}>
          {WORDS.filter}{' '}
          <input
            value={asked.filter}
            onChange={(e) => {
              setAsked({ ...asked, filter: e.target.value });
            }}
          />
        </label>
      )}
      <div className={styles['scroll']}>
        {isPrinted(tab) ? (
          <pre tabIndex={0} aria-label={WORDS.tabs[tab]}>
            {printed(shown.timeline, tab)}
          </pre>
        ) : (
          <TableRows key={tab} shown={shown} id={tab} asked={asked} onSort={onSort} />
        )}
      </div>
    </section>
  );
};
