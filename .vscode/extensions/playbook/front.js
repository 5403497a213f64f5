'use strict';

// What an editor can say about the fields at the top of a page: which belong at the
// cursor, what they mean and what is wrong with them. Everything comes from the JSON
// Schemas that “playbook schema” prints. Nothing here knows the editor.
//
// Offsets count as strings do. whole is true for a file that is nothing but fields
// (site.yaml, style.yaml); in Markdown they stand between two --- lines.

const { parse } = require('./yaml.js');

/** types are the folders of a book and the schema of what lies there. */
const types = {
  cases: 'case', frameworks: 'framework', plays: 'play', journeys: 'journey', metrics: 'metric', claims: 'claim',
  terms: 'term', people: 'person', organisations: 'organisation', sources: 'source', pages: 'page',
};

/** region is where the fields stand: {start, end, closed}, or null if there are none. */
function region(text, whole) {
  const start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  if (whole) return { start, end: text.length, closed: true };
  const line = /([^\r\n]*)(\r\n|\r|\n|$)/y;
  line.lastIndex = start;
  if (line.exec(text)[1].trimEnd() !== '---') return null;
  const from = line.lastIndex;
  for (let at = from; at < text.length; at = line.lastIndex) {
    if (['---', '...'].includes(line.exec(text)[1].trimEnd())) return { start: from, end: at, closed: true };
  }
  return { start: from, end: text.length, closed: false };
}

// The cursor. It is put into the text before that is read, so that an empty place
// is a key or a value, too.
const MARK = '\ue000';

/**
 * contextAt tells what is being written at an offset, or null where nothing can be
 * offered: {path, kind, prefix, start, end, siblings, indent, …}. kind is 'key' or
 * 'value'; path leads to the mapping or to the value; what is offered replaces start
 * to end. place is 'inline', 'line' for a value alone on its line or 'dash' for one
 * behind a dash: the latter two may become a group of fields.
 */
