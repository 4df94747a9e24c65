Page({ data: { v: [], st: 0 }, onLoad() { this.setData({ st: wx.getStorageSync('pv') ? 0 : 1 }); wx.request({ url: 'https://tg.tieguan-fit.example/cls', success: r => this.setData({ v: r.data.v }) }); },
 later() { this.setData({ st: 2 }); }, browse() { wx.setStorageSync('pv', 'n'); this.setData({ st: 0 }); }, again() { this.setData({ st: 1 }); },
 ok() { wx.setStorageSync('pv', 'y'); this.setData({ st: 0 }); getApp().stat.boot(); }, law() { wx.navigateTo({ url: '/pages/law' }); },
 open(e) { getApp().stat.push('open', { k: e.currentTarget.dataset.k }); wx.navigateTo({ url: '/pages/cls?k=' + e.currentTarget.dataset.k }); } });
