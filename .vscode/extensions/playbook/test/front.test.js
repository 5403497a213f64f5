'use strict';

const assert = require('node:assert');
const { test } = require('node:test');
const front = require('../front.js');

const text = { type: ['string', 'number', 'boolean'] };
const none = { type: 'null' };
const list = (items) => ({ anyOf: [{ type: 'array', items }, items, none] });
const group = (properties, needs = []) => ({
  type: 'object', properties, additionalProperties: false, allOf: needs.map((key) => ({ required: [key] })),
});
const word = (value, title) => ({ const: value, title });
const about = (description, schema) => ({ description, ...schema });

const evidence = { anyOf: [word('primary', '一手来源'), word('secondary', '可靠二手'), { enum: ['Primary source'] }] };
const page = {
  ...group({
    title: about('名字', text),
    summary: about('摘要', { ...text, maxLength: 8 }),
    evidence: about('证据', { anyOf: [evidence, none] }),
    draft: about('草稿', { anyOf: [{ enum: [true, false, '是', '否'] }, none] }),
    order: about('次序', { anyOf: [{ type: 'integer', minimum: 1, maximum: 9 }, none] }),
    unit: about('单位', { anyOf: [word('%', '百分比'), word('yes', '能')] }),
    sources: about('出处', list({ $ref: '#/definitions/source' })),
    origin: about('来历', { anyOf: [group({ year: about('年份', { type: 'integer' }), source: about('哪里', { $ref: '#/definitions/source' }) }), none] }),
    moments: about('时刻', list(group({
      id: about('编号', text), text: about('内容', text), level: about('级别', evidence), tags: about('标签', list(word('kano', '狩野'))),
    }, ['id', 'text']))),
    relations: about('关系', list(group({ to: about('对方', { $ref: '#/definitions/source' }), as: about('怎样', evidence) }))),
  }),
  patternProperties: { '^证据$': about('证据', evidence), '^标题$': about('名字', text) },
  allOf: [['title', '标题'], ['evidence', '证据']].map((keys) => ({ anyOf: keys.map((key) => ({ required: [key] })) })),
  definitions: {
    source: { anyOf: [word('kano-1984', '魅力质量'), word('berger-1993', '狩野法'), { type: ['string', 'number'] }] },
    any: { anyOf: [word('kano', '狩野模型'), word('kano.must-be', '基本需求'), { type: ['string', 'number'] }] },
  },
};

const all = 'title summary evidence draft order unit sources origin moments relations';
const sources = 'kano-1984 berger-1993';
const levels = 'primary secondary';
const nothing = '';

