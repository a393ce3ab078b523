/** Findings as the room lists them: what may be a fault apart from what only looks like one. */
import type { Finding } from '../explain/types';

export interface FindingGroups {
  /** causes, what adds to them and notes; or that nothing is suspicious */
  readonly told: readonly Finding[];
  /** patterns that look like a fault and are none, each with its explanation */
  readonly harmless: readonly Finding[];
}

const isHarmless = (f: Finding): boolean => f.severity === 'benign' && f.rule !== 'nothing';

export const findingGroups = (findings: readonly Finding[]): FindingGroups => ({
  told: findings.filter((f) => !isHarmless(f)),
  harmless: findings.filter(isHarmless),
});

/** A command or a setting, and where it goes: the second part is not typed. */
export interface Typed {
  readonly typed: string;
  /** `in /boot/loader.conf`, `(13 and later)`; empty where there is nothing to say */
  readonly where: string;
}

const WHERE = /^(.*\S) (in \/\S+|\([^()]*\))$/;

/** `kern.maxvnodes in /etc/sysctl.conf` → the setting, and the file it stands in. */
export const typedOf = (use: string): Typed => {
  const found = WHERE.exec(use);
  return { typed: found?.[1] ?? use, where: found?.[2] ?? '' };
};
