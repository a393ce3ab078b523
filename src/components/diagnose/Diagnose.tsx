/** *Your kernel*: paste a text, see what was read, the ledger, the self-check and the findings. */
import { useEffect, useMemo } from 'react';
import { DIAGNOSE } from '../../strings/en/diagnose';
import { selectReading } from '../../store/selectors';
import { answerOf } from '../../viewmodel/reading/answer';
import { pasteView } from '../../viewmodel/reading/paste-view';
import type { PasteView } from '../../viewmodel/reading/paste-view';
import { useApp } from '../app/store-context';
import { AnswerView } from './AnswerView';
import { BlockTables } from './BlockTables';
import { Findings } from './Findings';
import { Gutter } from './Gutter';
import { LedgerView } from './LedgerView';
import { MapSection } from './MapSection';
import { PagesTable } from './PagesTable';
import { PasteBox } from './PasteBox';
import { RoomHead } from './RoomHead';
import { SelfCheck } from './SelfCheck';
import { ZoneTable } from './ZoneTable';
import { JumpProvider } from './jump';
import { useDrop } from './use-drop';
import { useGutter } from './use-gutter';
import { useIntake } from './use-intake';
import styles from './diagnose.module.css';

const Conclusions = ({ reading }: { reading: PasteView }) => {
  const { report, explanation } = reading;
  const { ledger, findings, selfCheck } = explanation;
  if (ledger === null) {
    const answer = answerOf(report, explanation);
    return (
      <>
        <div className={styles['middle']}>
          <AnswerView reading={reading} answer={answer} />
          {selfCheck.length > 0 && <SelfCheck rows={selfCheck} reading={reading} />}
        </div>
        {answer.kind === 'freebsd' && findings.length > 0 && (
          <div className={styles['right']}>
            <Findings reading={reading} />
          </div>
        )}
      </>
    );
  }
  return (
    <>
      <div className={styles['middle']}>
        <LedgerView reading={reading} ledger={ledger} />
        <SelfCheck rows={selfCheck} reading={reading} />
        <PagesTable ledger={ledger} />
      </div>
      <div className={styles['right']}>
        <Findings reading={reading} />
      </div>
    </>
  );
};

const ReadingView = ({ reading }: { reading: PasteView }) => {
  const gutter = useGutter(reading);
  const { report, explanation } = reading;
  const { ledger } = explanation;
  const hasSides = ledger !== null || explanation.findings.length > 0;
  return (
    <JumpProvider jump={gutter.jump}>
      <RoomHead reading={reading} />
      <div className={styles['columns']} data-sides={hasSides ? '' : undefined}>
        <Conclusions reading={reading} />
        <div className={styles['left']}>
          <Gutter reading={reading} gutter={gutter} />
        </div>
      </div>
      <MapSection reading={reading} />
      <ZoneTable explanation={explanation} />
      <BlockTables report={report} isOpen={ledger === null} />
    </JumpProvider>
  );
};

/** The open paste with what this room makes of it, and its derivations handed to the drawer. */
const usePaste = (): PasteView | null => {
  const read = useApp(selectReading);
  const offer = useApp((s) => s.offer);
  const view = useMemo(() => (read === null ? null : pasteView(read)), [read]);
  useEffect(() => {
    offer(view?.own ?? []);
  }, [view, offer]);
  return view;
};

export const Diagnose = () => {
  const reading = usePaste();
  const say = useApp((s) => s.say);
  const intake = useIntake();
  const isOver = useDrop(intake.takeFile);
  useEffect(() => {
    if (reading === null) return;
    say(DIAGNOSE.said.read(answerOf(reading.report, reading.explanation).headline));
  }, [reading, say]);
  return (
    <div className={styles['room']}>
      {reading === null ? (
        <PasteBox intake={intake} />
      ) : (
        <>
          {intake.words !== '' && <p className={styles['state']}>{intake.words}</p>}
          <ReadingView
            key={`${String(reading.text.length)}-${reading.text.slice(0, 200)}`}
            reading={reading}
          />
        </>
      )}
      {isOver && (
        <p className={styles['drop']} role="status">
          {DIAGNOSE.dropHere}
        </p>
      )}
    </div>
  );
};
