import { useEffect, useRef, useState } from 'react';
import { useToast } from '@/app/_ui/toast';
import { Refusal } from '../../_session/ask';
import { type Progress, downloadTrail } from './download';

/** An export under way: what has come of it, and how to begin and stop one. It stops with the page. */
export function useExport() {
  const [progress, setProgress] = useState<Progress>();
  const underWay = useRef<AbortController>(undefined);
  const { notify } = useToast();
  useEffect(() => () => underWay.current?.abort(), []);

  async function begin(wish: Parameters<typeof downloadTrail>[0]) {
    const control = new AbortController();
    underWay.current = control;
    setProgress({ done: 0, of: 0 });
    try {
      const rows = await downloadTrail(wish, setProgress, control.signal);
      notify({ title: 'Exported', description: `${rows.toLocaleString('en')} ${rows === 1 ? 'entry is' : 'entries are'} in the file that your browser saved.` });
    } catch (error) {
      if (error instanceof Refusal) notify({ title: 'Not exported', description: error.about('reason') ?? error.message });
      else if (control.signal.aborted) notify({ title: 'Export stopped', description: 'Nothing was saved. That it was begun stays on record.' });
      else throw error;
    } finally {
      setProgress(undefined);
    }
  }

  return { progress, begin, stop: () => underWay.current?.abort() };
}
