/** The Machine room: the running kernel where there can be one, then the layout of its boot. */
import { canSimulate, selectMachine } from '../../store/machine-selectors';
import { useApp } from '../app/store-context';
import { LiveRoom } from '../running/LiveRoom';
import { MovesContext } from './moves-context';
import { LAYOUT } from './parts';
import { useLayouts } from './use-layouts';

export const Machine = () => {
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
