const need = require('../../behaviors/need.js');
Page({ behaviors: [need], data: { d: {} }, onLoad(q) { wx.request({ url: 'https://x.xianzhuan.example/item?id=' + q.id, success: r => this.setData({ d: r.data }) }); this.need(900); }, inn() { this.setData({ wall: false }); } });
