/** Offers what a part of the room can do to keys and palette, for as long as it is on the screen. */
import { useEffect, useRef } from 'react';
import type { Tool, Tools } from '../../store/app-store';
import { useApp } from '../app/store-context';

/** @param tools the same names at every call; what they do may change */
export const useTools = (tools: Tools): void => {
  const setTools = useApp((s) => s.setTools);
  const latest = useRef(tools);
  useEffect(() => {
    latest.current = tools;
  });
  useEffect(() => {
    const names = Object.keys(latest.current) as Tool[];
    const each = (tool: (name: Tool) => (() => void) | undefined): Tools =>
      Object.fromEntries(names.map((name) => [name, tool(name)]));
    setTools(each((name) => () => latest.current[name]?.()));
    return () => {
      setTools(each(() => undefined));
    };
  }, [setTools]);
};
