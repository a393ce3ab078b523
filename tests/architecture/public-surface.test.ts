/**
 * What the two doors export, name by name. A name that is added or dropped here is a decision:
 * others may build on it, so the list changes in the same commit as the door.
 */
import { posix } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { ROOT, textOf } from './tree';

const exportedFrom = (path: string): { values: string[]; types: string[] } => {
  const program = ts.createProgram([posix.join(ROOT, path)], {
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    allowImportingTsExtensions: true,
    noEmit: true,
    noLib: true,
    types: [],
  });
  const checker = program.getTypeChecker();
  const door = checker.getSymbolAtLocation(program.getSourceFile(posix.join(ROOT, path))!);
  const values: string[] = [];
  const types: string[] = [];
  for (const symbol of checker.getExportsOfModule(door!)) {
    const isAlias = (symbol.flags & ts.SymbolFlags.Alias) !== 0;
    const { flags } = isAlias ? checker.getAliasedSymbol(symbol) : symbol;
    ((flags & ts.SymbolFlags.Value) === 0 ? types : values).push(symbol.name);
  }
  return { values: values.sort(), types: types.sort() };
};

describe('src/sim/index.ts', () => {
  it('exports this and nothing else', () => {
    expect(exportedFrom('src/sim/index.ts')).toEqual({
      values: [
        'KMEM_ZMAX',
        'KNOWN_ZONE_NAMES',
        'MALLOC_BUCKETS',
        'MAX_KMAPENT',
        'SAVE_VERSION',
        'SCENARIOS',
        'SEED_MACHINE',
        'TUNABLES',
        'Timeline',
        'UMA_BOOT_PAGES',
        'UMA_BOOT_PAGES_RANGE',
        'bootLayout',
        'compareStates',
        'cpusFromZoneSize',
        'headerZoneSizes',
        'kegLayout',
        'kernelFaults',
        'knownZone',
        'largeRequestRange',
        'load',
        'makeMachine',
        'mallocBucket',
        'parseCommandFile',
        'predictHash',
        'replay',
        'runScenario',
        'save',
        'startScenario',
        'stateSummary',
        'umaSource',
        'vmstatM',
        'vmstatZ',
        'zoneLimit',
        'zoneSource',
        'zoneSpec',
      ],
      types: [
        'Arch',
        'BootLayout',
        'Change',
        'Command',
        'CommandFile',
        'Difference',
        'HashPrediction',
        'KegLayout',
        'KegSpec',
        'KegWithSlabs',
        'Kernel',
        'KnownZone',
        'LayoutError',
        'LayoutNote',
        'MachineSpec',
        'MallocPlace',
        'MapSummary',
        'Outcome',
        'Region',
        'Release',
        'Scenario',
        'ScenarioRun',
        'SimEvent',
        'StateSummary',
        'Verb',
        'ZoneFamily',
      ],
    });
  });
});

describe('src/import/index.ts', () => {
  it('exports this and nothing else', () => {
    expect(exportedFrom('src/import/index.ts')).toEqual({
      values: ['READERS', 'decodeBytes', 'readBytes', 'readText', 'readTextSteps'],
      types: [
        'AwkSum',
        'Block',
        'BlockKind',
        'Evidence',
        'ForeignRow',
        'KernelReport',
        'LineFate',
        'LineReading',
        'LogRow',
        'MachineEvidence',
        'MallocRow',
        'NetstatMRow',
        'PanicRow',
        'SwapRow',
        'SysctlRow',
        'TopRow',
        'VmstatSRow',
        'ZoneRow',
      ],
    });
  });
});

describe.each(['src/sim/index.ts', 'src/import/index.ts'])('%s', (path) => {
  it('only passes on what others define', () => {
    const statements = textOf(path)
      .replace(/\/\*[\s\S]*?\*\//g, '')
      .split(';')
      .map((s) => s.trim())
      .filter((s) => s !== '');
    for (const s of statements) expect(s).toMatch(/^export (type )?(\*|\{[^}]*\}) from '\.[^']+'$/);
  });
});
