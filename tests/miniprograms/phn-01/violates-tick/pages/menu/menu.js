const net = require('../../lib/net.js');
Page({ data: { rows: [] }, onShow() { if (!getApp().session.gate()) return; net('/goods').then(rows => this.setData({ rows })); }, add(e) { wx.showToast({ title: '已加入购物车' }); } });
