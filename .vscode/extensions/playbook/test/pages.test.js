'use strict';

// The pages of this book against its schemas, whole and broken.

const assert = require('node:assert');
const { test } = require('node:test');
const front = require('../front.js');
const { realSchemas, realPages } = require('./support.js');

const schemas = realSchemas();
const pages = realPages();

test('no page of the book has a problem', () => {
  assert.ok(pages.length > 300);
  for (const { name, type, text, whole } of pages) {
    assert.deepEqual(front.problems(schemas[type], text, { whole }), [], name);
    const windows = text.replaceAll('\n', '\r\n');
    assert.deepEqual(front.problems(schemas[type], windows, { whole }), [], `${name} with CRLF`);
  }
});

test('every key of the book is known, and is a key to the cursor, too', () => {
  let keys = 0;
  for (const { name, type, text, whole } of pages) {
    const { start, end } = front.region(text, whole);
    for (const match of text.slice(start, end).matchAll(/^[ -]*([a-z_]+):(?= |$)/gm)) {
      const offset = start + match.index + match[0].length - 1;
      const where = `${name}: ${match[0]}`;
      const context = front.contextAt(text, offset, whole);
      assert.equal(context?.kind, 'key', where);
      assert.ok(context.colon && !context.siblings.includes(match[1]), where);
      const isFree = context.path[0] === 'moment_fields';
      assert.ok(isFree || front.completions(schemas[type], context).some((item) => item.label === match[1] && item.insert === match[1]), where);
      assert.ok(isFree || front.hover(schemas[type], text, offset - 1, { whole }), where);
      keys++;
    }
  }
  assert.ok(keys > 5000);
});

test('at every line end of the fields there is a sane context', () => {
  for (const { name, type, text, whole } of pages) {
    const { start, end } = front.region(text, whole);
    for (let at = text.indexOf('\n', start); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) {
      assertSane(front.contextAt(text, at, whole), text, at, name);
      front.completions(schemas[type], front.contextAt(text, at, whole)).forEach((item) => assert.ok(item.label && item.insert, name));
    }
  }
});

function assertSane(context, text, at, name) {
  if (!context) return;
  const where = `${name} at ${at}`;
  assert.ok(context.start <= at && at <= context.end, where);
  assert.ok(!/[\r\n]/.test(text.slice(context.start, context.end)), where);
  assert.equal(text.slice(context.start, at), context.quote + context.prefix, where);
}

/** randomOf returns numbers that are the same in every run. */
function randomOf(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const odd = ['"', "'", '[', ']', '{', '}', ':', ': ', '- ', '-', '#', '|', '>', '\t', '\n', '\r', '---\n', ',', '&', '*', '\ue000', '\u2028', '\ud83d', '\0', '__proto__:', '  '];

function broken(random) {
  const { type, text, whole } = pages[random(pages.length)];
  const end = front.region(text, whole).end;
  const from = random(3) > 0 ? 0 : random(end);
  let cut = text.slice(from, from + random(end + 200));
  for (let i = random(6); i > 0; i--) {
    const at = random(cut.length + 1);
    cut = cut.slice(0, at) + odd[random(odd.length)].repeat(random(20) > 18 ? 2000 : 1) + cut.slice(at + random(4));
  }
  return { schema: schemas[type], text: whole ? cut : `---\n${cut.replace(/^---\n/, '')}${['', '\n---\n', '\n...\nprose'][random(3)]}`, whole };
}

function useAll(schema, text, whole, offset) {
  const context = front.contextAt(text, offset, whole);
  front.completions(schema, context);
  front.hover(schema, text, offset, { whole });
  front.problems(schema, text, { whole });
  front.linkAt(text, offset);
  front.identity(text, whole);
  return context;
}

/** milliseconds takes the better of two runs: what else the computer does is not of interest. */
function milliseconds(act) {
  const once = () => {
    const start = performance.now();
    act();
    return performance.now() - start;
  };
  const first = once();
  return first < 50 ? first : Math.min(first, once());
}

test('2,000 broken pages: never an error, never more than 50 ms', () => {
  const random = randomOf(20240520);
  for (let i = 0; i < 2000; i++) {
    const { schema, text, whole } = broken(random);
    const offset = random(text.length + 1);
    const took = milliseconds(() => assertSane(useAll(schema, text, whole, offset), text, offset, `text ${i}`));
    assert.ok(took < 50, `text ${i} took ${took} ms`);
  }
});

const hostile = {
  brackets: '['.repeat(60000),
  groups: 'title: ' + '{a: '.repeat(15000),
  dashes: '- '.repeat(30000),
  deep: Array.from({ length: 300 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'),
  quotes: 'title: ' + '"'.repeat(60001),
  'quotes on lines': 'title: "\n'.repeat(6000),
  'open lists': 'sources: [a\n'.repeat(5000),
  'a chapter in a summary': `summary: ${'一二三，'.repeat(15000)}`,
  'families in a summary': `summary: ${'👩‍👩‍👧'.repeat(7000)}`,
  spaces: `title: x${' '.repeat(60000)}y`,
  'empty lines': '\n'.repeat(60000),
  colons: ':'.repeat(60000),
  'unknown keys': Array.from({ length: 5000 }, (_, i) => `key${i}: x`).join('\n'),
  links: '[['.repeat(30000),
};

for (const [name, fields] of Object.entries(hostile)) {
  test(`hostile: ${name}`, () => {
    for (const text of [`---\n${fields}\n---\n`, `---\n${fields}`, `---\n---\n${fields}`]) {
      const took = milliseconds(() => useAll(schemas.case, text, false, 4 + fields.length));
      assert.ok(took < 100, `${took} ms`);
    }
  });
}
