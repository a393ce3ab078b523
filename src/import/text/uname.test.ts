import { describe, expect, it } from 'vitest';
import { readText } from '../read-any';

const LONG =
  'FreeBSD gw.example.org 6.2-STABLE FreeBSD 6.2-STABLE #3: Mon Oct 15 10:11:12 MSD 2007 root@gw:/usr/obj/usr/src/sys/GW  i386';
const of = (text: string) => {
  const { lines, machine } = readText(text);
  return {
    release: machine.release,
    arch: machine.arch,
    fates: lines.map((l) => l.fate),
    as: lines[0]?.as,
  };
};

describe('what uname prints', () => {
  it('tells release and architecture, and is no prose', () => {
    expect(of(LONG)).toEqual({ release: '6.2', arch: 'i386', fates: ['understood'], as: 'uname' });
  });
  it('is joined again where a mailer broke it', () => {
    const broken = LONG.replace(' MSD', '\n> MSD').replace('  i386', '\n> i386');
    expect(of(`> ${broken}`)).toMatchObject({
      release: '6.2',
      arch: 'i386',
      fates: ['joined', 'joined', 'joined'],
    });
  });
  it.each([
    ['FreeBSD host 7.0-RELEASE-p3 amd64', '7.0', 'amd64'],
    ['FreeBSD 6.2-STABLE', '6.2', null],
    ['FreeBSD gw 6.2-PRERELEASE', '6.2', null],
  ])('may be short: %s', (text, release, arch) => {
    expect(of(text)).toMatchObject({ release, arch, fates: ['understood'] });
  });
  it('names no host', () => {
    expect(JSON.stringify(readText(LONG).machine)).not.toContain('gw');
  });
  it.each([
    'FreeBSD 6.2-STABLE is what I run on i386',
    'FreeBSD gw 6.2-STABLE FreeBSD 6.2-STABLE #3: Mon Oct 15\n\ni386',
    'Linux gw 6.2-STABLE i386',
  ])('is not seen in %j', (text) => {
    expect(of(text).as).not.toBe('uname');
  });
});
