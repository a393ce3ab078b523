/** What component tests share: a page with its own store, and a user at the keyboard. */
import { render, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { UserEvent } from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { StoreProvider } from '../src/components/app/store-context';
import { createAppStore } from '../src/store/app-store';
import type { AppStore } from '../src/store/app-store';
import type { LinkState } from '../src/store/url-codec';

export interface Page {
  readonly store: AppStore;
  readonly user: UserEvent;
}

/** Shows a part of the page with a store of its own, from a given link. */
export const show = (part: ReactNode, link: Partial<LinkState> = {}): Page => {
  const store = createAppStore();
  store.getState().setLink(link);
  render(<StoreProvider store={store}>{part}</StoreProvider>);
  return { store, user: userEvent.setup() };
};

/** Waits until the parts that are drawn a moment later stand there too. */
export const settled = (): Promise<void> =>
  waitFor(() => {
    if (document.querySelector('[aria-busy="true"]') !== null)
      throw new Error('a part of the page is still to be drawn');
  });