function contextAt(text, offset, whole) {
  const fields = region(text, whole);
  if (!fields || offset < fields.start || offset > fields.end || (offset === fields.end && fields.closed && !whole)) return null;
  const line = lineAt(text, offset);
  const glue = text[offset - 1] === ':' && text.slice(offset, line.end).trim() === '' ? ' ' : '';
  const marked = text.slice(0, offset) + glue + MARK + text.slice(offset);
  const spot = offset + glue.length;
  const hit = find(parse(marked, fields.start, fields.end + glue.length + 1), spot, []);
  if (!hit || hit.node.style === 'block' || hit.node.start < line.start) return null;
  const shift = (at) => (at <= spot ? Math.min(at, offset) : at - glue.length - 1);
  const quote = /["']/.test(marked[hit.node.start]) ? marked[hit.node.start] : '';
  const start = shift(hit.node.start);
  const before = text.slice(line.start, start);
  return {
    kind: hit.kind,
    path: hit.path,
    prefix: text.slice(start + quote.length, offset),
    start,
    end: Math.min(shift(hit.node.end), line.end),
    siblings: hit.kind === 'key' ? hit.map.items.filter((item) => item !== hit.node).map((item) => item.name) : [],
    indent: start - line.start,
    place: hit.flow ? 'inline' : placeOf(before),
    flow: hit.flow,
    colon: hit.kind === 'key' && hit.node.colon,
    glue,
    quote,
  };
}

function placeOf(before) {
  if (before.trim() === '') return 'line';
  return /^\s*(-\s+)+$/.test(before) ? 'dash' : 'inline';
}

function lineAt(text, offset) {
  let start = offset;
  let end = offset;
  while (start > 0 && !/[\r\n]/.test(text[start - 1])) start--;
  while (end < text.length && !/[\r\n]/.test(text[end])) end++;
  return { start, end };
}

const holds = (node, at) => node.start <= at && at < node.end;

/** find returns the key or the text at an offset, and the path to it. */
function find(node, at, path, flow = false) {
  if (!node || node.kind === 'scalar') return node && holds(node, at) ? { kind: 'value', node, path, flow } : null;
  for (const [i, item] of node.items.entries()) {
    let hit;
    if (node.kind === 'list') hit = find(item, at, item?.dashless ? path : [...path, i], flow || Boolean(node.flow));
    else if (holds(item, at)) hit = { kind: 'key', node: item, map: node, path, flow: flow || Boolean(node.flow) };
    else hit = find(item.value, at, [...path, item.name], flow || Boolean(node.flow));
    if (hit) return hit;
  }
  return null;
}

const known = new WeakMap();

/** formsOf lists the forms that a value may have, with anyOf and $ref resolved. */
function formsOf(root, schema, depth = 0) {
  if (!schema || typeof schema !== 'object' || depth > 20) return [];
  if (!known.has(schema)) {
    const { $ref, anyOf } = schema;
    let forms = [schema];
    if ($ref) forms = formsOf(root, root.definitions?.[$ref.replace('#/definitions/', '')], depth + 1);
    else if (anyOf) forms = anyOf.flatMap((form) => formsOf(root, form, depth + 1));
    known.set(schema, forms);
  }
  return known.get(schema);
}

/** fieldOf is what a mapping says of a key, by its name or by an alias. */
function fieldOf(form, key) {
  if (form.properties && Object.hasOwn(form.properties, key)) return form.properties[key];
  const alias = Object.keys(form.patternProperties || {}).find((pattern) => new RegExp(pattern, 'u').test(key));
  return alias ? form.patternProperties[alias] : form.additionalProperties || null;
}

/** schemaAt returns {description, forms} of what stands at a path, or null. */
function schemaAt(root, path) {
  let at = { description: root.title, forms: formsOf(root, root) };
  for (const step of path) {
    const [schema] = at.forms.map((form) => (typeof step === 'number' ? form.items : fieldOf(form, step))).filter(Boolean);
    if (!schema) return null;
    at = { description: schema.description, forms: formsOf(root, schema) };
  }
  return at;
}

const isGroup = (form) => Boolean(form.properties);
const groupIn = (forms) => forms.find(isGroup);
const listIn = (forms) => forms.find((form) => form.items);
const isSwitch = (form) => Boolean(form.enum?.includes(true));

/** required lists what a mapping must have: each the spellings of one key. */
function required(form) {
  const names = (rule) => rule.required || (rule.anyOf || []).flatMap(names);
  return (form.allOf || []).map(names).filter((list) => list.length > 0);
}

/** used tells which of the properties stand there already, under whatever name. */
function used(form, siblings) {
  const values = siblings.map((key) => fieldOf(form, key)?.description).filter(Boolean);
  return (key) => siblings.includes(key) || values.includes(form.properties[key].description);
}

/** completions offers what may be written at a context, as “kind, label, insert, …”. */
function completions(root, context, { lang = 'zh' } = {}) {
  const at = context && schemaAt(root, context.path);
  if (!at) return [];
  const found = context.kind === 'key' ? keys(root, at.forms, context, lang) : values(root, at.forms, context, lang);
  return found.map((item, i) => ({ ...item, sort: String(i).padStart(5, '0') }));
}

function keys(root, forms, context, lang) {
  const form = groupIn(forms);
  if (!form) return [];
  const taken = used(form, context.siblings);
  const needed = required(form).flat();
  return Object.keys(form.properties).filter((key) => !taken(key)).map((key) => {
    const schema = form.properties[key];
    return {
      kind: 'key',
      again: !context.colon && hasChoices(root, schema),
      label: key,
      insert: context.colon ? key : context.glue + key + opening(root, schema, context),
      filterText: context.quote + key,
      detail: needed.includes(key) ? { zh: '必填', en: 'required' }[lang] : '',
      documentation: schema.description || '',
    };
  });
}

/** hasChoices tells whether there is something to offer right behind a key. */
function hasChoices(root, schema) {
  const list = listIn(formsOf(root, schema));
  const forms = list ? formsOf(root, list.items) : formsOf(root, schema);
  return forms.some((form) => form.const !== undefined || isSwitch(form) || (isGroup(form) && !(list && form.properties.id)));
}

/** opening is what follows a key, up to where the author goes on. */
function opening(root, schema, context) {
  const forms = formsOf(root, schema);
  const below = `:\n${' '.repeat(context.indent + 2)}`;
  const list = listIn(forms);
  const group = list && groupIn(formsOf(root, list.items));
  if (context.flow || !(group || groupIn(forms))) return ': ';
  return group ? below + firstField(group) : below;
}

const firstField = (group) => (Object.hasOwn(group.properties, 'id') ? '- id: ' : '- ');

function values(root, forms, context, lang) {
  const list = context.place === 'line' && listIn(forms);
  if (list) {
    const items = formsOf(root, list.items);
    const group = groupIn(items);
    const insert = group && firstField(group);
    const start = group ? [{ kind: 'item', label: insert.trimEnd(), insert, filterText: insert, detail: '', documentation: '' }] : [];
    return [...start, ...choices(items, context, '- ')];
  }
  const fields = context.place === 'inline' ? [] : keys(root, forms, context, lang);
  return [...fields, ...choices(forms, context, '')];
}

/** choices are the values that are worth offering: not the other spellings that are understood. */
function choices(forms, context, dash) {
  return forms.flatMap((form) => {
    if (isSwitch(form)) return [['true', '', 'true'], ['false', '', 'false']];
    return form.const === undefined ? [] : [[form.const, form.title || '', written(form.const, context.quote)]];
  }).map(([value, title, insert]) => ({
    kind: 'value',
    label: value,
    insert: context.glue + dash + insert,
    filterText: context.quote + `${value} ${title}`.trim(),
    detail: title,
    documentation: '',
  }));
}

/** written is a value as YAML has it, in quotes where a program might read it as something else. */
function written(value, quote) {
  const plain = /^[\p{L}\d][^:#,[\]{}"'\\]*$/u.test(value) && !/^(true|false|yes|no|on|off|y|n|null|[\d.-]+)$/i.test(value);
  if (plain && !quote) return value;
  return quote === "'" ? `'${value.replaceAll("'", "''")}'` : JSON.stringify(value);
}

/** hover explains the key, or the value, at an offset: {start, end, text} in Markdown, or null. */
function hover(root, text, offset, { whole = false, lang = 'zh' } = {}) {
  const fields = region(text, whole);
  const hit = fields && find(parse(text, fields.start, fields.end), offset, []);
  if (!hit) return null;
  const at = schemaAt(root, hit.kind === 'key' ? [...hit.path, hit.node.name] : hit.path);
  if (!at) return null;
  const said = hit.kind === 'key' ? about(root, at, lang) : titleOf(at.forms, hit.node.text);
  return said ? { start: hit.node.start, end: hit.node.end, text: said } : null;
}

// How many choices a hover shows. A book has hundreds of sources.
const SHOWN = 12;

function about(root, at, lang) {
  const list = listIn(at.forms);
  const forms = list ? formsOf(root, list.items) : at.forms;
  const named = forms.filter((form) => form.const !== undefined);
  const lines = named.slice(0, SHOWN).map((form) => `- \`${form.const}\` ${form.title === form.const ? '' : form.title}`.trimEnd());
  if (named.length > SHOWN) lines.push({ zh: `- ……共 ${named.length} 个`, en: `- … ${named.length} in all` }[lang]);
  if (forms.some(isSwitch)) lines.push('- `true`', '- `false`');
  return [at.description, lines.join('\n')].filter(Boolean).join('\n\n');
}

function titleOf(forms, value) {
  const form = forms.find((each) => each.const === value && each.title && each.title !== value);
  return form ? `\`${value}\` ${form.title}` : '';
}

const messages = {
  zh: {
    unknown: (key, near) => `这里没有“${key}”这个字段${near && `。您是不是想写“${near}”？`}`,
    missing: (key) => `缺少“${key}”`,
    value: (value, near, all) => `“${value}”不在可选的值里。${near && `您是不是想写“${near}”？`}可选：${all.join('、')}`,
    number: (value) => `“${value}”不是整数`,
    range: (key, value, low, high) => `${key} 是 ${value}，应在 ${low} 到 ${high} 之间`,
    long: (key, count, most) => `${key} 有 ${count > COUNTED ? `${COUNTED} 多个` : `${count} 个`}字，最多 ${most} 个`,
  },
  en: {
    unknown: (key, near) => `there is no field “${key}” here${near && `; did you mean “${near}”?`}`,
    missing: (key) => `“${key}” is missing`,
    value: (value, near, all) => `“${value}” is not one of the choices${near && `; did you mean “${near}”?`} (${all.join(', ')})`,
    number: (value) => `“${value}” is not a whole number`,
    range: (key, value, low, high) => `${key} is ${value}, but must lie between ${low} and ${high}`,
    long: (key, count, most) => `${key} has ${count > COUNTED ? `more than ${COUNTED}` : count} characters, at most ${most} fit`,
  },
};

// More than anybody reads at once.
const ENOUGH = 100;

/**
 * problems lists what is wrong for certain: [{start, end, message, severity}]. What only
 * the whole book can tell, such as where a reference leads, is left to “playbook check”.
 */
function problems(root, text, { whole = false, lang = 'zh' } = {}) {
  const fields = region(text, whole);
  if (!fields?.closed) return [];
  const found = [];
  const report = (node, message, severity) => {
    if (found.length < ENOUGH) found.push({ start: node.start, end: Math.min(node.end, lineAt(text, node.start).end), message, severity });
  };
  const check = { root, found, report, say: messages[lang] };
  const tree = parse(text, fields.start, fields.end);
  if (tree.items.length > 0) checkNode(check, tree, formsOf(root, root), '');
  return found;
}

function checkNode(check, node, forms, key) {
  if (check.found.length >= ENOUGH) return;
  if (node?.kind === 'map') checkMap(check, node, forms);
  else if (node?.kind === 'list') {
    const items = formsOf(check.root, listIn(forms)?.items);
    node.items.forEach((item) => checkNode(check, item, items, key));
  } else if (node) checkText(check, node, forms, key);
}

function checkMap(check, node, forms) {
  const form = groupIn(forms) || forms.find((each) => each.additionalProperties);
  if (!form) return; // a group where none belongs: the shape is for the check to explain
  for (const item of node.items.filter((each) => each.colon)) {
    const schema = fieldOf(form, item.name);
    if (schema) checkNode(check, item.value, formsOf(check.root, schema), item.name);
    else if (form.additionalProperties === false && check.found.length < ENOUGH) {
      check.report(item, check.say.unknown(brief(item.name), nearest(item.name, names(form))), 'error');
    }
  }
  const has = new Set(node.items.map((item) => item.name));
  const first = node.items[0] || { start: node.start, end: node.start + 1 };
  for (const spellings of required(form)) {
    // Missing is not yet wrong: the author may be on the way there.
    if (!spellings.some((key) => has.has(key))) check.report(first, check.say.missing(spellings[0]), 'warning');
  }
}

const names = (form) => [...Object.keys(form.properties || {}), ...Object.keys(form.patternProperties || {}).map((p) => p.slice(1, -1))];

function checkText(check, node, forms, key) {
  const { text } = node;
  const isOdd = node.style === 'plain' && /^[&*!]/.test(text); // YAML that nobody should write, and that says nothing here
  if (text.trim() === '' || isOdd || (node.style === 'plain' && /^(null|~)$/i.test(text))) return;
  if (forms.some(isText) || forms.some((form) => accepts(form, text))) return;
  const number = forms.find((form) => form.type === 'integer');
  const short = forms.find((form) => form.maxLength);
  const words = forms.filter((form) => form.const !== undefined);
  if (words.length > 0) {
    const near = nearest(text, words.flatMap((form) => [String(form.const), form.title || '']).filter(Boolean));
    check.report(node, check.say.value(brief(text), near, words.map((form) => labelled(form))), 'error');
  } else if (forms.some(isSwitch)) check.report(node, check.say.value(brief(text), '', ['true', 'false']), 'error');
  else if (short) check.report(node, check.say.long(key, length(text, COUNTED), short.maxLength), 'error');
  else if (number && integer(text) === null) check.report(node, check.say.number(brief(text)), 'error');
  else if (number) check.report(node, check.say.range(key, integer(text), number.minimum, number.maximum), 'error');
}

const labelled = (form) => (form.title && form.title !== form.const ? `${form.const}（${form.title}）` : String(form.const));

function accepts(form, text) {
  if (form.const !== undefined) return [form.const, form.title || form.const].some((word) => fold(word) === fold(text));
  if (isSwitch(form)) return /^(true|false|yes|no|是|否)$/i.test(text);
  if (form.enum) return form.enum.some((word) => fold(word) === fold(text));
  if (form.type === 'integer') {
    const n = integer(text);
    return n !== null && n >= (form.minimum ?? -Infinity) && n <= (form.maximum ?? Infinity);
  }
  return Boolean(form.maxLength) && (text.length <= form.maxLength || length(text, form.maxLength) <= form.maxLength);
}

/** isText tells whether any text will do, as for prose and references. */
const isText = (form) => !form.maxLength && [].concat(form.type).includes('string');

// Different spellings of a word that are the same to a reader.
const fold = (word) => String(word).normalize('NFKC').toLowerCase().trim();

const graphemes = new Intl.Segmenter();

// Counting further takes longer than the time between two keys.
const COUNTED = 1000;

/** length counts what a reader sees as characters, up to one more than most. */
function length(text, most) {
  const parts = graphemes.segment(text)[Symbol.iterator]();
  let count = 0;
  while (count <= most && !parts.next().done) count++;
  return count;
}

function integer(text) {
  const plain = text.trim().replace('−', '-'); // people type the minus sign of prose, too
  return /^[-+]?\d+$/.test(plain) ? Number(plain) : null;
}

const brief = (text) => (text.length > 40 ? `${[...text].slice(0, 40).join('')}…` : text);

/** nearest is the word that was most likely meant, or ''. */
function nearest(word, words) {
  if (word.length > 40) return '';
  const part = word.length > 1 && words.find((each) => each.startsWith(word) || each.endsWith(word));
  if (part) return part;
  let best = '';
  let limit = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const each of words) {
    const d = Math.abs(each.length - word.length) < limit ? distance(word.toLowerCase(), each.toLowerCase()) : limit;
    if (d < limit) [best, limit] = [each, d];
  }
  return best;
}

/** distance counts the insertions, deletions, substitutions and swaps of neighbours between two words. */
function distance(a, b) {
  let before = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 0; i < a.length; i++) {
    const row = [i + 1];
    for (let j = 0; j < b.length; j++) {
      const changed = last[j] + (a[i] === b[j] ? 0 : 1);
      const swapped = i > 0 && j > 0 && a[i] === b[j - 1] && a[i - 1] === b[j] ? before[j - 1] + 1 : Infinity;
      row.push(Math.min(changed, swapped, last[j + 1] + 1, row[j] + 1));
    }
    [before, last] = [last, row];
  }
  return last[b.length];
}

