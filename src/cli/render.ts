/* `npm run render` as a process. Bad input: exit code 1 and one sentence. */
import { renderCommand } from './render-command.ts';

const trouble = await renderCommand(process.argv.slice(2));
if (trouble) {
  process.stderr.write(`${trouble}\n`);
  process.exitCode = 1;
}
