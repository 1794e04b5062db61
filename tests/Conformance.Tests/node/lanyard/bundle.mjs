// Bundles the page with the React that is asked for, and tells the code.
import { build } from 'esbuild';
import { config, tell } from '../lib.mjs';

const older = { react: 'react-18', 'react-dom': 'react-dom-18' };

const { outputFiles } = await build({
  entryPoints: ['lanyard/page.jsx'],
  bundle: true,
  format: 'esm',
  jsx: 'automatic',
  define: { 'process.env.NODE_ENV': '"production"' },
  alias: config.react === 18 ? older : {},
  write: false,
});
tell('bundle', { code: outputFiles[0].text });
