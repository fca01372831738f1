/**
 * A decoder: a process that is given one file at a time on its standard input, and answers on its standard output. It
 * reads no configuration, opens no file and no connection, and ends with whoever started it.
 */
import { type Message, encodeMessage, readMessages, writeMessage } from '../messages';
import type { Answer, Task } from '../task';
import { drawRenderings } from './draw-renderings';
import { drawReveal } from './draw-reveal';
import { codeOf, openPicture } from './open';
import { readMetadata } from './read-metadata';
import { endWith, watchMemory } from './watch';

interface Answered {
  readonly answer: Answer;
  readonly parts?: readonly Buffer[];
}

async function perform(task: Task, bytes: Buffer): Promise<Answered> {
  const picture = await openPicture(bytes, task.type, task.limits);
  const { width, height, frames, runsMs } = picture;
  if (task.task === 'reveal') {
    const viewer = { name: task.viewer.name, at: new Date(task.viewer.at) };
    return { answer: { state: 'ready' }, parts: [await drawReveal(picture, viewer, task.isGrey)] };
  }
  const { preview, still, peek } = await drawRenderings(picture);
  return { answer: { state: 'ready', width, height, frames, durationMs: runsMs, metadata: readMetadata(picture.metadata) }, parts: [preview, still, peek] };
}

async function answer({ header, parts: [bytes] }: Message): Promise<void> {
  const task = header as Task;
  const tooMuch: Answer = { state: 'unreadable', code: 'too_much_memory' };
  const endWatch = watchMemory(task.limits.memoryBytes, () => endWith(encodeMessage(tooMuch)));
  const answered = await perform(task, bytes ?? Buffer.alloc(0)).catch((error: unknown): Answered => ({ answer: { state: 'unreadable', code: codeOf(error) } }));
  // From here on its last words would stand in the middle of the answer.
  endWatch();
  await writeMessage(process.stdout, answered.answer, answered.parts);
}

// Not `process.exit()`, which waits for what the image library is still doing.
const end = () => process.kill(process.pid, 'SIGKILL');
process.stdin.on('end', end).on('error', end);
process.stdout.on('error', end);
readMessages(process.stdin, () => Infinity, (message) => void answer(message).catch(end), end);
void writeMessage(process.stdout, { isReady: true });
