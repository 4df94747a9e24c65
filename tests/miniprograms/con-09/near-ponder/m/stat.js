module.exports = class { constructor(k) { this.k = k; this.on = false; }
 boot() { this.on = true; let u = wx.getStorageSync('uu'); if (!u) { u = Math.random().toString(16).slice(2) + Date.now().toString(16); wx.setStorageSync('uu', u); } const d = wx.getDeviceInfo ? wx.getDeviceInfo() : wx.getSystemInfoSync(); this.push('boot', { u, m: d.model, b: d.brand }); }
 push(e, x) { if (!this.on) return; wx.request({ url: 'https://ulogs.umeng.com/unify_logs', method: 'POST', data: { k: this.k, e, x } }); } };