/** linkAt finds the name being written in [[ ]] in the prose: {prefix, start, end, closed}, or null. */
function linkAt(text, offset) {
  const fields = region(text, false);
  if (fields && (!fields.closed || offset < fields.end)) return null;
  const line = lineAt(text, offset);
  const open = /\[\[([^[\]|#]*)$/.exec(text.slice(line.start, offset));
  if (!open) return null;
  const rest = /^[^[\]|#]*?(?=\]\]|[|#])/.exec(text.slice(offset, line.end));
  return { prefix: open[1], start: offset - open[1].length, end: offset + (rest ? rest[0].length : 0), closed: Boolean(rest) };
}

/** links offers every page and element of the book. */
function links(root, context) {
  return formsOf(root, root.definitions?.any).filter((form) => form.const !== undefined).map((form, i) => ({
    kind: 'value',
    label: form.const,
    insert: form.const + (context.closed ? '' : ']]'),
    filterText: `${form.const} ${form.title}`,
    detail: form.title,
    documentation: '',
    sort: String(i).padStart(5, '0'),
  }));
}

/** identity is the part of a file that other files offer: its ids and names, and all of the settings. */
function identity(text, whole) {
  const fields = region(text, whole);
  if (!fields) return '';
  const said = text.slice(fields.start, fields.end);
  return whole ? said : (said.match(/^[ \t{-]*(?:id|title|标题|draft)[ \t]*:.*$/gm) || []).join('\n');
}

module.exports = { types, region, contextAt, schemaAt, completions, hover, problems, linkAt, links, identity };
