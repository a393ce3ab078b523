/** The Machine room: the running kernel where there can be one, then the layout of its boot. */
import { canSimulate, selectMachine } from '../../store/machine-selectors';
import { PASTED } from '../../store/run/pasted';
import { useApp } from '../app/store-context';
import { LiveRoom } from '../running/LiveRoom';
import { MovesContext } from './moves-context';
import { LAYOUT, PASTE } from './parts';
import { useLayouts } from './use-layouts';

const Await = () => {
  const paste = PASTE.use();
  return paste === null ? <div aria-busy="true" /> : <paste.AwaitPaste />;
};

export const Machine = () => {
  const isAwaited = useApp((s) => s.link.run === PASTED && s.loaded === null);
  return isAwaited ? <Await /> : <Room />;
};

const Room = () => {
  const view = useApp(selectMachine);
  const isRunning = view.layout !== null && canSimulate(view);
  const moves = useLayouts(view, isRunning);
  const below = LAYOUT.use();
  return (
    <MovesContext value={moves}>
      {isRunning && <LiveRoom />}
      {below === null ? (
        <div aria-busy="true" />
      ) : (
        <below.Layout view={view} isRunning={isRunning} />
      )}
    </MovesContext>
  );
};
