'use strict';

const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const front = require('../front.js');

const root = path.resolve(__dirname, '../../../..');

/** realSchemas are those of the book in this repository. */
function realSchemas() {
  const [program, ...args] = process.env.PLAYBOOK ? [process.env.PLAYBOOK] : ['go', 'run', './generator'];
  return JSON.parse(execFileSync(program, [...args, 'schema', '--lang', 'zh'], { cwd: root, maxBuffer: 64 << 20 }));
}

/** realPages are all files of the book that have a schema: {name, type, text, whole}. */
function realPages() {
  const content = path.join(root, 'content');
  const read = (name, type, whole) => ({ name, type, whole, text: fs.readFileSync(path.join(content, name), 'utf8') });
  const pages = Object.entries(front.types).flatMap(([folder, type]) =>
    fs.readdirSync(path.join(content, folder)).filter((name) => name.endsWith('.md')).map((name) => read(path.join(folder, name), type, false)));
  return [...pages, read('site.yaml', 'site', true), read('style.yaml', 'style', true)];
}

module.exports = { realSchemas, realPages };
