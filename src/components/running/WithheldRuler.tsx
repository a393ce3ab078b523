/** The frame of the ruler while a lesson's question about its inside stands open. */
import { useMemo } from 'react';
import type { CSSProperties, ReactNode } from 'react';
import { openColumns } from '../../viewmodel/running/open-columns';
import { withholdColumns } from '../../viewmodel/running/withhold';
import { useApp } from '../app/store-context';
import { metricsFor } from '../ruler/geometry';
import { RulerSvg } from './RulerSvg';
import { useChosen } from './later';
import { roomFor, rulerFrames, shownColumns } from './ruler-frames';
import type { Shown } from './run-context';
import { useBox } from './use-box';
import { useSelected } from './use-selected';
import styles from './room.module.css';
import withheld from './withheld.module.css';

interface Props {
  readonly shown: Shown;
  /** whether where regions begin and end may be seen */
  readonly hasRegions: boolean;
  /** said in the frame */
  readonly children: ReactNode;
}

const NO_STANDINGS = [null, null];

const useWithheld = ({ shown, hasRegions }: Props) => {
  const { open: region } = useChosen();
  const selected = useSelected(shown);
  const { timeline, survey } = shown;
  return useMemo(() => {
    const view = { selected, open: region, order: 'owners' as const };
    return withholdColumns(openColumns(timeline.sim.kernel, survey, view), hasRegions);
  }, [timeline, survey, selected, region, hasRegions]);
};

export const WithheldRuler = (props: Props) => {
  const [ref, box] = useBox({ width: 592, height: 568 });
  const isStage = useApp((s) => s.link.theme === 'stage');
  const open = useWithheld(props);
  const room = roomFor(isStage);
  const size = { width: box.width, height: box.height };
  const frames = rulerFrames(shownColumns(open.heads.length, box.width, room), size, room);
  const metrics = { ...metricsFor(box.width, isStage, 10), names: 0, hasNames: false, leader: 10 };
  const inside = frames[1] ?? frames[0];
  return (
    <section className={styles['ruler']} style={{ '--tall': 'var(--figure)' } as CSSProperties}>
      <div ref={ref} className={styles['rulerBox']} data-columns="">
        <div inert>
          <RulerSvg
            open={open}
            selected=""
            size={size}
            metrics={metrics}
            frameOf={(depth) => frames[depth]}
            standings={NO_STANDINGS}
          />
        </div>
        {inside !== undefined && (
          <p
            className={withheld['inside']}
            style={{ left: inside.x, top: inside.y, width: inside.width, height: inside.height }}
          >
            <span>{props.children}</span>
          </p>
        )}
      </div>
    </section>
  );
};
