/**
 * What is shown instead of a part that could not be drawn: what to do, and the exact words to pass on. A
 * new room, or the button, tries again.
 */
import { Component } from 'react';
import type { ReactNode } from 'react';
import { BROKEN } from '../../strings/en/app';
import styles from './app.module.css';

interface Props {
  readonly children: ReactNode;
  /** what is drawn: another value is another try */
  readonly of: string;
  /** leaves for a place that can be drawn for sure */
  readonly onLeave: () => void;
}

interface State {
  readonly error: string | null;
  readonly of: string;
}

const wordsOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

export class ErrorBoundary extends Component<Props, State> {
  override state: State = { error: null, of: this.props.of };

  static getDerivedStateFromError(error: unknown): Partial<State> {
    return { error: wordsOf(error) };
  }

  static getDerivedStateFromProps({ of }: Props, state: State): Partial<State> | null {
    return of === state.of ? null : { of, error: null };
  }

  private readonly retry = (): void => {
    this.setState({ error: null });
  };

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return (
      <div className={styles['broken']} role="alert">
        <h1>{BROKEN.title}</h1>
        <p className="lead">{BROKEN.what}</p>
        <p>
          <button type="button" className={styles['plain']} onClick={this.retry}>
            {BROKEN.retry}
          </button>{' '}
          <button type="button" className={styles['plain']} onClick={this.props.onLeave}>
            {BROKEN.leave}
          </button>
        </p>
        <p>{BROKEN.report}</p>
        <pre>{`${error}\n${location.hash}`}</pre>
      </div>
    );
  }
}
