/**
 * Documents of libxo, written here as vmstat and netstat write them: JSON, XML and HTML of both versions.
 * Formats: FreeBSD usr.bin/vmstat/vmstat.c, usr.bin/netstat/mbuf.c, contrib/libxo.
 */
import { describe, expect, it } from 'vitest';
import { readText } from './index';
import { rowsOfKind, summary } from './testkit';

describe('libxo documents', () => {
  const zone = (extra: string): string =>
    `{"name": "malloc-16", "size": 16, "limit": 0, "used": 12, "free": 4, "requests": "99"${extra}}`;
  const type = '{"type":"devbuf","in-use":6,"memory-use":1408,"requests":1545,"size":[16,384]}';
  const doc = (version: string): string =>
    `{"__version": "${version}", "vmstat": {"malloc-statistics": {"memory": [${type}]}, "memory-zone-statistics": {"zone": [${zone(', "fail": 1')}]}}}`;

  it('reads memory-use in K up to version 1 and in bytes from version 2', () => {
    expect(rowsOfKind(readText(doc('1')), 'vmstat-m')[0]?.memUse).toBe(1408 * 1024);
    expect(rowsOfKind(readText(doc('2')), 'vmstat-m')[0]?.memUse).toBe(1408);
  });

  it('reads one long line, pretty lines and a document that breaks off', () => {
    const many = `{"vmstat": {"memory-zone-statistics": {"zone": [${Array.from({ length: 400 }, () => zone('')).join(', ')}]}}}`;
    expect(rowsOfKind(readText(many), 'vmstat-z')).toHaveLength(400);
    const pretty = doc('2').replace(/([{,[])/g, '$1\n  ');
    expect(rowsOfKind(readText(pretty), 'vmstat-z')).toHaveLength(1);
    const broken = readText(many.slice(0, many.length - 60));
    expect(rowsOfKind(broken, 'vmstat-z')).toHaveLength(399);
    expect(broken.diagnostics).toHaveLength(1);
  });

  it('reads XML', () => {
    const report = readText(`<vmstat version="2"><malloc-statistics><memory><type>devbuf</type>
<in-use>6</in-use><memory-use>1408</memory-use><requests>1545</requests><size>16</size><size>384</size></memory></malloc-statistics>
<memory-zone-statistics><zone><name>UMA Kegs</name><size>384</size><limit>0</limit><used>174</used>
<free>0</free><requests>174</requests><fail>0</fail></zone></memory-zone-statistics></vmstat>
`);
    expect(summary(report)).toEqual(['vmstat-m libxo 1-4: 1', 'vmstat-z libxo 1-4: 1']);
    expect(rowsOfKind(report, 'vmstat-m')[0]?.sizes).toEqual([16, 384]);
  });
});

describe('libxo documents of counts', () => {
  const MBUFS =
    '"mbuf-current":1477,"mbuf-cache":3773,"mbuf-total":5250,"packet-count":771,"packet-free":1969,"bytes-in-use":3095,"bytes-in-cache":8801,"bytes-total":11896,"sendfile-syscalls":0';
  const SUMS = '"context-switches":3924561,"laundry-pages":0,"bytes-per-page":4096';
  const asXml = (json: string): string => json.replace(/"([\w-]+)":(\d+),?/g, '<$1>$2</$1>');

  it.each([
    ['JSON', `{"statistics": {"mbuf-statistics": {${MBUFS}}}}`],
    ['XML', `<netstat><mbuf-statistics>${asXml(MBUFS)}</mbuf-statistics></netstat>`],
    ['quoted JSON over lines', `> {"mbuf-statistics": {${MBUFS.replaceAll(',', ',\n> ')}}}`],
  ])('netstat -m as %s has the words of its text', (_, text) => {
    const rows = rowsOfKind(readText(`${text}\n`), 'netstat-m');
    expect(rows.map((r) => [r.name, r.values, r.labels])).toEqual([
      ['mbufs in use', [1477, 3773, 5250], ['current', 'cache', 'total']],
      ['mbuf+clusters out of packet secondary zone in use', [771, 1969], ['current', 'cache']],
      [
        'bytes allocated to network',
        [3095 * 1024, 8801 * 1024, 11896 * 1024],
        ['current', 'cache', 'total'],
      ],
      ['sendfile syscalls', [0], []],
    ]);
  });

  it.each([
    ['JSON', `{"__version": "1", "vmstat": {"summary-statistics": {${SUMS}}}}`],
    ['XML', `<vmstat version="1"><summary-statistics>${asXml(SUMS)}</summary-statistics></vmstat>`],
  ])('vmstat -s as %s has the words of its text', (_, text) => {
    const report = readText(`${text}\n`);
    expect(rowsOfKind(report, 'vmstat-s').map((r) => [r.name, r.value])).toEqual([
      ['cpu context switches', 3924561],
      ['pages in the laundry queue', 0],
      ['bytes per page', 4096],
    ]);
    expect(report.machine.pageSize).toBe(4096);
  });

  it('reads HTML line by line, and says of a line that breaks off', () => {
    const cell = (tag: string, value: string | number): string =>
      `<div class="data" data-tag="${tag}" data-xpath="/vmstat/${tag}">${value}</div><div class="text"> </div>`;
    const line = (name: string): string =>
      `<div class="line">${cell('name', `${name}:        `)}${['size', 'limit', 'used', 'free', 'requests', 'fail', 'sleep'].map((t, i) => cell(t, i)).join('')}</div>`;
    const text = `<div class="line"><div class="title">ITEM</div></div>\n${line('UMA Kegs')}\n${line('16 Bucket')}\n`;
    expect(
      rowsOfKind(readText(text), 'vmstat-z').map((r) => [r.name, r.limit, r.used, r.fail]),
    ).toEqual([
      ['UMA Kegs', 1, 2, 5],
      ['16 Bucket', 1, 2, 5],
    ]);
    const broken = readText(text.slice(0, -150));
    expect(rowsOfKind(broken, 'vmstat-z').map((r) => r.name)).toEqual(['UMA Kegs']);
    expect(broken.diagnostics.length).toBeGreaterThan(0);
  });
});
