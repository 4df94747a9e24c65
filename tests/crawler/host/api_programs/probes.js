const out = {};
const probe = async (name, work) => {
  try {
    out[name] = await work();
  } catch (e) {
    out[name] = { thrown: e.errMsg || String(e.message || e), errno: e.errno };
  }
};
const asked = (api, options) =>
  new Promise((resolve) => {
    const seen = [];
    wx[api]({
      ...options,
      success: (r) => seen.push('success', r),
      fail: (r) => seen.push('fail', r),
      complete: (r) => resolve([...seen, 'complete']),
    });
  });
const done = () => console.log('RESULTS', JSON.stringify(out));
