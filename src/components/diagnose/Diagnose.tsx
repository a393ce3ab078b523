/** *Your kernel*: paste a text, see what was read, the ledger, the self-check and the findings. */
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { RefObject } from 'react';
import type { AnyDerivation } from '../../base/derivation';
import { DIAGNOSE } from '../../strings/en/diagnose';
import type { AppState } from '../../store/app-store';
import { selectReading } from '../../store/selectors';
import { hasPicture, pasteView } from '../../viewmodel/reading/paste-view';
import type { PasteView } from '../../viewmodel/reading/paste-view';
import { useApp } from '../app/store-context';
import { Later } from '../ui/Later';
import { AnswerView } from './AnswerView';
import { BalanceView } from './BalanceView';
import { BlockTables } from './BlockTables';
import { Findings } from './Findings';
import { Gutter } from './Gutter';
import { LedgerView } from './LedgerView';
import { MachineFacts } from './MachineFacts';
import { MapSection } from './MapSection';
import { PagesTable } from './PagesTable';
import { PasteBox } from './PasteBox';
import { Repairs } from './Repairs';
import { RoomHead } from './RoomHead';
import { SelfCheck } from './SelfCheck';
import { VerdictNote } from './VerdictNote';
import { ZoneTable } from './ZoneTable';
import { JumpProvider } from './jump';
import { Compare } from './compare/Compare';
import { useComparison } from './compare/use-comparison';
import type { Comparison } from './compare/use-comparison';
import { useDrop } from './use-drop';
import { useGutter } from './use-gutter';
import { Running } from './intake/Running';
import { TrayList } from './intake/TrayList';
import { IntakeProvider, useIntake } from './intake/use-intake';
import type { IntakeState } from './intake/use-intake';
import { LOAD_BOX } from './load/parts';
import { ReportBox } from './send/ReportBox';
import styles from './diagnose.module.css';

/** The ledger of the map, else the balance of the heap, else the answer why there is neither. */
const Sum = ({ reading }: { reading: PasteView }) => {
  const { ledger, balance } = reading.explanation;
  const limits = reading.answer.reasons;
  if (ledger !== null) return <LedgerView reading={reading} ledger={ledger} limits={limits} />;
  if (balance !== null) return <BalanceView balance={balance} limits={limits} />;
  return <AnswerView reading={reading} />;
};

const Main = ({ reading }: { reading: PasteView }) => (
  <div className={styles['main']}>
    <Sum reading={reading} />
  </div>
);

/** What was concluded, and from which machine. */
const Beside = ({ reading }: { reading: PasteView }) => {
  const { ledger, findings } = reading.explanation;
  if (reading.answer.kind !== 'freebsd') return null;
  return (
    <div className={styles['right']}>
      <Later>
        {(ledger !== null || findings.length > 0) && <Findings reading={reading} />}
        {ledger === null && <MachineFacts reading={reading} />}
      </Later>
    </div>
  );
};

const Checks = ({ reading }: { reading: PasteView }) => {
  const { ledger, selfCheck } = reading.explanation;
  const isChecked = ledger !== null || selfCheck.length > 0;
  return (
    <>
      {isChecked && <SelfCheck rows={selfCheck} reading={reading} />}
      {ledger !== null && <PagesTable ledger={ledger} />}
      <Repairs reading={reading} />
    </>
  );
};

interface ReadingProps {
  readonly reading: PasteView;
  readonly comparison: Comparison;
  /** takes the derivations of parts that make their own */
  readonly onOffer: (derivations: readonly AnyDerivation[]) => void;
}

/** The paste as a machine that runs. */
const Load = ({ reading, comparison, onOffer }: ReadingProps) => {
  const box = LOAD_BOX.use();
  return box === null ? (
    <div aria-busy="true" />
  ) : (
    <box.LoadBox reading={reading} diff={comparison.diff} onOffer={onOffer} />
  );
};

/**
 * What stands below the reading, from the first screen on down: each part is drawn in a task of its own
 * once those above it can be seen, so that a long log does not hold up the page.
 */
const Below = ({ reading, comparison, onOffer }: ReadingProps) => {
  const { report, explanation, answer } = reading;
  const isFreeBsd = answer.kind === 'freebsd';
  const hasTables = report.blocks.length > 0;
  return (
    <Later>
      {hasPicture(reading) && <MapSection reading={reading} />}
      <Later>
        <ZoneTable explanation={explanation} />
        <Later>
          <BlockTables report={report} isOpen={explanation.ledger === null} />
          {isFreeBsd && <Compare comparison={comparison} />}
          <Later>
            {isFreeBsd && hasTables && (
              <Load reading={reading} comparison={comparison} onOffer={onOffer} />
            )}
            {hasTables && <ReportBox reading={reading} />}
          </Later>
        </Later>
      </Later>
    </Later>
  );
};

