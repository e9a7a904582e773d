/* `npm start`: builds if the build is older than the sources, serves it and prints the address. */
import { DIST, ensureBuilt } from './built-app.ts';
import { serve } from './serve.ts';

try {
  const asked = process.env.PORT ?? '0';
  const port = Number(asked);
  if (!/^\d+$/.test(asked) || port > 65_535) throw new Error(`PORT is ${JSON.stringify(asked)}: it must be a port number from 0 to 65535.`);
  await ensureBuilt();
  const server = await serve(DIST, port);
  console.log(`Stubble is at http://localhost:${server.port}/`);
  const stop = () => server.close().then(() => process.exit(0));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
