#!/usr/bin/env node
import { complaintAboutNode } from './node-version.js';

const complaint = complaintAboutNode(process.versions.node);
if (complaint === undefined) {
  // Only now: an old Node can't load the rest.
  const { start } = await import('./start.js');
  await start();
} else {
  process.stderr.write(`error: ${complaint}\n`);
  process.exitCode = 1;
}
