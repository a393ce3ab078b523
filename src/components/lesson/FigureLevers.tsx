/** The machine's levers below a figure: a lesson may ask to move one. */
import { canSimulate, selectMachine } from '../../store/machine-selectors';
import { useApp } from '../app/store-context';
import { Levers } from '../machine/Levers';
import { Moved } from '../machine/Moved';
import { MovesContext } from '../machine/moves-context';
import { useLayouts } from '../machine/use-layouts';

export const FigureLevers = () => {
  const view = useApp(selectMachine);
  const moves = useLayouts(view, canSimulate(view));
  return (
    <MovesContext value={moves}>
      <Levers />
      <Moved />
    </MovesContext>
  );
};
