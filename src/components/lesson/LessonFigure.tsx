/** The figure of a step: the Machine room's own parts, arranged beside the text. */
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { FigurePart, Step } from '../../lessons/types';
import { Hands } from '../running/Hands';
import { LightContext } from '../running/light-context';
import { LiveRuler } from '../running/LiveRuler';
import { LiveTables } from '../running/LiveTables';
import { Log } from '../running/Log';
import { newPointer } from '../running/pointer';
import type { Pointer } from '../running/pointer';
import { Queues } from '../running/Queues';
import { RamGrid } from '../running/RamGrid';
import type { RamFit } from '../running/ram-fit';
import { Selection } from '../running/Selection';
import { Transport } from '../running/Transport';
import type { Shown } from '../running/run-context';
import { FigureLevers } from './FigureLevers';
import { LayoutRuler } from './LayoutRuler';
import { SeedLedger } from './SeedLedger';
import { Withheld } from './Withheld';
import styles from './figure.module.css';

interface Props {
  readonly step: Step;
  readonly shown: Shown;
  /** whether it would tell the answer of a question that stands open */
  readonly isCovered: boolean;
  /** the bar of an open or answered guess; null where the step has none */
  readonly plate: ReactNode;
  /** the question, where it stands below the picture; null where it stands in the text */
  readonly asked: ReactNode;
}

const Part = ({ of, shown, pointer }: { of: FigurePart; shown: Shown; pointer: Pointer }) => {
  if (of === 'panel') return <Selection shown={shown} pointer={pointer} />;
  if (of === 'queues') return <Queues shown={shown} />;
  if (of === 'log') return <Log shown={shown} />;
  if (of === 'transport') return <Transport />;
  if (of === 'hands') return <Hands shown={shown} />;
  if (of === 'table') return <LiveTables shown={shown} />;
  return <FigureLevers />;
};

/** Whether ruler and RAM leave room for the bar: where it stands, RAM steps back. */
const picturesOf = ({ figure }: Step, hasPlate: boolean) => ({
  ruler: figure.kind === 'ruler' || figure.kind === 'map',
  ram: figure.kind === 'ram' || (figure.kind === 'map' && !hasPlate),
});

const Pictures = ({
  step,
  shown,
  plate,
  pointer,
}: Omit<Props, 'isCovered' | 'asked'> & { pointer: Pointer }) => {
  const [fit, setFit] = useState<RamFit | null>(null);
  const { ruler, ram } = picturesOf(step, plate !== null);
  return (
    <>
      {ruler && <LiveRuler shown={shown} ram={ram ? fit : null} isAlone={!ram} />}
      {ram && <RamGrid shown={shown} onPoint={pointer.set} onFit={setFit} />}
      {step.figure.kind === 'layout' && <LayoutRuler shown={shown} />}
      {step.figure.kind === 'table' && <LiveTables shown={shown} />}
      {step.figure.kind === 'ledger' && <SeedLedger light={step.figure.light ?? []} />}
      {plate}
    </>
  );
};

export const LessonFigure = ({ step, shown, isCovered, plate, asked }: Props) => {
  const [pointer] = useState(newPointer);
  const { kind, light = [] } = step.figure;
  const below = (step.figure.parts ?? []).filter((p) => !(kind === 'table' && p === 'table'));
  return (
    <LightContext value={{ ids: light, sel: step.view?.sel ?? '' }}>
      <div
        className={styles['figure']}
        data-kind={kind}
        data-covered={isCovered}
        data-plate={plate === null ? undefined : ''}
        data-parts={(asked === null ? below : ['asked', ...below]).join(' ')}
      >
        <div className={styles['pictures']}>
          {isCovered ? (
            <>
              <Withheld step={step} shown={shown} />
              {plate}
            </>
          ) : (
            <Pictures step={step} shown={shown} plate={plate} pointer={pointer} />
          )}
        </div>
        {asked !== null && <div className={styles['asked']}>{asked}</div>}
        {!isCovered && below.length > 0 && (
          <div className={styles['parts']}>
            {below.map((part) => (
              <div key={part} className={styles['part']} data-part={part}>
                <Part of={part} shown={shown} pointer={pointer} />
              </div>
            ))}
          </div>
        )}
      </div>
    </LightContext>
  );
};