// Each line: what is written in the front matter, with the cursor at the last “|”; where
// that is, as “kind path "prefix" [siblings]”; what is offered.
const cursors = [
  // Keys at the top.
  ['|', 'key : ""', all],
  ['ti|', 'key : "ti"', all],
  ['title: x\n|', 'key : "" [title]', all.replace('title ', '')],
  ['title: x\n\n|\n\nevidence: primary', 'key : "" [title,evidence]', 'summary draft order unit sources origin moments relations'],
  ['标题: x\n|', 'key : "" [标题]', all.replace('title ', '')],
  ['证据: primary\nti|', 'key : "ti" [证据]', all.replace('evidence ', '')],
  ['evi|dence: primary', 'key : "evi"', all],
  ['evidence|: primary', 'key : "evidence"', all],
  ['"ti|', 'key : "ti"', all],
  ['title: x\r\nsu|\r\nevidence: primary', 'key : "su" [title,evidence]', 'summary draft order unit sources origin moments relations'],
  // Values behind a key.
  ['evidence: |', 'value evidence: ""', levels],
  ['evidence:|', 'value evidence: ""', levels],
  ['evidence: sec|', 'value evidence: "sec"', levels],
  ['evidence: sec|ondary', 'value evidence: "sec"', levels],
  ['evidence: "pri|"', 'value evidence: "pri"', levels],
  ['evidence: \'pri|', 'value evidence: "pri"', levels],
  ['evidence: 可靠|', 'value evidence: "可靠"', levels],
  ['证据: |', 'value 证据: ""', levels],
  ['draft: |', 'value draft: ""', 'true false'],
  ['unit: |', 'value unit: ""', '% yes'],
  ['order: |', 'value order: ""', nothing],
  ['title: he|', 'value title: "he"', nothing],
  ['title: a: b|', 'value title: "a: b"', nothing],
  ['nonsense: |', 'value nonsense: ""', nothing],
  // Lists on one line.
  ['sources: |', 'value sources: ""', sources],
  ['sources: [|', 'value sources.0: ""', sources],
  ['sources: [|]', 'value sources.0: ""', sources],
  ['sources: [kano-1984, ber|]', 'value sources.1: "ber"', sources],
  ['sources: [kano-1984, |\ntitle: x', 'value sources.1: ""', sources],
  ['sources: [\n  kano-1984,\n  |\n]', 'value sources.1: ""', sources],
  // Lists below a key.
  ['sources:\n  |', 'value sources: ""', sources],
  ['sources:\n  - |', 'value sources.0: ""', sources],
  ['sources:\n- kano-1984\n- be|', 'value sources.1: "be"', sources],
  ['sources:\n  - kano-1984\n  |', 'value sources: ""', sources],
  ['sources:\n  - kano-1984\n|', 'key : "" [sources]', all.replace('sources ', '')],
  // Groups.
  ['origin:\n  |', 'value origin: ""', 'year source'],
  ['origin:\n  year: 1984\n  |', 'key origin: "" [year]', 'source'],
  ['origin:\n  so|\n  year: 1984', 'key origin: "so" [year]', 'source'],
  ['origin:\n  source: |\ntitle: x', 'value origin.source: ""', sources],
  ['origin: {|}', 'key origin: ""', 'year source'],
  ['origin: {year: 1984, s|}', 'key origin: "s" [year]', 'source'],
  ['origin: {year: 1984, source: ka|}', 'value origin.source: "ka"', sources],
  // Lists of groups.
  ['moments:\n  |', 'value moments: ""', '- id:'],
  ['moments:\n  - |', 'value moments.0: ""', 'id text level tags'],
  ['moments:\n  - te|', 'value moments.0: "te"', 'id text level tags'],
  ['moments:\n  - id: m-a\n    |', 'key moments.0: "" [id]', 'text level tags'],
  ['moments:\n- id: m-a\n  l|\n  text: x', 'key moments.0: "l" [id,text]', 'level tags'],
  ['moments:\n  - id: m-a\n    text: x\n  - id: m-b\n    level: |', 'value moments.1.level: ""', levels],
  ['moments:\n  - id: m-a\n    text: x\n  |', 'value moments: ""', '- id:'],
  ['moments:\n  - l|\n    id: m-a', 'key moments.0: "l" [id]', 'text level tags'],
  ['moments:\n  - id: m-a\n    tags: [k|]', 'value moments.0.tags.0: "k"', 'kano'],
  ['moments:\n  - id: m-a\n    tags:\n      - |', 'value moments.0.tags.0: ""', 'kano'],
  ['relations:\n  - {to: |}', 'value relations.0.to: ""', sources],
  ['relations:\n  - {to: kano, as: pri|mary}', 'value relations.0.as: "pri"', levels],
  ['relations:\n  |', 'value relations: ""', '-'],
  // Nothing belongs here.
  ['# a comm|ent', 'nowhere', nothing],
  ['evidence: # pri|', 'nowhere', nothing],
  ['evidence: primary # no|', 'nowhere', nothing],
  ['title: >\n  some pro|se', 'nowhere', nothing],
  ['title: |-\n  some prose\n  evidence: |', 'nowhere', nothing],
  ['title: some\n  more pro|se', 'nowhere', nothing],
  ['title: "some\n  more pro|se"', 'nowhere', nothing],
  ['title: x\n---\n\nprose |', 'nowhere', nothing],
  ['title: x\n...\n|', 'nowhere', nothing],
];

function split(marked) {
  const offset = marked.lastIndexOf('|');
  return { text: marked.slice(0, offset) + marked.slice(offset + 1), offset };
}

/** pageOf puts fields into a page, unless they close it themselves. */
const pageOf = (fields) => `---\n${fields}${/\n(---|\.\.\.)\n/.test(fields) ? '' : '\n---\n\nprose\n'}`;

function told(context) {
  if (!context) return 'nowhere';
  const siblings = context.siblings.length > 0 ? ` [${context.siblings}]` : '';
  return `${context.kind} ${context.path.join('.')}: "${context.prefix}"${siblings}`;
}

