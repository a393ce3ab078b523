/**
 * Beside the first column: the address where each region starts, and its name where the band is
 * too low to carry it. A thin leader joins a row to its place, so the column itself stays linear.
 */
import { useContext, useLayoutEffect, useRef } from 'react';
import { placeLabels } from '../../render/side-labels';
import { formatAddress } from '../../base/format';
import type { Band, Column } from '../../viewmodel/ruler/types';
import { OUTLINE } from './BandShape';
import { shortAddress, yOf } from './geometry';
import type { Frame, Metrics } from './geometry';
import { MorphContext } from './morph-context';
import styles from './ruler.module.css';

interface Row {
  readonly at: number;
  readonly address: string;
  readonly band?: Band;
}

const namedRows = (column: Column): readonly Row[] => {
  const starts = column.bands.flatMap((band) =>
    band.address === undefined
      ? []
      : [{ at: band.from, address: formatAddress(band.address), band }],
  );
  const end = column.ticks.at(-1);
  return end === undefined ? starts : [...starts, { at: end.at, address: end.label }];
};

/** Where names have no room: both ends, and both ends of the framed interval. */
const endRows = (column: Column, frame: Frame, row: number): readonly Row[] => {
  const kept: Row[] = [];
  for (const tick of [...column.ticks].sort((a, b) => a.at - b.at)) {
    const last = kept.at(-1);
    const isFar = last === undefined || yOf(column, tick.at - last.at, frame) >= row * 0.85;
    if (isFar) kept.push({ at: tick.at, address: tick.label });
  }
  return kept;
};

/** Rows that do not fit go, smallest region first; the list below the picture names them all. */
const fitting = (rows: readonly Row[], count: number): readonly Row[] => {
  if (rows.length <= count) return rows;
  const size = (r: Row): number => r.band?.size ?? Infinity;
  const kept = new Set([...rows].sort((a, b) => size(b) - size(a)).slice(0, count));
  return rows.filter((r) => kept.has(r));
};

interface Props {
  readonly column: Column;
  readonly frame: Frame;
  readonly metrics: Metrics;
  readonly onPick: (band: Band, column: number) => void;
}

const SideRow = (p: Props & { readonly row: Row; readonly y: number; readonly place: number }) => {
  const { column, frame, metrics, row, y, place, onPick } = p;
  const { band } = row;
  const right = -metrics.leader;
  const isLow = band !== undefined && yOf(column, band.size, frame) < metrics.labelMin + OUTLINE;
  return (
    <g
      className={styles['side']}
      {...(band === undefined
        ? {}
        : {
            onClick: () => {
              onPick(band, 0);
            },
          })}
    >
      <path d={`M${right + 3} ${place}H${right + 6}L-5 ${y}H0`} />
      <text className={styles['address']} x={right} y={place + 4} textAnchor="end">
        {shortAddress(row.address, metrics.digits)}
      </text>
      {metrics.hasNames && isLow && (
        <text x={right - row.address.length * metrics.digit - 6} y={place + 4} textAnchor="end">
          {band.label}
        </text>
      )}
    </g>
  );
};

export const SideLabels = (props: Props) => {
  const { column, frame, metrics } = props;
  const labels = useRef<SVGGElement>(null);
  const morph = useContext(MorphContext);
  useLayoutEffect(() => {
    morph?.fade(labels.current, 'addresses');
  });
  const all = metrics.hasNames ? namedRows(column) : endRows(column, frame, metrics.row);
  const rows = fitting(all, Math.floor(frame.height / metrics.row) + 1);
  const ys = rows.map((r) => yOf(column, r.at, frame));
  const places = placeLabels(ys, metrics.row, frame.height + metrics.row);
  return (
    <g ref={labels} aria-hidden="true" transform={`translate(${frame.x} ${frame.y})`}>
      {rows.map((row, i) => (
        <SideRow key={row.address} {...props} row={row} y={ys[i] ?? 0} place={places[i] ?? 0} />
      ))}
    </g>
  );
};
