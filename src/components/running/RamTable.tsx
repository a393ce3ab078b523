/** The picture of RAM as a table: the same holders, the same amounts, for reading and for selecting. */
import { useState } from 'react';
import { QUEUE_WORDS } from '../../strings/en/room';
import { ASKED_WORDS } from '../../strings/en/asked';
import { RAM_TABLE as WORDS } from '../../strings/en/pictures';
import { askedNow } from '../../viewmodel/running/askers';
import { ramRows } from '../../viewmodel/running/ram-rows';
import type { RamRow } from '../../viewmodel/running/ram-rows';
import { useApp } from '../app/store-context';
import { LiveNum } from './LiveNum';
import type { Shown } from './run-context';
import { useRoving } from './use-roving';
import { useSelect, useSelectedId } from './use-selected';
import styles from './lists.module.css';

const PLACES = ['wired', 'active', 'inactive', 'cache', 'hold', 'free'] as const;

const Row = ({ row, isAsked }: { row: RamRow; isAsked: boolean }) => {
  const select = useSelect();
  const selected = useSelectedId();
  const kind = isAsked ? 'asker' : 'holder';
  return (
    <tr data-selected={row.id === selected}>
      <th scope="row">
        <i data-owner={row.owner} data-shade={row.shade} aria-hidden="true" />
        <button
          type="button"
          tabIndex={-1}
          onClick={() => {
            select(row.id);
          }}
        >
          {row.label}
        </button>
      </th>
      <td>
        <LiveNum
          of={[kind, row.id, '']}
          value={row.frames}
          label={`${row.label}, ${WORDS.frames}`}
          isInside
        />
      </td>
      {PLACES.map((place) => (
        <td key={place}>
          {row.places[place] !== 0 && (
            <LiveNum
              of={[kind, row.id, place]}
              value={row.places[place]}
              label={`${row.label}, ${QUEUE_WORDS.places[place]} ${WORDS.frames}`}
              isInside
            />
          )}
        </td>
      ))}
    </tr>
  );
};

const Table = ({ shown }: { shown: Shown }) => {
  const isAsked = useApp((s) => s.link.colour === 'asked');
  const roving = useRoving<HTMLTableElement>();
  const asked = isAsked ? askedNow(shown.timeline, shown.survey) : null;
  return (
    <div className={styles['scroll']}>
      <table {...roving}>
        <caption className="visually-hidden">{WORDS.title}</caption>
        <thead>
          <tr>
            <th scope="col">{isAsked ? ASKED_WORDS.legend : WORDS.holder}</th>
            <th scope="col">{WORDS.frames}</th>
            {PLACES.map((place) => (
              <th key={place} scope="col">
                {QUEUE_WORDS.places[place]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {ramRows(shown.timeline.sim.kernel, shown.survey, asked).map((row) => (
            <Row key={row.id} row={row} isAsked={isAsked} />
          ))}
        </tbody>
      </table>
    </div>
  );
};

export const RamTable = ({ shown }: { shown: Shown }) => {
  const [isOpen, setOpen] = useState(false);
  return (
    <details
      className={styles['list']}
      onToggle={(e) => {
        setOpen(e.currentTarget.open);
      }}
    >
      <summary>{WORDS.title}</summary>
      {isOpen && <Table shown={shown} />}
    </details>
  );
};