for (const [fields, where, offered] of cursors) {
  test(`cursor in ${JSON.stringify(fields)}`, () => {
    for (const [before, whole] of [['', false], ['\ufeff', false], ['', true]]) {
      if (whole && /\n(---|\.\.\.)\n/.test(fields)) continue;
      const { text: written, offset } = split(before + (whole ? fields : pageOf(fields)));
      const context = front.contextAt(written, offset, whole);
      assert.equal(told(context), where);
      assert.equal(front.completions(page, context).map((item) => item.label).join(' '), offered);
    }
  });
}

// What the text becomes when the completion of that label is taken.
const taken = [
  ['ti|', 'title', 'title: |'],
  ['ti|tel: x', 'title', 'title|: x'],
  ['evidence:|', 'primary', 'evidence: primary|'],
  ['evidence: s|econd', 'secondary', 'evidence: secondary|'],
  ['evidence: "pri|"', 'primary', 'evidence: "primary"|'],
  ["evidence: 'pri|", 'primary', "evidence: 'primary'|"],
  ['unit: |', '%', 'unit: "%"|'],
  ['unit: |', 'yes', 'unit: "yes"|'],
  ['draft: |', 'true', 'draft: true|'],
  ['mo|', 'moments', 'moments:\n  - id: |'],
  ['re|', 'relations', 'relations:\n  - |'],
  ['or|', 'origin', 'origin:\n  |'],
  ['sources:\n  |', 'kano-1984', 'sources:\n  - kano-1984|'],
  ['sources: [kano-1984, b|]', 'berger-1993', 'sources: [kano-1984, berger-1993|]'],
  ['moments:\n  |', '- id:', 'moments:\n  - id: |'],
  ['moments:\n  - |', 'id', 'moments:\n  - id: |'],
  ['origin: {|}', 'year', 'origin: {year: |}'],
];

for (const [before, label, after] of taken) {
  test(`${label} in ${JSON.stringify(before)}`, () => {
    const { text: written, offset } = split(pageOf(before));
    const context = front.contextAt(written, offset);
    const item = front.completions(page, context).find((each) => each.label === label);
    const got = `${written.slice(0, context.start)}${item.insert}|${written.slice(context.end)}`;
    assert.equal(got, pageOf(after));
  });
}

test('a completion is found by its title, too', () => {
  const { text: written, offset } = split(pageOf('evidence: "|"'));
  const [item] = front.completions(page, front.contextAt(written, offset));
  assert.deepEqual([item.label, item.detail, item.filterText, item.sort], ['primary', '一手来源', '"primary 一手来源', '00000']);
});

test('a key says what it is for and whether it is needed', () => {
  const items = front.completions(page, front.contextAt('---\n\n---\n', 4));
  const [title, summary, level] = items;
  assert.deepEqual([title.documentation, title.detail, title.again], ['名字', '必填', false]);
  assert.equal(summary.detail, '');
  assert.deepEqual([level.detail, level.again], ['必填', true]);
});

test('schemaAt follows references, lists, aliases and free keys', () => {
  const free = { type: 'object', additionalProperties: { $ref: '#/definitions/source' }, definitions: page.definitions };
  assert.equal(front.schemaAt(page, ['sources', 1]).forms.length, 3);
  assert.equal(front.schemaAt(page, ['证据']).description, '证据');
  assert.equal(front.schemaAt(page, ['moments', 0, 'level']).description, '级别');
  assert.equal(front.schemaAt(free, ['anything']).forms[0].const, 'kano-1984');
  assert.equal(front.schemaAt(page, ['constructor']), null);
  assert.equal(front.schemaAt(page, ['title', 'deeper']), null);
});

