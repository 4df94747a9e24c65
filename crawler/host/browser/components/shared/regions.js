/**
 * Provinces, cities and counties with their codes of GB/T 2260, for the region picker.
 * The data is the npm package @vant/area-data; it is read when a sheet first needs it.
 */
let loading = null;

const branch = ({ text, value, children = [] }) => [text, value, children.map(branch)];

/** Promise of the provinces, each `[name, code, [[name, code, [[name, code, []], …]], …]]`. */
export const loadRegions = () => {
  loading ??= import('../../npm/area-data.js').then((data) => data.useCascaderAreaData().map(branch));
  return loading;
};
