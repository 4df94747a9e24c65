/** The columns of each picker mode, and the value a choice of rows stands for. */
const two = (number) => String(number).padStart(2, '0');
const span = (from, to) => Array.from({ length: Math.max(0, to - from + 1) }, (unused, index) => from + index);
const at = (list, index) => list[Math.min(Math.max(0, index), list.length - 1)];

/** Text of a row: `range` holds strings or objects, then `rangeKey` names the text. */
export const labelOf = (item, rangeKey) => {
  if (item !== null && typeof item === 'object') return String(rangeKey ? (item[rangeKey] ?? '') : '');
  return String(item ?? '');
};

const whole = (value) => {
  const number = parseInt(value, 10);
  return Number.isFinite(number) && number >= 0 ? number : 0;
};

const selector = (data) => ({
  columns: () => [(Array.isArray(data.range) ? data.range : []).map((item) => labelOf(item, data.rangeKey))],
  start: [whole(data.value)],
  value: ([index]) => index,
});

const multiSelector = (data) => {
  const range = Array.isArray(data.range) ? data.range : [];
  const given = Array.isArray(data.value) ? data.value : [];
  return {
    columns: () => {
      const now = Array.isArray(data.range) ? data.range : [];
      return now.map((column) => (Array.isArray(column) ? column : []).map((item) => labelOf(item, data.rangeKey)));
    },
    start: range.map((unused, index) => whole(given[index])),
    value: (rows) => rows,
  };
};

const minutes = (text, fallback) => {
  const match = /^(\d{1,2}):(\d{1,2})/.exec(String(text || ''));
  return match ? Number(match[1]) * 60 + Number(match[2]) : fallback;
};

const time = (data, now) => {
  const from = minutes(data.start, 0);
  const to = minutes(data.end, 23 * 60 + 59);
  const given = minutes(data.value, now.getHours() * 60 + now.getMinutes());
  const current = Math.min(to, Math.max(from, given));
  const hours = span(Math.floor(from / 60), Math.floor(to / 60));
  const minutesOf = (hour) => span(Math.max(0, from - hour * 60), Math.min(59, to - hour * 60));
  const hour = Math.floor(current / 60);
  return {
    columns: ([row]) => [hours.map(two), minutesOf(at(hours, row)).map(two)],
    start: [hours.indexOf(hour), minutesOf(hour).indexOf(current % 60)],
    value: ([row, minute]) => `${two(at(hours, row))}:${two(at(minutesOf(at(hours, row)), minute))}`,
  };
};

const dateParts = (text, fallback) => {
  const match = /^(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?/.exec(String(text || ''));
  return match ? [Number(match[1]), Number(match[2] || 1), Number(match[3] || 1)] : fallback;
};

const date = (data, now) => {
  const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
  const from = dateParts(data.start, [1900, 1, 1]);
  const to = data.end ? lastOf(dateParts(data.end, today), data.end) : [2100, 12, 31];
  const depth = { year: 1, month: 2 }[data.fields] || 3;
  const years = span(from[0], to[0]);
  const monthsOf = (year) => span(year === from[0] ? from[1] : 1, year === to[0] ? to[1] : 12);
  const daysOf = (year, month) => {
    const first = year === from[0] && month === from[1] ? from[2] : 1;
    const length = new Date(year, month, 0).getDate();
    return span(first, year === to[0] && month === to[1] ? Math.min(to[2], length) : length);
  };
  const chosen = (rows) => {
    const year = at(years, rows[0]);
    const month = at(monthsOf(year), rows[1] ?? 0);
    return [year, month, at(daysOf(year, month), rows[2] ?? 0)];
  };
  const [year, month, day] = dateParts(data.value, today);
  const row = Math.max(0, years.indexOf(year));
  return {
    columns: (rows) => {
      const [y, m] = chosen(rows);
      const named = (numbers, unit) => numbers.map((number) => `${number}${unit}`);
      return [named(years, '年'), named(monthsOf(y), '月'), named(daysOf(y, m), '日')].slice(0, depth);
    },
    start: [row, monthsOf(year).indexOf(month), daysOf(year, month).indexOf(day)].map(whole).slice(0, depth),
    value: (rows) => {
      const [y, m, d] = chosen(rows);
      return [String(y), two(m), two(d)].slice(0, depth).join('-');
    },
  };
};

/** An end such as `2030` or `2030-06` means the end of that year or month. */
const lastOf = ([year, month, day], text) => {
  const given = String(text).split('-').length;
  if (given === 1) return [year, 12, 31];
  if (given === 2) return [year, month, 31];
  return [year, month, day];
};

const region = (data, now, regions) => {
  const depth = { province: 1, city: 2 }[data.level] || 3;
  const custom = data.customItem;
  const withCustom = (list) => (custom ? [[custom, '', []], ...list] : list);
  const lists = (rows) => {
    const provinces = withCustom(regions);
    const cities = withCustom(at(provinces, rows[0] ?? 0)[2]);
    const districts = cities.length ? withCustom(at(cities, rows[1] ?? 0)[2] || []) : [];
    return [provinces, cities, districts].slice(0, depth);
  };
  const chosen = (rows) => lists(rows).map((list, index) => at(list, rows[index] ?? 0) || ['', '']);
  const start = [];
  const given = Array.isArray(data.value) ? data.value : [];
  for (let index = 0; index < depth; index += 1) {
    const found = lists(start)[index].findIndex((item) => item[0] === given[index]);
    start.push(Math.max(0, found));
  }
  return {
    columns: (rows) => lists(rows).map((list) => list.map((item) => item[0])),
    start,
    value: (rows) => chosen(rows).map((item) => item[0]),
    // The data has no postcodes.
    extra: (rows) => ({ code: chosen(rows).map((item) => item[1]), postcode: '' }),
  };
};

const MODES = { selector, multiSelector, time, date, region };

/**
 * `{ columns(rows) -> texts by column, start: rows, value(rows), extra?(rows) }` of a picker's properties.
 * `regions` are those of `loadRegions`, for that mode.
 */
export const columnsOf = (mode, data, now, regions) => (MODES[mode] || selector)(data, now, regions);
