const BASE = 'https://gw.taoxiaoman.example/v3';
module.exports = (path, data) => new Promise((ok, no) => wx.request({ url: BASE + path, method: 'POST', data, header: { 'x-ticket': wx.getStorageSync('__t') || '-' }, success: r => r.data && r.data.code === '0' ? ok(r.data.data) : no(r), fail: no }));
