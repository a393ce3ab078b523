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
        'H_BUFFERS',
        'H_EXEC',
        'H_FILES',
        'H_FREE',
        'H_KERNEL',
        'H_LARGE',
        'H_PIPES',
        'H_STACKS',
        'H_TABLES',
        'H_USER',
        'H_ZONES',
        'KMEM_ZMAX',
        'KNOWN_ZONE_NAMES',
        'MALLOC_BUCKETS',
        'MAX_KMAPENT',
        'NO_HOLDER',
        'PLACES',
        'PLAIN_ENTRY',
        'SAVE_VERSION',
        'SCENARIOS',
        'SCENARIO_FACTS',
        'SEED_MACHINE',
        'SLEEPS',
        'SLEEPS_IN_RAM',
        'STRETCH',
        'TUNABLES',
        'Timeline',
        'UMA_BOOT_PAGES',
        'UMA_BOOT_PAGES_RANGE',
        'WORKLOADS',
        'bootLayout',
        'bufRows',
        'cachedItemsOf',
        'compareStates',
        'cpusFromZoneSize',
        'daemonMarks',
        'engageScenario',
        'findMoments',
        'frameAtAddress',
        'frameFacts',
        'framesAt',
        'framesOfHolder',
        'framesOfPipe',
        'framesOfProcess',
        'framesOfStack',
        'framesOfVnode',
        'freeInSlab',
        'headerZoneSizes',
        'holderOfZone',
        'kegLayout',
        'kernelFaults',
        'kernelPagesOf',
        'knownZone',
        'largeBlocks',
        'largePages',
        'largeRequestRange',
        'largestHoleOf',
        'load',
        'loadDifferences',
        'loadedVmstatZ',
        'makeMachine',
        'mallocBucket',
        'mapExtent',
        'mapNumber',
        'mapStretches',
        'namedFigures',
        'newSurvey',
        'ownerOfPage',
        'pageHolders',
        'pagesInEntries',
        'parseCommandFile',
        'pipeRows',
        'placeOfBuf',
        'placeOfSfBuf',
        'placeOfStack',
        'placesOfPipe',
        'predictHash',
        'procRows',
        'processOfPid',
        'replay',
        'runScenario',
        'save',
        'slabFacts',
        'slabsOfKeg',
        'slabsOfZone',
        'socketRows',
        'standScenario',
        'startScenario',
        'startWorkload',
        'stateFigures',
        'stateSummary',
        'swapFigures',
        'swapRows',
        'tornRows',
        'umaSource',
        'updateSurvey',
        'vmstatM',
        'vmstatZ',
        'vnodeRows',
        'zoneLimit',
        'zoneNames',
        'zoneOfHolder',
        'zoneRow',
        'zoneSource',
        'zoneSpec',
      ],
      types: [
        'Arch',
        'BootLayout',
        'BufRow',
        'Change',
        'Command',
        'CommandFile',
        'DaemonMarks',
        'Difference',
        'FoundMoment',
        'FrameFacts',
        'HashPrediction',
        'ItemState',
        'KegLayout',
        'KegSpec',
        'KegWithSlabs',
        'Kernel',
        'KernelPlace',
        'KnownZone',
        'LayoutError',
        'LayoutNote',
        'LoadDifference',
        'LoadOrigin',
        'LoadRow',
        'MachineSpec',
        'MallocPlace',
        'MapSummary',
        'Mapping',
        'Outcome',
        'PageOwner',
        'PageRange',
        'Parameter',
        'PipeRow',
        'Place',
        'ProcRow',
        'Region',
        'Release',
        'Scenario',
        'ScenarioRun',
        'Settings',
        'SimEvent',
        'SlabFacts',
        'SleepWord',
        'SocketRow',
        'StateFigures',
        'StateSummary',
        'StoryMoment',
        'Stretch',
        'Survey',
        'SwapFigures',
        'SwapRow',
        'Torn',
        'Verb',
        'VnodeRow',
        'Workload',
        'WorkloadOrder',
        'WorkloadRun',
        'ZoneFamily',
        'ZoneRow',
      ],
    });
  });
});

describe('src/import/index.ts', () => {
  it('exports this and nothing else', () => {
    expect(exportedFrom('src/import/index.ts')).toEqual({
      values: [
        'LogReader',
        'READERS',
        'decodeBytes',
        'readBytes',
        'readFile',
        'readFiles',
        'readMailSteps',
        'readText',
        'readTextSteps',
      ],
      types: [
        'AwkSum',
        'Block',
        'BlockKind',
        'Confidence',
        'Evidence',
        'FileReading',
        'ForeignRow',
        'KernelReport',
        'LineFate',
        'LineReading',
        'LogRow',
        'MachineEvidence',
        'MallocRow',
        'NetstatMRow',
        'PanicRow',
        'PlainRow',
        'Progress',
        'ReadOptions',
        'Repair',
        'RepairKind',
        'Sample',
        'SwapRow',
        'SysctlRow',
        'TopRow',
        'Verdict',
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
