// A script and its test talk by JSON lines: what happens goes to standard output, what to do comes by standard input.
import { createInterface } from 'node:readline';

export const config = JSON.parse(process.argv[2] ?? '{}');

export function tell(event, data = {}) {
  process.stdout.write(`${JSON.stringify({ event, ...data })}\n`);
}

/** Runs `commands[line.do](line)` for each line of input; ends the script when the input ends. */
export function obey(commands, onEnd) {
  createInterface({ input: process.stdin })
    .on('line', async (text) => {
      const line = JSON.parse(text);
      try {
        tell('done', { do: line.do, result: (await commands[line.do](line)) ?? null });
      } catch (error) {
        tell('failed', { do: line.do, error: String(error) });
      }
    })
    .on('close', async () => {
      await onEnd();
      process.exit(0);
    });
}

// Rejections that nobody handles come here, too.
process.on('uncaughtException', (error) => {
  tell('crash', { error: String(error?.stack ?? error) });
  process.exit(1);
});
