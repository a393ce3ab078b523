/** What the commands of execve(2) do. */
import { endCall } from '../../pipe/call';
import { X_ALLOC, X_DROP } from '../../pipe/exec';
import { begin } from '../../pipe/run';
import { C_EXEC } from '../../pipe/state';
import { hold, holdingFor, letGo, members, wrong } from '../done';
import type { Done, Runners } from '../done';
import type { Sim } from '../sim';
import { errorOf, runCalls } from './calls';
import type { PipeCommand } from './pipe-commands';

type Of<V extends string> = Extract<PipeCommand, { do: V }>;
type ExecCommand = Of<'execve' | 'exec_begin' | 'exec_end'>;

/** Begins an execve for each process. */
const beginAll = (s: Sim, c: Of<'execve' | 'exec_begin'>): number | string => {
  const procs = members(s, 'process', c.process, c.nth);
  if (typeof procs === 'string') return procs;
  const straight = c.do === 'execve';
  return procs.reduceRight((chain, proc) => {
    const call = { kind: C_EXEC, pipe: 0, stage: X_ALLOC, bytes: c.bytes, proc, straight };
    return begin(s.kernel, call, chain);
  }, 0);
};

const runExecve = (s: Sim, c: Of<'execve'>, left: number | null): Done => {
  const head = left ?? beginAll(s, c);
  if (typeof head === 'string') return wrong(head);
  return runCalls(s, head, { words: `execve(${c.process}, ${c.bytes} bytes)`, hasBytes: false });
};

const runBegin = (s: Sim, c: Of<'exec_begin'>, left: number | null): Done => {
  const h = holdingFor(s, 'exec', c.as ?? 'execs');
  if (typeof h === 'string') return wrong(h);
  const head = left ?? beginAll(s, c);
  if (typeof head === 'string') return wrong(head);
  // What has its arguments in exec_map stays a call, until exec_end.
  const keep = (calls: readonly number[]): void => {
    for (const n of calls)
      if (errorOf(s.kernel, n) === '') hold(h, n);
      else endCall(s.kernel, n);
  };
  const words = `execve(${c.process}, ${c.bytes} bytes) copies in`;
  return runCalls(s, head, { words, hasBytes: false, keep });
};

/** Lets execs go on from where their arguments are copied in. */
const resume = (s: Sim, c: Of<'exec_end'>): number | string => {
  const calls = members(s, 'exec', c.exec, c.nth);
  if (typeof calls === 'string') return calls;
  const { call } = s.kernel.pipe;
  return calls.reduceRight((chain, n) => {
    letGo(s, c.exec, n);
    call.over.set(n, 0);
    call.stage.set(n, X_DROP);
    call.chain.set(n, chain);
    return n;
  }, 0);
};

const runEnd = (s: Sim, c: Of<'exec_end'>, left: number | null): Done => {
  const head = left ?? resume(s, c);
  if (typeof head === 'string') return wrong(head);
  return runCalls(s, head, { words: `execve(${c.exec}) goes on`, hasBytes: false });
};

/** One runner a verb. */
export const EXEC_RUNNERS: Runners<ExecCommand> = {
  execve: runExecve,
  exec_begin: runBegin,
  exec_end: runEnd,
};