const ReadingView = ({ reading, comparison, onOffer }: ReadingProps) => {
  const gutter = useGutter(reading);
  const { report, answer } = reading;
  return (
    <JumpProvider jump={gutter.jump}>
      <RoomHead reading={reading} />
      <VerdictNote verdict={report.verdict} isOpen />
      <div className={styles['columns']} data-sides={answer.kind === 'freebsd' ? '' : undefined}>
        <Main reading={reading} />
        <Beside reading={reading} />
        <div className={styles['checks']}>
          <Later>
            <Checks reading={reading} />
          </Later>
        </div>
        <div className={styles['left']}>
          <Later>
            <Gutter reading={reading} gutter={gutter} />
          </Later>
        </div>
      </div>
      <Below reading={reading} comparison={comparison} onOffer={onOffer} />
    </JumpProvider>
  );
};

interface Paste {
  readonly view: PasteView | null;
  readonly comparison: Comparison;
  readonly onOffer: ReadingProps['onOffer'];
}

/** The open paste with what this room makes of it, and its derivations handed to the drawer. */
const usePaste = (): Paste => {
  const read = useApp(selectReading);
  const offer = useApp((s) => s.offer);
  const view = useMemo(() => (read === null ? null : pasteView(read)), [read]);
  const place = useApp((s) => s.tray?.at ?? 0);
  const comparison = useComparison(read, place);
  const { diff } = comparison;
  const [more, onOffer] = useState<readonly AnyDerivation[]>([]);
  useEffect(() => {
    offer([...(view?.own ?? []), ...(diff?.derivations ?? []), ...more]);
  }, [view, diff, more, offer]);
  return { view, comparison, onOffer };
};

/**
 * The focus goes where the work goes on: to the headline once read, to the box once cleared. In the commit
 * itself: a moment later it would be taken from whoever has moved on.
 */
const useFocus = (isRead: boolean): RefObject<HTMLDivElement | null> => {
  const room = useRef<HTMLDivElement>(null);
  const before = useRef(isRead);
  useLayoutEffect(() => {
    if (before.current === isRead) return;
    before.current = isRead;
    room.current?.querySelector<HTMLElement>(isRead ? 'h1' : 'textarea')?.focus();
  }, [isRead]);
  return room;
};

/** What lies on the desk, and what of it is open. */
interface DeskProps {
  readonly intake: IntakeState;
  readonly reading: PasteView | null;
  readonly comparison: Comparison;
  readonly onOffer: ReadingProps['onOffer'];
}

/** A link names a text that is still on its way. */
const isOnItsWay = ({ text, link }: AppState): boolean =>
  text === '' && (link.data !== '' || (link.example !== 'none' && link.example !== 'seed'));

const Desk = ({ intake, reading, comparison, onOffer }: DeskProps) => {
  const tray = useApp((s) => s.tray);
  const clear = useApp((s) => s.clear);
  const isOpening = useApp(isOnItsWay);
  if (reading === null && isOpening) return <p role="status">{DIAGNOSE.opening}</p>;
  if (reading === null && tray === null) return <PasteBox intake={intake} />;
  return (
    <>
      {intake.refused.map((verdict) => (
        <VerdictNote key={verdict.message} verdict={verdict} isOpen={false} />
      ))}
      {reading === null && (
        <div className={styles['head']}>
          <h1 tabIndex={-1}>{DIAGNOSE.tray.pick}</h1>
          <div className={styles['actions']}>
            <button type="button" onClick={clear}>
              {DIAGNOSE.actions.another}
            </button>
          </div>
        </div>
      )}
      {tray !== null && <TrayList tray={tray} />}
      {reading !== null && (
        <ReadingView
          key={`${String(reading.text.length)}-${reading.text.slice(0, 200)}`}
          reading={reading}
          comparison={comparison}
          onOffer={onOffer}
        />
      )}
    </>
  );
};

export const Diagnose = () => {
  const { view: reading, comparison, onOffer } = usePaste();
  const say = useApp((s) => s.say);
  const hasTray = useApp((s) => s.tray !== null);
  const intake = useIntake();
  const isOver = useDrop(intake.takeFiles);
  const room = useFocus(reading !== null || hasTray);
  useEffect(() => {
    if (reading === null) return;
    say(DIAGNOSE.said.read(reading.answer.headline));
  }, [reading, say]);
  return (
    <IntakeProvider value={intake}>
      <div ref={room} className={styles['room']}>
        <Running />
        <Desk intake={intake} reading={reading} comparison={comparison} onOffer={onOffer} />
        {isOver && (
          <p className={styles['drop']} role="status">
            {DIAGNOSE.dropHere}
          </p>
        )}
      </div>
    </IntakeProvider>
  );
};
