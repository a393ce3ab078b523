/**
 * The figure of a step while its question stands open: the frame of the picture, its names, and what the
 * reader was told before. What answers the question is not on the page at all.
 */
import { useMemo } from 'react';
import type { Step } from '../../lessons/types';
import { LESSON_WORDS as WORDS } from '../../strings/en/lessons';
import { tableHeads, tableRows } from '../../viewmodel/running/tables';
import { withholdRows } from '../../viewmodel/running/withhold';
import { WithheldRam } from '../running/WithheldRam';
import { WithheldRuler } from '../running/WithheldRuler';
import type { Shown } from '../running/run-context';
import { formatCount } from '../../base/format';
import { SeedLedger } from './SeedLedger';
import styles from './figure.module.css';

interface Props {
  readonly step: Step;
  readonly shown: Shown;
}

/** The rows of zones that the step lights; what boot decided of them is told, what the run did is not. */
const WithheldTable = ({ step, shown }: Props) => {
  const rows = useMemo(
    () => withholdRows(tableRows(shown.timeline, 'zones'), step.figure.light ?? []),
    [shown.timeline, step],
  );
  return (
    <div className={styles['untold']}>
      <table>
        <thead>
          <tr>
            {tableHeads('zones').map((name, i) => (
              <th key={`${name} ${i}`} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.name}>
              <th scope="row">{row.name}</th>
              {row.figures.map((cell, i) => (
                <td key={i} data-untold={cell === '' ? '' : undefined}>
                  {typeof cell === 'number' ? formatCount(cell) : cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles['covered']}>{WORDS.covered}</p>
    </div>
  );
};

/** An order is one of regions, and so is an amount that says it is covered: their outlines tell it. */
const hasRegions = ({ prediction: p }: Step): boolean =>
  p?.kind !== 'order' && (p?.kind === 'pick' || p?.isCovered !== true);

export const Withheld = ({ step, shown }: Props) => {
  const { kind, light = [] } = step.figure;
  if (kind === 'ram') return <WithheldRam shown={shown}>{WORDS.covered}</WithheldRam>;
  if (kind === 'table') return <WithheldTable step={step} shown={shown} />;
  if (kind === 'ledger')
    return (
      <div className={styles['untold']}>
        <SeedLedger light={light} isWithheld />
        <p className={styles['covered']}>{WORDS.covered}</p>
      </div>
    );
  return (
    <WithheldRuler shown={shown} hasRegions={hasRegions(step)}>
      {WORDS.covered}
    </WithheldRuler>
  );
};
