/**
 * How many letters are wrong, missing, too many or swapped with their neighbour
 * between two words (Damerau and Levenshtein, optimal string alignment); more
 * than limit is limit + 1.
 */
export function distance(a: string, b: string, limit: number): number {
  const x = [...a];
  const y = [...b];
  if (Math.abs(x.length - y.length) > limit) return limit + 1;
  let before: number[] = [];
  let last = [...Array(y.length + 1).keys()];
  for (let i = 1; i <= x.length; i++) {
    const row = [i];
    for (let j = 1; j <= y.length; j++) {
      const same = x[i - 1] === y[j - 1] ? 0 : 1;
      let d = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + same);
      if (i > 1 && j > 1 && x[i - 1] === y[j - 2] && x[i - 2] === y[j - 1]) d = Math.min(d, before[j - 2] + 1);
      row.push(d);
    }
    if (Math.min(...row) > limit) return limit + 1;
    before = last;
    last = row;
  }
  return Math.min(last[y.length], limit + 1);
}

/** How many mistakes a word of that length may have. */
export const tolerance = (length: number) => (length < 4 ? 0 : length < 8 ? 1 : 2);
