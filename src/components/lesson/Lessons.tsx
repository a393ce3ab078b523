/** The lesson room: the list, or one lesson. */
import { lessonOf } from '../../lessons/registry';
import { useApp } from '../app/store-context';
import { LessonIndex } from './LessonIndex';
import { LessonView } from './LessonView';

export const Lessons = () => {
  const id = useApp((s) => s.link.lesson);
  const entry = lessonOf(id);
  return entry === undefined ? (
    <LessonIndex isUnknown={id !== ''} />
  ) : (
    <LessonView key={id} entry={entry} />
  );
};
