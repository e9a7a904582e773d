/* `npm run render`: the command as a process. Bad input ends it with code 1 and one sentence. */
import { renderCommand } from './render-command.ts';

const trouble = await renderCommand(process.argv.slice(2));
if (trouble) {
  process.stderr.write(`${trouble}\n`);
  process.exitCode = 1;
}
