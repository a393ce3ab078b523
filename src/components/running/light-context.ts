/** What a lesson lights beside the selection: its frames keep their colour, the rest is dimmed. */
import { createContext } from 'react';

export interface Light {
  /** ids as in `sel` */
  readonly ids: readonly string[];
  /** they are lit as long as this is what is selected: a reader who selects something else wants that */
  readonly sel: string;
}

export const LightContext = createContext<Light>({ ids: [], sel: '' });