// What is wrong: “severity: the words in question: the message”.
const wrong = [
  ['title: x\nevidence: primary', []],
  ['标题: x\n证据: Primary source', []],
  ['title: x\nevidence: 一手来源\nsources: [unheard-of]\nsummary:\norder: ~', []],
  ['title: x\nevidence: PRIMARY\ndraft: 是\norder: 3\nunit: "%"', []],
  ['title: x\nevidence: primary\nhalf', []],
  ['titel: x\nevidence: primary', ['error: titel: 这里没有“titel”这个字段。您是不是想写“title”？', 'warning: titel: 缺少“title”']],
  ['title: x\nevidence: primry', ['error: primry: “primry”不在可选的值里。您是不是想写“primary”？可选：primary（一手来源）、secondary（可靠二手）']],
  ['title: x\nevidence: primary\ndraft: perhaps', ['error: perhaps: “perhaps”不在可选的值里。可选：true、false']],
  ['title: x\nevidence: primary\norder: 12', ['error: 12: order 是 12，应在 1 到 9 之间']],
  ['title: x\nevidence: primary\norder: −1', ['error: −1: order 是 -1，应在 1 到 9 之间']],
  ['title: x\nevidence: primary\norder: two', ['error: two: “two”不是整数']],
  ['title: x\nevidence: primary\nsummary: 一二三四五六七八', []],
  ['title: x\nevidence: primary\nsummary: 👩‍👩‍👧一二三四五六七', []],
  ['title: x\nevidence: primary\nsummary: 一二三四五六七八九', ['error: 一二三四五六七八九: summary 有 9 个字，最多 8 个']],
  [`title: x\nevidence: primary\nsummary: ${'一'.repeat(1001)}`, [`error: ${'一'.repeat(1001)}: summary 有 1000 多个字，最多 8 个`]],
  ['title: x\nevidence: primary\nmoments:\n  - id: m-a\n    txet: y', ['error: txet: 这里没有“txet”这个字段。您是不是想写“text”？', 'warning: id: 缺少“text”']],
  ['title: x\nevidence: primary\nmoments:\n  - {id: a, text: b, level: low, tags: [kano, nps]}', [
    'error: low: “low”不在可选的值里。可选：primary（一手来源）、secondary（可靠二手）',
    'error: nps: “nps”不在可选的值里。可选：kano（狩野）',
  ]],
];

for (const [fields, want] of wrong) {
  test(`problems of ${JSON.stringify(fields)}`, () => {
    const written = pageOf(fields);
    const got = front.problems(page, written).map((p) => `${p.severity}: ${written.slice(p.start, p.end)}: ${p.message}`);
    assert.deepEqual(got, want);
  });
}

test('problems in English', () => {
  const [first] = front.problems(page, 'evidence: primary\ntitle: x\norder: 0', { whole: true, lang: 'en' });
  assert.equal(first.message, 'order is 0, but must lie between 1 and 9');
});

test('a page that is not closed, or has no fields, is left alone', () => {
  for (const written of ['', '---', '---\ntitel: x\n', 'prose\n', '---\n---\n', '---\n# nothing\n---\n']) assert.deepEqual(front.problems(page, written), []);
});

test('hover explains keys and values', () => {
  const written = pageOf('证据: primary\nsources: [kano-1984]\ndraft: true');
  const at = (part) => front.hover(page, written, written.indexOf(part) + 1)?.text;
  assert.equal(at('证据'), '证据\n\n- `primary` 一手来源\n- `secondary` 可靠二手');
  assert.equal(at('primary'), '`primary` 一手来源');
  assert.equal(at('sources'), '出处\n\n- `kano-1984` 魅力质量\n- `berger-1993` 狩野法');
  assert.equal(at('kano-1984'), '`kano-1984` 魅力质量');
  assert.equal(at('draft'), '草稿\n\n- `true`\n- `false`');
  assert.equal(at('prose'), undefined);
});

test('links in prose', () => {
  const link = (prose) => {
    const { text: written, offset } = split(`---\ntitle: x\n---\n\n${prose}`);
    const context = front.linkAt(written, offset);
    return context && [context.prefix, written.slice(context.start, context.end), front.links(page, context)[1].insert];
  };
  assert.deepEqual(link('see [[|'), ['', '', 'kano.must-be]]']);
  assert.deepEqual(link('see [[ka|]] and [[x]]'), ['ka', 'ka', 'kano.must-be']);
  assert.deepEqual(link('see ![[ka|no#m-card]]'), ['ka', 'kano', 'kano.must-be']);
  assert.equal(link('see [[kano]] |'), null);
  assert.equal(link('see [link|'), null);
  const { text: written, offset } = split('---\ntitle: [[|\n---\n');
  assert.equal(front.linkAt(written, offset), null);
});

test('identity changes with what other pages offer, and not with the rest', () => {
  const of = (fields) => front.identity(pageOf(fields), false);
  assert.equal(of('title: a\nsummary: b'), of('title: a\nsummary: c'));
  assert.notEqual(of('title: a'), of('title: b'));
  assert.notEqual(of('elements:\n  - id: a'), of('elements:\n  - id: b'));
});
