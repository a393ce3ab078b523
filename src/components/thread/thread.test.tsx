import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { show } from '../../../tests/component-kit';
import { QUESTIONS } from '../../lessons/questions';
import { App } from '../app/App';
import { Thread } from './Thread';
import { segmentsOf } from './segments';

describe('the parts of a sentence', () => {
  it('are words, code, figures, and each term at its first use', () => {
    expect(
      segmentsOf('Two zones of `zone` hold {seed|x:K}. A zone and pagezone, a map.', [
        'zone',
        'map',
      ]),
    ).toEqual([
      { kind: 'words', text: 'Two ' },
      { kind: 'term', name: 'zone', text: 'zones' },
      { kind: 'words', text: ' of ' },
      { kind: 'code', text: 'zone' },
      { kind: 'words', text: ' hold ' },
      { kind: 'figure', id: 'seed|x', shape: 'K' },
      { kind: 'words', text: '. A zone and pagezone, a ' },
      { kind: 'term', name: 'map', text: 'map' },
      { kind: 'words', text: '.' },
    ]);
  });
  it('need no figure and no term', () => {
    expect(segmentsOf('', ['a'])).toEqual([]);
    expect(segmentsOf('a (b) c', ['b)'])).toEqual([
      { kind: 'words', text: 'a (' },
      { kind: 'term', name: 'b)', text: 'b)' },
      { kind: 'words', text: ' c' },
    ]);
  });
});

describe('the thread', () => {
  it('has every question with its words, its speaker, its verdict and its sources', () => {
    show(<Thread />, { room: 'thread' });
    const articles = screen.getAllByRole('article');
    expect(articles).toHaveLength(QUESTIONS.length);
    QUESTIONS.forEach((q, i) => {
      const article = within(articles[i]!);
      expect(article.getByRole('heading', { level: 2 })).toHaveTextContent(q.title);
      for (const { words } of q.said) expect(article.getByText(`“${words}”`)).toBeVisible();
      expect(article.getAllByRole('listitem')).toHaveLength(q.references.length);
      expect(articles[i]).toHaveTextContent(q.badge);
    });
    expect(screen.getAllByText('Robert Watson').length).toBeGreaterThan(5);
  });
  it('writes every figure, and explains it', async () => {
    const { user, store } = show(<Thread />, { room: 'thread' });
    expect(document.body).not.toHaveTextContent(/[{}]/);
    const first = screen.getByRole('article', { name: QUESTIONS[0]!.title });
    expect(first).toHaveTextContent('kmem_map held 81,460 K.');
    await user.click(within(first).getByRole('button', { name: /^81,460 K/ }));
    expect(store.getState().link.why).toBe('ledger.map');
  });
  it('opens the terms that the text uses, each where it says so', () => {
    show(<Thread />, { room: 'thread' });
    const wanted = QUESTIONS.flatMap((q) => q.terms ?? []);
    const opened = document.querySelectorAll('[popovertarget]');
    expect([...opened].map((b) => b.textContent.replace(/s$/, ''))).toEqual(
      expect.arrayContaining(wanted.map((w) => w.replace(/s$/, ''))),
    );
    expect(opened).toHaveLength(wanted.length);
  });
  it('keeps the figures of the mail while something else is pasted', () => {
    const { store } = show(<Thread />, { room: 'thread' });
    store.setState({ text: 'vm.kmem_size: 1048576' });
    expect(screen.getByRole('article', { name: QUESTIONS[0]!.title })).toHaveTextContent(
      '81,460 K',
    );
  });
  it('goes to a question from the index and from a link', async () => {
    const { user, store } = show(<Thread />, { room: 'thread', question: 'mbufs' });
    expect(screen.getByRole('heading', { name: 'Where do mbufs come from?' })).toHaveFocus();
    const index = within(screen.getByRole('navigation', { name: 'Questions' }));
    expect(index.getAllByRole('link').map((a) => a.textContent.trim())).toEqual(
      QUESTIONS.map((q) => q.id),
    );
    await user.click(index.getByRole('link', { name: 'stacks' }));
    expect(store.getState().link.question).toBe('stacks');
    expect(screen.getByRole('heading', { name: /^Are stacks/ })).toHaveFocus();
    await user.click(index.getByRole('link', { name: 'stacks' }));
    expect(screen.getByRole('heading', { name: /^Are stacks/ })).toHaveFocus();
  });
  it('names no lesson that is not there', () => {
    show(<Thread />, { room: 'thread' });
    for (const link of screen.queryAllByRole('link', { name: /^lesson \d+, step \d+$/ }))
      expect(link.getAttribute('href')).toMatch(/^#\/lessons\/[a-z-]+\/\d+\?v=1/);
  });
  it('is reached by the palette', async () => {
    const { user } = show(<App />);
    await user.keyboard('{Control>}k{/Control}');
    await user.type(await screen.findByRole('combobox', { name: 'Commands' }), 'thread{Enter}');
    expect(
      await screen.findByRole('heading', { level: 1, name: 'What the thread asks' }),
    ).toBeVisible();
  });
});
