/** The opening: the panic as it stood on the console, the real map beside it, the question. */
import { Fragment } from 'react';
import { OPENING } from '../../strings/en/opening';
import { columnsOf, selectSeedLedger } from '../../store/seed-selectors';
import { useApp } from '../app/store-context';
import { ColumnTables } from '../ruler/ColumnTables';
import { Ruler } from '../ruler/Ruler';
import { usePick } from '../ruler/use-pick';
import { useRulerHeight } from '../ruler/use-ruler-height';
import { Legend } from '../ui/Legend';
import { LinkTo } from '../ui/LinkTo';
import { Num } from '../ui/Num';
import { Words } from '../ui/Words';
import { Brackets } from './Brackets';
import { Doors } from './Doors';
import styles from './opening.module.css';

/** px of the header and the margins above and below the figure */
const AROUND = 76;

const Statement = () => {
  const map = selectSeedLedger()?.map;
  return (
    <>
      <p className="console">{OPENING.console}</p>
      <p className="panic">{OPENING.panic}</p>
      <h1 className="statement">
        {OPENING.question.map((line, i) => (
          <Fragment key={line}>
            {i > 0 && ' '}
            {i > 0 && <br />}
            <Words>{line}</Words>
          </Fragment>
        ))}
      </h1>
      <p className="lead">
        {OPENING.lead}
        {map !== undefined && (
          <>
            : <Num of={map} />
          </>
        )}
        . {OPENING.newcomer}{' '}
        <LinkTo change={{ room: 'lessons', lesson: 'the-panic', step: '1' }}>
          {OPENING.start}
        </LinkTo>
        .
      </p>
    </>
  );
};

export const Opening = () => {
  const open = useApp((s) => s.link.open);
  const explain = useApp((s) => s.explain);
  const height = useRulerHeight(AROUND);
  const columns = columnsOf(open);
  const pick = usePick(columns.length);
  return (
    <>
      <div className={styles['opening']}>
        <div className={styles['words']}>
          <Statement />
        </div>
        <div className={styles['figure']}>
          <Ruler
            columns={columns}
            height={height}
            open={columns[1]?.id ?? ''}
            onPick={pick}
            onExplain={explain}
          />
          {columns[1]?.id === 'kmem_map' && <Brackets height={height} />}
        </div>
        <div className={styles['ways']}>
          <Legend />
          <Doors />
        </div>
      </div>
      <ColumnTables columns={columns} title={OPENING.tables} className={styles['tables']} />
    </>
  );
};
