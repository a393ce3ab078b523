/** The empty state: where to paste, what to run, and an example to start from. */
import { useState } from 'react';
import { useApp } from '../app/store-context';
import styles from './diagnose.module.css';

const COMMAND =
  'vmstat -z; vmstat -m; sysctl vm.kmem_size vm.kvm_size vm.kvm_free; top -b | head -5';

export const PasteBox = () => {
  const paste = useApp((s) => s.paste);
  const openExample = useApp((s) => s.openExample);
  const [text, setText] = useState('');
  const take = async (file: File | undefined): Promise<void> => {
    if (file !== undefined) paste(await file.text(), file.name);
  };
  return (
    <div
      className={styles['empty']}
      onDragOver={(e) => {
        e.preventDefault();
      }}
      onDrop={(e) => {
        e.preventDefault();
        void take(e.dataTransfer.files[0]);
      }}
    >
      <h1>Paste what your kernel says</h1>
      <p className="lead">
        A whole e-mail or a terminal log will do: tables are found among the prose, quoted or
        wrapped. Nothing you paste leaves this page.
      </p>
      <label htmlFor="paste">Your text</label>
      <textarea
        id="paste"
        value={text}
        spellCheck={false}
        rows={14}
        placeholder={`$ ${COMMAND}`}
        onChange={(e) => {
          setText(e.target.value);
        }}
        onPaste={(e) => {
          const pasted = e.clipboardData.getData('text');
          if (text === '' && pasted.includes('\n')) {
            e.preventDefault();
            paste(pasted);
          }
        }}
      />
      <div className={styles['actions']}>
        <button
          type="button"
          data-primary=""
          disabled={text.trim() === ''}
          onClick={() => {
            paste(text);
          }}
        >
          Read it
        </button>
        <button type="button" onClick={openExample}>
          Read the thread’s e-mail
        </button>
        <label className={styles['file']}>
          Open a file
          <input
            type="file"
            className="visually-hidden"
            onChange={(e) => void take(e.target.files?.[0])}
          />
        </label>
      </div>
      <p className={styles['hint']}>
        On the machine in question, run: <code>{COMMAND}</code>
      </p>
    </div>
  );
};
