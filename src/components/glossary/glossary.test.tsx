import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { show } from '../../../tests/component-kit';
import { teachPopovers } from '../../../tests/popover-kit';
import { TERMS } from '../../strings/en/terms';
import { decodeLink } from '../../store/url-codec';
import { App } from '../app/App';
import { Glossary } from './Glossary';
import { TermLink } from './TermLink';
import { byLetter, placeOfTerm } from './letters';
import { besideOf } from './place-beside';

teachPopovers();

const names = (): string[] =>
  screen.getAllByRole('article').map((a) => within(a).getByRole('heading').textContent);

describe('the glossary', () => {
  it('has every term once, in the order of the alphabet, with both sentences and its source', () => {
    show(<Glossary />, { room: 'glossary' });
    expect(names()).toEqual(TERMS.map((t) => t.name));
    for (const t of TERMS) {
      const entry = within(screen.getByRole('article', { name: t.name }));
      expect(entry.getByText(t.plain)).toBeVisible();
      expect(entry.getByText(t.exact)).toBeVisible();
      expect(entry.getByText(t.source[0])).toBeVisible();
      if (t.also.length > 0) expect(entry.getByText(`also ${t.also.join(', ')}`)).toBeVisible();
    }
    const places = TERMS.map((t) => placeOfTerm(t.name));
    expect(new Set(places).size).toBe(places.length);
  });
  it('is filtered by any word of a term, says how many fit, and shows all again', async () => {
    const { user } = show(<Glossary />, { room: 'glossary' });
    const field = screen.getByRole('searchbox', { name: 'Filter the terms' });
    await user.type(field, 'ZONE slab');
    const fit = names();
    expect(fit).toContain('slab');
    expect(fit.length).toBeLessThan(TERMS.length);
    expect(screen.getByRole('status')).toHaveTextContent(`${fit.length} of ${TERMS.length} terms`);
    await user.type(field, ' nothing like it');
    expect(screen.queryAllByRole('article')).toEqual([]);
    expect(screen.getByText(/^No term has these letters/)).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Show all' }));
    expect(field).toHaveFocus();
    expect(names()).toHaveLength(TERMS.length);
  });
  it('goes to a letter', async () => {
    const { user } = show(<Glossary />, { room: 'glossary' });
    const letters = within(screen.getByRole('navigation', { name: 'Letters' }));
    const groups = byLetter(TERMS);
    expect(letters.getAllByRole('button').map((b) => b.textContent)).toEqual(
      groups.map((g) => g.letter),
    );
    const last = groups.at(-1)!;
    await user.click(letters.getByRole('button', { name: last.letter }));
    expect(screen.getByRole('heading', { name: last.terms[0]!.name })).toHaveFocus();
  });
  it.each(['slab', 'uma_zalloc'])('stands at the term that a link names: %s', (term) => {
    show(<Glossary />, { room: 'glossary', term });
    const name = term === 'slab' ? 'slab' : 'UMA';
    expect(screen.getByRole('heading', { name, level: 2 })).toHaveFocus();
  });
  it('shows a term in the Machine, in the run that is open', async () => {
    const { user, store } = show(<Glossary />, { room: 'glossary', run: 'boot', term: 'slab' });
    const link = within(screen.getByRole('article', { name: 'zone' })).getByRole('link', {
      name: /^See it in the Machine/,
    });
    expect(decodeLink(new URL((link as HTMLAnchorElement).href).hash)).toMatchObject({
      room: 'machine',
      run: 'boot',
      sel: 'zone:128',
      term: '',
    });
    await user.click(link);
    expect(store.getState().link).toMatchObject({ room: 'machine', sel: 'zone:128', term: '' });
  });
  it('is a room of the page, by header and by key', async () => {
    const { user, store } = show(<App />);
    await user.keyboard('5');
    expect(store.getState().link.room).toBe('glossary');
    expect(await screen.findByRole('heading', { level: 1, name: 'Glossary' })).toBeVisible();
    expect(screen.getByRole('link', { name: 'Glossary' })).toHaveAttribute('aria-current', 'page');
  });
});

describe('a term in the text', () => {
  it('opens by keyboard, closes by Escape, gives the focus back, and leaves other panels open', async () => {
    const { user, store } = show(
      <p>
        A <TermLink name="slab">slab of pages</TermLink> it is.
      </p>,
      { why: 'vm.kmem_size' },
    );
    const button = screen.getByRole('button', { name: 'slab of pages' });
    expect(button).toHaveAttribute('aria-expanded', 'false');
    await user.tab();
    await user.keyboard('{Enter}');
    const panel = screen.getByRole('dialog', { name: 'term slab' });
    await waitFor(() => {
      expect(panel).toHaveFocus();
    });
    expect(button).toHaveAttribute('aria-expanded', 'true');
    const slab = TERMS.find((t) => t.name === 'slab')!;
    expect(within(panel).getByText(slab.plain)).toBeVisible();
    expect(within(panel).getByText(slab.exact)).toBeVisible();
    await user.keyboard('{Escape}');
    expect(button).toHaveFocus();
    expect(button).toHaveAttribute('aria-expanded', 'false');
    expect(store.getState().link.why).toBe('vm.kmem_size');
  });
  it('leads to the glossary', async () => {
    const { user, store } = show(<TermLink name="KVA" />);
    await user.click(screen.getByRole('button', { name: 'KVA' }));
    await user.click(screen.getByRole('link', { name: 'In the glossary' }));
    expect(store.getState().link).toMatchObject({ room: 'glossary', term: 'KVA' });
  });
  it('is known by its other names too, and is plain text where nothing is known', () => {
    show(
      <p>
        <TermLink name="vm_map_entry">an entry</TermLink> and{' '}
        <TermLink name="no such">that</TermLink>
      </p>,
    );
    expect(screen.getByRole('button', { name: 'an entry' })).toBeVisible();
    expect(screen.getByText(/and that$/)).toBeVisible();
  });
});

describe('the place of its panel', () => {
  const page = { width: 1000, height: 800 };
  const panel = { width: 360, height: 200 };
  it.each([
    ['below', { left: 100, top: 50, bottom: 70 }, { left: 100, top: 76 }],
    ['not over the right edge', { left: 900, top: 50, bottom: 70 }, { left: 632, top: 76 }],
    ['above at the foot', { left: 100, top: 700, bottom: 720 }, { left: 100, top: 494 }],
    ['in the window where neither fits', { left: -5, top: 100, bottom: 790 }, { left: 8, top: 8 }],
  ])('is %s', (_, of, place) => {
    expect(besideOf(of, panel, page)).toEqual(place);
  });
});
