// Lists of pages, ascending, each with a score.

export interface List {
  ids: ArrayLike<number>;
  scores: ArrayLike<number>;
}

export const none: List = { ids: [], scores: [] };

/** The pages that both lists have; their scores are what of says. */
export function both(a: List, b: List, of: (a: number, b: number) => number): List {
  const ids: number[] = [];
  const scores: number[] = [];
  if (a.ids.length > b.ids.length) return both(b, a, (x, y) => of(y, x));
  for (let i = 0, j = 0; i < a.ids.length; i++) {
    const id = a.ids[i];
    j = seek(b.ids, id, j);
    if (j === b.ids.length) break;
    if (b.ids[j] === id) {
      ids.push(id);
      scores.push(of(a.scores[i], b.scores[j]));
    }
  }
  return { ids, scores };
}

/** The first place from `from` on at which there is id or more. */
function seek(ids: ArrayLike<number>, id: number, from: number): number {
  let step = 1;
  let low = from;
  while (low + step < ids.length && ids[low + step] < id) {
    low += step;
    step *= 2;
  }
  let high = Math.min(low + step, ids.length);
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ids[middle] < id) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The pages that any of the lists has; where several have it, its score is the sum or, by default, the highest. */
export function either(lists: List[], sum = false): List {
  if (lists.length === 1) return lists[0];
  const found = new Map<number, number>();
  for (const list of lists) {
    for (let i = 0; i < list.ids.length; i++) {
      const have = found.get(list.ids[i]);
      const score = list.scores[i];
      found.set(list.ids[i], have === undefined ? score : sum ? have + score : Math.max(have, score));
    }
  }
  const ids = [...found.keys()].sort((a, b) => a - b);
  return { ids, scores: ids.map((id) => found.get(id)!) };
}
