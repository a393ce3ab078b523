/** What a machine's boot makes: levers, the ruler of the kernel they make, and its constants. */
import { formatRam } from '../../base/format';
import { MACHINE } from '../../strings/en/machine';
import { selectLayout } from '../../store/machine-selectors';
import type { MachineView } from '../../store/machine-selectors';
import { selectMachineColumns } from '../../store/selectors';
import { constantGroups } from '../../viewmodel/machine/constants-table';
import { machineHeadline } from '../../viewmodel/machine/headline';
import { useApp } from '../app/store-context';
import { ColumnTables } from '../ruler/ColumnTables';
import { Ruler } from '../ruler/Ruler';
import { usePick } from '../ruler/use-pick';
import { useRulerHeight } from '../ruler/use-ruler-height';
import { Later } from '../ui/Later';
import { Num } from '../ui/Num';
import { machineKey } from '../../viewmodel/machine/machine-code';
import { Constants } from './Constants';
import { Levers } from './Levers';
import { MorphProvider } from './morph';
import { Moved } from './Moved';
import styles from './machine.module.css';

/** px that header, headline and margins take above and below the ruler */
const AROUND = 198;

const Unknown = ({ words }: { words: readonly string[] }) =>
  words.length > 0 && (
    <p className={styles['note']}>
      {MACHINE.unknown}: <code>{words.join(', ')}</code>
    </p>
  );

const Problems = ({ view }: { view: MachineView }) => (
  <div className={styles['head']}>
    <h1 className="headline">{MACHINE.cannot}</h1>
    <p className="lead" role="alert">
      {view.error?.message}
    </p>
    <Unknown words={view.unknown} />
  </div>
);

const Head = ({ view, isSecond = false }: { view: MachineView; isSecond?: boolean }) => {
  const Heading = isSecond ? 'h2' : 'h1';
  const { layout } = view;
  if (layout === null) return <Problems view={view} />;
  const router = selectLayout();
  const isRouter = layout.machine === router?.machine;
  const ram = layout.values['spec.ram'];
  const kmem = layout.sysctl['vm.kmem_size'];
  return (
    <div className={styles['head']}>
      <Heading className={isSecond ? undefined : 'headline'}>
        {machineHeadline(layout, isRouter ? null : router)}
      </Heading>
      <p>
        {ram !== undefined && (
          <>
            {MACHINE.ram} <Num of={ram}>{formatRam(Number(ram.value))}</Num>.{' '}
          </>
        )}
        {kmem !== undefined && (
          <>
            <code>vm.kmem_size</code> = <Num of={kmem} />: {kmem.formula}.
          </>
        )}
      </p>
      {layout.notes.map((note) => (
        <p key={note.message} className={styles['note']}>
          {note.message}
        </p>
      ))}
      <Unknown words={view.unknown} />
    </div>
  );
};

const Picture = ({ view }: { view: MachineView }) => {
  const columns = useApp(selectMachineColumns);
  const explain = useApp((s) => s.explain);
  const height = useRulerHeight(AROUND);
  const pick = usePick(columns.length);
  const isRouter = view.layout?.machine === selectLayout()?.machine;
  return (
    <>
      <div className={styles['figure']}>
        <MorphProvider of={machineKey(view.machine)}>
          <Ruler
            columns={columns}
            height={height}
            open={columns[1]?.id ?? ''}
            onPick={pick}
            onExplain={explain}
          />
        </MorphProvider>
        <p className={styles['hint']}>{isRouter ? MACHINE.filled : MACHINE.empty}</p>
        <Moved />
      </div>
      <ColumnTables columns={columns} title={MACHINE.regions} className={styles['tables']} />
    </>
  );
};

/** The layout that a machine's boot makes: levers, constants, and the ruler where nothing runs. */
export const Layout = ({ view, isRunning }: { view: MachineView; isRunning: boolean }) => {
  const router = selectLayout();
  const { layout } = view;
  const isRouter = layout?.machine === router?.machine;
  return (
    <div className={styles['room']} data-running={isRunning}>
      {!isRunning && <Head view={view} />}
      <Levers />
      {layout !== null && (
        <>
          {isRunning ? (
            <div className={styles['figure']}>
              <Head view={view} isSecond />
              <Moved />
            </div>
          ) : (
            <Picture view={view} />
          )}
          <Later>
            <Constants
              groups={constantGroups(layout, isRouter ? null : router)}
              hasOther={!isRouter}
            />
          </Later>
        </>
      )}
    </div>
  );
};
