/** Parts of the room that the link hides. */
import type { Hideable } from '../../store/url-codec';
import { useApp } from '../app/store-context';

/** Whether a part is hidden. */
export const useIsHidden = (part: Hideable): boolean =>
  useApp((s) => s.link.hide.split(',').includes(part));
